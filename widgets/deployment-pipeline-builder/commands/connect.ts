import { findComponent } from '../draft.ts';
import { addRoute, dropRoute, leadsTo, routesOf, withRoutes } from '../routes.ts';
import { isSource, replaceComponent, unchanged } from './change.ts';
import type { Edit } from './command.ts';

export const connect: Edit<'connect'> = (scenario, { from, to }) => {
  const source = findComponent(scenario, from);
  if (!source || !findComponent(scenario, to))
    return unchanged(scenario, `There is no component “${source ? to : from}” to connect.`);
  if (from === to) return unchanged(scenario, `“${from}” cannot lead to itself.`);
  if (isSource(scenario, to))
    return unchanged(scenario, `“${to}” is a source: requests begin there, so nothing can lead to it.`);
  const routes = routesOf(source);
  if (routes.some((route) => route.id === to)) return unchanged(scenario, `“${from}” leads to “${to}” already.`);
  if (leadsTo(scenario, to, from)) {
    return unchanged(
      scenario,
      `“${from}” cannot lead to “${to}”, because “${to}” already leads to “${from}”: requests would go round for ever.`,
    );
  }
  const connected = withRoutes(source, addRoute(routes, to));
  const also = routes.length > 0 ? ', beside where it led before, with an equal share' : '';
  return { scenario: replaceComponent(scenario, from, connected), message: `Connected “${from}” to “${to}”${also}.` };
};

export const disconnect: Edit<'disconnect'> = (scenario, { from, to }) => {
  const source = findComponent(scenario, from);
  if (!source || !routesOf(source).some((route) => route.id === to)) {
    return unchanged(scenario, `“${from}” does not lead to “${to}”, so there is nothing to disconnect.`);
  }
  const disconnected = withRoutes(source, dropRoute(routesOf(source), to));
  return { scenario: replaceComponent(scenario, from, disconnected), message: `Disconnected “${from}” from “${to}”.` };
};

export const setWeight: Edit<'setWeight'> = (scenario, { from, to, weight }) => {
  const source = findComponent(scenario, from);
  const routes = source ? routesOf(source) : [];
  if (!source || !routes.some((route) => route.id === to))
    return unchanged(scenario, `“${from}” does not lead to “${to}”.`);
  if (routes.length === 1) return unchanged(scenario, `“${from}” leads only to “${to}”, so everything goes there.`);
  if (!(weight > 0 && Number.isFinite(weight))) return unchanged(scenario, 'A weight is a number above 0.');
  if (routes.some((route) => route.id === to && route.weight === weight))
    return unchanged(scenario, `That weight is ${weight} already.`);
  const weighted = routes.map((route) => (route.id === to ? { id: to, weight } : route));
  const message = `Gave the way from “${from}” to “${to}” the weight ${weight}.`;
  return { scenario: replaceComponent(scenario, from, withRoutes(source, weighted)), message };
};
