import type { ComponentResult } from '../engines/simulator/result.ts';
import { formatNumber, formatPercent, formatSeconds } from '../kit/format.ts';
import { findKind } from './component-kinds.ts';
import type { DraftComponent } from './draft.ts';
import { formatWaiting } from './format-waiting.ts';
import { chooserOf, groupOf, variantsAt } from './parameters/variant-families.ts';
import { placeOf } from './places.ts';
import { valueAt } from './value-path.ts';

/** What both views show of a component, in words. */
export interface ComponentView {
  readonly id: string;
  readonly kindLabel: string;
  readonly meaning: string;
  readonly isSource: boolean;
  readonly place: string;
  /** The main parameters, each as a few words. */
  readonly facts: readonly string[];
  /** After a run of exactly this pipeline: how busy it was. */
  readonly load: string | null;
  readonly tone: 'calm' | 'busy' | 'over';
  /** All of it as one sentence, for a screen reader on the diagram. */
  readonly sentence: string;
}

/** Utilisation from which waiting grows steeply, and from which there is no reserve left: shares of the capacity. */
const busyFrom = 0.8;
const overFrom = 0.98;

function amount(value: unknown, unit: string): string {
  if (Array.isArray(value)) return `${value.length} ${value.length === 1 ? 'entry' : 'entries'}`;
  if (typeof value !== 'number') return String(value);
  if (unit === 'seconds') return formatSeconds(value);
  return unit === '1/s' ? `${formatNumber(value)} per second` : formatNumber(value);
}

/** The words for one choice, for example “Random (Poisson), 20 per second”. */
function choiceFact(component: DraftComponent, chooser: string, usual: unknown): string[] {
  const group = groupOf(chooser) ?? '';
  if (valueAt(component, group) === undefined) return [];
  const chosen = valueAt(component, chooser) ?? usual;
  const variant = variantsAt(chooser)?.find(({ name }) => name === chosen);
  if (!variant) return [];
  const amounts = Object.entries(variant.parameters).flatMap(([name, { info }]) => {
    const value = valueAt(component, `${group}.${name}`);
    return value === undefined ? [] : [amount(value, info.unit)];
  });
  return [[variant.label, ...amounts.slice(0, 2)].join(', ')];
}

/** Parameters that say little at a glance. */
const minor = new Set(['instance', 'product', 'payloadBytes', 'payloadCv', 'keys.count', 'keys.zipfExponent']);

function factsOf(component: DraftComponent): string[] {
  const parameters = findKind(component.kind)?.parameters ?? [];
  return parameters.flatMap(({ path, label, unit, when, default: usual }) => {
    if (when || minor.has(path)) return [];
    if (path === chooserOf(groupOf(path) ?? '')) return choiceFact(component, path, usual);
    const value = valueAt(component, path);
    return value === undefined ? [] : [`${label} ${amount(value, unit)}`];
  });
}

function loadOf(result: ComponentResult | undefined): Pick<ComponentView, 'load' | 'tone'> {
  if (result?.utilisation === undefined) return { load: null, tone: 'calm' };
  const waiting = result.queueLength === undefined ? '' : `, ${formatWaiting(result.queueLength)} waiting`;
  const tone = result.utilisation >= overFrom ? 'over' : result.utilisation >= busyFrom ? 'busy' : 'calm';
  return { load: `${formatPercent(result.utilisation)} busy${waiting}`, tone };
}

const described = new WeakMap<
  DraftComponent,
  { readonly result: ComponentResult | undefined; readonly view: ComponentView }
>();

/** Describes a component; what is described already is not described again, so that an edit of one component draws one anew and not all. */
export function viewComponent(component: DraftComponent, result?: ComponentResult): ComponentView {
  const before = described.get(component);
  if (before && before.result === result) return before.view;
  const view = describe(component, result);
  described.set(component, { result, view });
  return view;
}

/** `result` is what it did in a run of exactly this pipeline, if there was one. */
function describe(component: DraftComponent, result?: ComponentResult): ComponentView {
  const info = findKind(component.kind);
  const kindLabel = info?.label ?? component.kind;
  const place = placeOf(component);
  const facts = factsOf(component);
  const { load, tone } = loadOf(result);
  const sentence = [`${component.id}, ${kindLabel}, at ${place}`, ...facts, ...(load ? [load] : [])].join('; ');
  const isSource = info?.family === 'source';
  return {
    id: component.id,
    kindLabel,
    meaning: info?.meaning ?? `This version does not know the kind “${component.kind}”.`,
    isSource,
    place,
    facts,
    load,
    tone,
    sentence,
  };
}
