import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyCommand } from '../../widgets/deployment-pipeline-builder/commands/apply.ts';
import { defaultWidgetData } from '../../widgets/deployment-pipeline-builder/default-widget-data.ts';
import { asDraft, type Draft } from '../../widgets/deployment-pipeline-builder/draft.ts';
import { examine } from '../../widgets/deployment-pipeline-builder/findings/examine.ts';
import { flowOrder } from '../../widgets/deployment-pipeline-builder/flow-order.ts';
import { redo, startHistory, step, undo } from '../../widgets/deployment-pipeline-builder/history.ts';
import { leadsTo, routesOf } from '../../widgets/deployment-pipeline-builder/routes.ts';
import { arbitraryCommand } from './arbitrary-commands.ts';

const start = defaultWidgetData.scenario;
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
      { numRuns: 300 },
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
      { numRuns: 300 },
    );
  });
});

describe('undo', () => {
  it('brings back the very scenarios, step by step, and redo does them again', () => {
    fc.assert(
      fc.property(commands, (list) => {
        let history = startHistory(start);
        const seen = [history];
        for (const command of list) {
          const { scenario, message } = applyCommand(history.present, command);
          const next = step(history, scenario, message);
          if (next !== history) seen.push(next);
          history = next;
        }
        for (const before of seen.toReversed()) {
          expect(history.present).toBe(before.present);
          history = undo(history);
        }
        for (const after of seen) {
          expect(history.present).toBe(after.present);
          history = redo(history);
        }
      }),
      { numRuns: 200 },
    );
  });
});
