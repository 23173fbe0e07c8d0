import { makeVariant } from '../../../../widgets/engines/inference/onnx/variant.ts';
import { type ReadModel, readModel, threadInput } from '../../reality/read-model.ts';
import type { ThreadInput } from '../../reality/messages.ts';

/** A model as it is served in the report. */
export interface ServedModel {
  readonly name: string;
  /** Rows of one request: so many that a call takes milliseconds, because a call of microseconds would measure timers. */
  readonly rowsPerRequest: number;
  readonly input: ThreadInput;
}

const WIDE_UNITS = 2048;

/** The network widened without changing what it says, in int8: much of its time is spent once for each call, so batches pay. */
function widen({ manifest, bytes }: ReadModel): ReadModel {
  if (!manifest.network) throw new Error(`The manifest of ${manifest.id} says nothing of its layers.`);
  const id = `titanic-wide-${WIDE_UNITS}-int8`;
  const setting = {
    hiddenUnits: WIDE_UNITS,
    precision: 'int8',
    layerInputRanges: manifest.network.inputRanges,
  } as const;
  return { manifest: { ...manifest, id }, bytes: makeVariant(bytes, setting) };
}

const serve = (name: string, model: ReadModel, rowsPerRequest: number): ServedModel => ({
  name,
  rowsPerRequest,
  input: threadInput(model, rowsPerRequest),
});

/** Trees, a network, and a wide network in eight bits: what costs, costs per row, per row, and per call. */
export function servedModels(): readonly ServedModel[] {
  const mlp = readModel('titanic-mlp');
  return [serve('trees', readModel('titanic-trees'), 4096), serve('mlp', mlp, 2048), serve('wide int8', widen(mlp), 8)];
}
