import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyCommand } from '../../widgets/deployment-pipeline-builder/commands/apply.ts';
import type { Draft } from '../../widgets/deployment-pipeline-builder/draft.ts';
import { examine } from '../../widgets/deployment-pipeline-builder/findings/examine.ts';
import type { Finding } from '../../widgets/deployment-pipeline-builder/findings/finding.ts';
import { arbitraryPipeline } from './arbitrary-pipelines.ts';
import { roundCurve } from './round-curve.ts';

const curves = { 'titanic-mlp': roundCurve };
const errorsOf = (findings: readonly Finding[]) => findings.filter(({ severity }) => severity === 'error');

/** What is left of a finding after its fix: the same rule on the same component, or the same refusal. */
function stillThere(finding: Finding, findings: readonly Finding[]): boolean {
  return findings.some(({ rule, componentId, sentence }) =>
    finding.rule === undefined
      ? sentence === finding.sentence
      : rule === finding.rule && componentId === finding.componentId,
  );
}

function mended(draft: Draft, finding: Finding) {
  const { scenario } = applyCommand(draft, finding.fix!.command);
  return { scenario, findings: examine(scenario, curves).findings };
}

describe('the fix of a finding', () => {
  it('mends it and brings no new error, whatever the pipeline', () => {
    const rulesMended = new Map<string, number>();
    fc.assert(
      fc.property(arbitraryPipeline, (draft) => {
        const { findings } = examine(draft, curves);
        for (const finding of findings) {
          if (!finding.fix) continue;
          const after = mended(draft, finding);
          expect(after.scenario, finding.fix.label).not.toBe(draft);
          expect(stillThere(finding, after.findings) ? finding : null).toBeNull();
          expect(errorsOf(after.findings).length).toBeLessThanOrEqual(
            Math.max(0, errorsOf(findings).length - (finding.severity === 'error' ? 1 : 0)),
          );
          const rule = finding.rule ?? 'parser';
          rulesMended.set(rule, (rulesMended.get(rule) ?? 0) + 1);
        }
      }),
      { numRuns: 1500, seed: 20261122 },
    );
    // The pipelines are such that every rule with a fix was met; else this would test nothing.
    expect([...rulesMended.keys()].sort()).toEqual([
      'autoscaler',
      'batch',
      'load',
      'objective',
      'parser',
      'personalData',
      'rateLimit',
      'reach',
      'singlePoint',
      'timeout',
    ]);
  });

  it('says in its label what it will do, and the command is one undo step', () => {
    fc.assert(
      fc.property(arbitraryPipeline, (draft) => {
        for (const { fix } of examine(draft, curves).findings) if (fix) expect(fix.label).toMatch(/^[A-Z].{6,}[^.]$/);
      }),
      { numRuns: 200 },
    );
  });
});
