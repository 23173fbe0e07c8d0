import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formatJson } from '../../src/tools/models/format-json.ts';
import { derivedTraces } from '../../src/tools/traces/derived-traces.ts';
import { dispersionAt } from '../../src/tools/traces/fit-burst-process.ts';
import { arrivalsSchema, createArrivals } from '../../widgets/engines/simulator/arrivals/schema.ts';
import { RandomStream } from '../../widgets/engines/simulator/random.ts';

/** Mean rate, squared variation of the gaps, and dispersion of the counts in windows, over a long time. */
function measure(settings: unknown, seconds: number) {
  const process = createArrivals(arrivalsSchema.parse(settings), new RandomStream(1, 0, 'arrivals'));
  const windows = [1, 10, 60].map((width) => ({ width, counts: new Float64Array(Math.floor(seconds / width)) }));
  let [count, last, gaps, squares] = [0, 0, 0, 0];
  for (let at = process.next(); at < seconds; at = process.next()) {
    if (count++ > 0) {
      gaps += at - last;
      squares += (at - last) * (at - last);
    }
    last = at;
    for (const { width, counts } of windows) if (at < counts.length * width) counts[Math.floor(at / width)]!++;
  }
  const meanGap = gaps / (count - 1);
  const dispersion = windows.map(({ counts }) => {
    const mean = counts.reduce((sum, value) => sum + value, 0) / counts.length;
    return counts.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (counts.length - 1) / mean;
  });
  return { rate: count / seconds, gapCv2: squares / (count - 1) / (meanGap * meanGap) - 1, dispersion };
}

const publishedOf = ({ published }: (typeof derivedTraces)[keyof typeof derivedTraces]) => ({
  ...published,
  list: [published.dispersion.oneSecond, published.dispersion.tenSeconds, published.dispersion.oneMinute],
});

describe('derivedTraces', () => {
  test.each(Object.entries(derivedTraces))(
    '%s is on disk as it is made, says that it is synthetic, and can be run',
    (name, trace) => {
      const file = new URL(`../../public/traces/${name}`, import.meta.url);
      expect(readFileSync(file, 'utf8')).toBe(formatJson(trace));
      expect(trace.label).toContain('Synthetic');
      expect(trace.source.licence).toContain('CC-BY');
      expect(arrivalsSchema.safeParse(trace.arrivals).success).toBe(true);
    },
  );

  test('the process for code has the published rate and gap variation, and its dispersions within 15 %', () => {
    const trace = derivedTraces['azure-llm-2023-code.json'];
    const published = publishedOf(trace);
    const { quietSeconds, burstSeconds } = trace.arrivals;
    const relaxation = 1 / quietSeconds + 1 / burstSeconds;
    [1, 10, 60].forEach((seconds, i) => {
      expect(Math.abs(dispersionAt(published.gapCv2, relaxation, seconds) / published.list[i]! - 1)).toBeLessThan(0.15);
    });
    const days = 20;
    const found = measure(trace.arrivals, days * 86_400);
    // Var N(T) = CV² λ T; and bursts are independent, about one in 50 s, so a variance is known to √(2 / bursts) or, for the skewed gaps, some three times that.
    const bursts = (days * 86_400) / (quietSeconds + burstSeconds);
    expect(Math.abs(found.rate / published.ratePerSecond - 1)).toBeLessThan(
      4 * Math.sqrt(published.gapCv2 / (published.ratePerSecond * days * 86_400)),
    );
    expect(Math.abs(found.gapCv2 / published.gapCv2 - 1)).toBeLessThan(12 * Math.sqrt(2 / bursts));
    found.dispersion.forEach((dispersion, i) => {
      const own = dispersionAt(published.gapCv2, relaxation, [1, 10, 60][i]!);
      expect(Math.abs(dispersion / own - 1)).toBeLessThan(4 * Math.sqrt(2 / bursts));
    });
  });

  test('the table for conversation has the published rate and dispersion per minute, and within 10 % those of shorter windows', () => {
    const trace = derivedTraces['azure-llm-2023-conversation.json'];
    const published = publishedOf(trace);
    const { ratesPerSecond } = trace.arrivals;
    expect(ratesPerSecond).toHaveLength(58);
    expect(Math.min(...ratesPerSecond)).toBeGreaterThan(0);
    const mean = ratesPerSecond.reduce((sum, rate) => sum + rate, 0) / 58;
    expect(mean).toBeCloseTo(published.ratePerSecond, 3);
    const cycles = 200;
    const found = measure(trace.arrivals, cycles * 58 * 60);
    found.dispersion.forEach((dispersion, i) => {
      expect(Math.abs(dispersion / published.list[i]! - 1)).toBeLessThan(0.1);
    });
    // Published 1.197: within a minute the table is Poisson, so its gaps vary a little less.
    expect(found.gapCv2).toBeGreaterThan(1);
    expect(found.gapCv2).toBeLessThan(1.197);
  });
});
