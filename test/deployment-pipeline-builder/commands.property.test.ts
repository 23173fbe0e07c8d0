import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyCommand } from '../../widgets/deployment-pipeline-builder/commands/apply.ts';
import { defaultWidgetData } from '../../widgets/deployment-pipeline-builder/default-widget-data.ts';
import { toEdges } from '../../widgets/deployment-pipeline-builder/canvas/flow-graph.ts';
import { layOut, nodeSize } from '../../widgets/deployment-pipeline-builder/canvas/layout.ts';
import { viewComponent } from '../../widgets/deployment-pipeline-builder/component-view.ts';
import { asDraft, type Draft } from '../../widgets/deployment-pipeline-builder/draft.ts';
import { examine } from '../../widgets/deployment-pipeline-builder/findings/examine.ts';
import { flowOrder } from '../../widgets/deployment-pipeline-builder/flow-order.ts';
import { redo, startHistory, step, undo } from '../../widgets/deployment-pipeline-builder/history.ts';
import { leadsTo, routesOf } from '../../widgets/deployment-pipeline-builder/routes.ts';
import { arbitraryCommand } from './arbitrary-commands.ts';

const start = defaultWidgetData.scenario;
/** `SLIPWAY_SEQUENCES=10000` for the full count; what runs at every commit is a tenth of it. */
const numRuns = Number(process.env['SLIPWAY_SEQUENCES'] ?? 1000);
const commands = fc.array(arbitraryCommand, { minLength: 1, maxLength: 25 });

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value))
    Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}

function expectWhole(draft: Draft): void {
  const ids = draft.components.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const component of draft.components) {
    for (const route of routesOf(component)) {
      expect(ids).toContain(route.id);
      expect(route.weight).toBeGreaterThan(0);
      expect(leadsTo(draft, route.id, component.id)).toBe(false);
    }
  }
}

describe('applyCommand, whatever it is asked', () => {
  it('keeps a pipeline whole: ids differ, every way leads somewhere and none leads back', () => {
    fc.assert(
      fc.property(commands, (list) => {
        let draft = deepFreeze(start);
        for (const command of list) {
          const result = applyCommand(draft, command);
          expect(result.message).toMatch(/\.$/);
          draft = deepFreeze(result.scenario);
          expectWhole(draft);
          expect(asDraft(JSON.parse(JSON.stringify(draft)))).toBeDefined();
          expect(
            flowOrder(draft)
              .map(({ id }) => id)
              .toSorted(),
          ).toEqual(draft.components.map(({ id }) => id).toSorted());
        }
      }),
      { numRuns },
    );
  });

  it('leaves a pipeline that can run, or one about which every reason is said', () => {
    fc.assert(
      fc.property(commands, (list) => {
        const draft = list.reduce((scenario, command) => applyCommand(scenario, command).scenario, start);
        const { scenario, findings } = examine(draft, undefined);
        const errors = findings.filter(({ severity }) => severity === 'error');
        expect(scenario === null).toBe(errors.length > 0);
        for (const { componentId } of errors)
          if (componentId !== null) expect(draft.components.map(({ id }) => id)).toContain(componentId);
      }),
      { numRuns },
    );
  });
});

describe('the outline and the diagram', () => {
  it('show the same components, places and ways, whatever was edited', () => {
    fc.assert(
      fc.property(commands, (list) => {
        const draft = list.reduce((scenario, command) => applyCommand(scenario, command).scenario, start);
        const layout = layOut(draft);
        const views = flowOrder(draft).map((component) => viewComponent(component));
        expect([...layout.places.keys()].toSorted()).toEqual(views.map(({ id }) => id).toSorted());
        for (const { id, place } of views) {
          const lane = layout.lanes.find((candidate) => candidate.place === place)!;
          const { y } = layout.places.get(id)!;
          expect(y).toBeGreaterThanOrEqual(lane.y);
          expect(y + nodeSize.height).toBeLessThanOrEqual(lane.y + lane.height);
        }
        const ways = toEdges(draft, []).map(({ source, target }) => `${source} ${target}`);
        const listed = draft.components.flatMap((from) => routesOf(from).map(({ id }) => `${from.id} ${id}`));
        expect(ways.toSorted()).toEqual(listed.toSorted());
      }),
      { numRuns },
    );
  });
});

describe('undo', () => {
  it('brings back the very scenarios and places of the diagram, step by step, and redo does them again', () => {
    fc.assert(
      fc.property(commands, (list) => {
        let history = startHistory(start);
        const seen = [history];
        for (const [index, command] of list.entries()) {
          const { scenario, message } = applyCommand(history.present, command);
          // Every third edit moves a box as well, or only that.
          const positions = index % 3 === 0 ? new Map([['users', { x: index, y: 0 }]]) : history.positions;
          const next = step(history, scenario, message, positions);
          if (next !== history) seen.push(next);
          history = next;
        }
        for (const before of seen.toReversed()) {
          expect(history.present).toBe(before.present);
          expect(history.positions).toBe(before.positions);
          history = undo(history);
        }
        for (const after of seen) {
          expect(history.present).toBe(after.present);
          expect(history.positions).toBe(after.positions);
          history = redo(history);
        }
      }),
      { numRuns },
    );
  });
});
