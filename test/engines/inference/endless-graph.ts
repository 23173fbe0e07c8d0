import type { Graph } from '../../../widgets/engines/inference/onnx/graph.ts';

/**
 * A valid model that answers a row of zeros and never answers a row with a number above one half: an ONNX Loop whose condition stays true.
 * It opens, its first run ends, and its next one does not.
 */
export const endlessGraph: Graph = {
  name: 'endless',
  constants: [
    { name: 'half', type: 'float32', dims: [], values: [0.5] },
    { name: 'first_column', type: 'int64', dims: [1], values: [0] },
  ],
  nodes: [
    {
      operator: 'ReduceMax',
      inputs: ['features'],
      outputs: ['largest'],
      attributes: [{ name: 'keepdims', integer: 0 }],
    },
    { operator: 'Greater', inputs: ['largest', 'half'], outputs: ['goes_on'] },
    {
      operator: 'Loop',
      inputs: ['', 'goes_on', 'features'],
      outputs: ['looped'],
      attributes: [
        {
          name: 'body',
          graph: {
            name: 'body',
            constants: [],
            nodes: [
              { operator: 'Identity', inputs: ['goes_on_before'], outputs: ['goes_on_after'] },
              { operator: 'Identity', inputs: ['carried_before'], outputs: ['carried_after'] },
            ],
            inputs: [
              { name: 'iteration', type: 'int64', dims: [] },
              { name: 'goes_on_before', type: 'bool', dims: [] },
              { name: 'carried_before', type: 'float32', dims: ['N', 7] },
            ],
            outputs: [
              { name: 'goes_on_after', type: 'bool', dims: [] },
              { name: 'carried_after', type: 'float32', dims: ['N', 7] },
            ],
          },
        },
      ],
    },
    {
      operator: 'Gather',
      inputs: ['looped', 'first_column'],
      outputs: ['probability'],
      attributes: [{ name: 'axis', integer: 1 }],
    },
  ],
  inputs: [{ name: 'features', type: 'float32', dims: ['N', 7] }],
  outputs: [{ name: 'probability', type: 'float32', dims: ['N', 1] }],
};
