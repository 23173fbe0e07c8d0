import { describe, expect, it } from 'vitest';
import type { BatchAnswer, BatchOrder } from '../../../widgets/engines/inference/messages.ts';
import type { ModelSession } from '../../../widgets/engines/inference/model-session.ts';
import { RequestBatches } from '../../../widgets/engines/inference/request-batches.ts';
import { type BatchPort, serveBatches } from '../../../widgets/engines/inference/serve-batches.ts';

describe('RequestBatches', () => {
  it('makes each request of so many rows, used in turn, and gives every caller numbers of its own', () => {
    const batches = new RequestBatches(
      [
        [1, 2],
        [3, null],
      ],
      2,
      3,
    );
    expect(batches.rowCount(2)).toBe(6);
    const values = batches.valuesOf(1);
    expect([...values]).toEqual([1, 2, 3, Number.NaN, 1, 2]);
    values.fill(0);
    expect(batches.valuesOf(1)[0]).toBe(1);
  });

  it('refuses to make batches of nothing', () => {
    expect(() => new RequestBatches([], 1, 1)).toThrow('at least one row');
  });
});

/** A model whose call takes a known time on a clock of its own. */
function serve(answer: (rows: number) => Float32Array) {
  let time = 0;
  const answers: BatchAnswer[] = [];
  const port: BatchPort = { onmessage: null, postMessage: (one) => answers.push(one) };
  const session: ModelSession = {
    featureCount: 1,
    predict: async () => [],
    release: async () => {},
    run: async (values, rows) => {
      expect(values.length).toBe(rows);
      time += 0.25 * rows;
      return answer(rows);
    },
  };
  serveBatches(port, session, new RequestBatches([[7]], 1, 2), () => time);
  const order = async (size: number) => {
    port.onmessage!({ data: { size } } as MessageEvent<BatchOrder>);
    await new Promise((resolve) => setTimeout(resolve));
    return answers.at(-1);
  };
  return order;
}

describe('serveBatches', () => {
  it("answers an order with the model's own time for all rows of its requests", async () => {
    const order = serve((rows) => new Float32Array(rows));
    expect(await order(1)).toEqual({ ok: true, modelSeconds: 0.5 });
    expect(await order(3)).toEqual({ ok: true, modelSeconds: 1.5 });
  });

  it('tells of a model that breaks or answers no number, and goes on serving', async () => {
    let call = 0;
    const order = serve((rows) => {
      if (call++ === 0) throw new Error('The model broke.');
      return new Float32Array(rows).fill(call === 2 ? Number.NaN : 1);
    });
    expect(await order(1)).toEqual({ ok: false, message: 'The model broke.' });
    expect(await order(1)).toEqual({ ok: false, message: 'The model answered something that is not a number.' });
    expect(await order(1)).toMatchObject({ ok: true });
  });
});
