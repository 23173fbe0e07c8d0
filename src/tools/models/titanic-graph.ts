import {
  type Constant,
  elementTypes,
  type Graph,
  type GraphNode,
} from '../../../widgets/engines/inference/onnx/graph.ts';
import type { Network } from './network.ts';
import { choiceColumns, type Preparation, scaledColumns } from './preparation.ts';
import { featureNames } from './titanic-data.ts';
import { type TreeEnsemble, treeNode } from './trees.ts';

/** Nodes and constants under construction. */
interface Draft {
  readonly nodes: GraphNode[];
  readonly constants: Constant[];
}

/** Name of the graph's input, float32 [N, 7], NaN where unknown. */
export const inputName = 'features';
/** Name of the graph's output, float32 [N, 1]. */
export const outputName = 'probability';

/** A network as one graph: fill, scale and one-hot first, so that who calls it cannot prepare the data otherwise than the training did. */
export function networkGraph(name: string, preparation: Preparation, network: Network): Graph {
  const draft: Draft = { nodes: [], constants: [] };
  addFilling(draft, preparation);
  addScales(draft, preparation);
  return finish(name, draft, addLayers(draft, network));
}

/** Trees as one graph: they take the filled numbers as they are, since a threshold needs no scale. */
export function treesGraph(name: string, preparation: Preparation, ensemble: TreeEnsemble): Graph {
  const draft: Draft = { nodes: [], constants: [] };
  addFilling(draft, preparation);
  draft.nodes.push(treeNode('filled', 'sum', ensemble));
  return finish(name, draft, 'sum');
}

/**
 * The Sigmoid is a node of its own in both: ONNX Runtime ignores the trees' own `post_transform` LOGISTIC where there is one target
 * (https://github.com/microsoft/onnxruntime/issues/26596).
 */
function finish(name: string, draft: Draft, sum: string): Graph {
  draft.nodes.push({ operator: 'Sigmoid', inputs: [sum], outputs: [outputName] });
  return {
    name,
    ...draft,
    inputs: [{ name: inputName, type: 'float32', dims: ['N', featureNames.length] }],
    outputs: [{ name: outputName, type: 'float32', dims: ['N', 1] }],
  };
}

function addFilling({ nodes, constants }: Draft, { fills }: Preparation): void {
  constants.push({ name: 'fills', type: 'float32', dims: [fills.length], values: fills });
  nodes.push(
    { operator: 'IsNaN', inputs: [inputName], outputs: ['is_unknown'] },
    { operator: 'Where', inputs: ['is_unknown', 'fills', inputName], outputs: ['filled'] },
  );
}

function addScales({ nodes, constants }: Draft, { means, factors }: Preparation): void {
  constants.push(
    { name: 'scaled_columns', type: 'int64', dims: [scaledColumns.length], values: scaledColumns },
    { name: 'means', type: 'float32', dims: [means.length], values: means },
    { name: 'factors', type: 'float32', dims: [factors.length], values: factors },
  );
  nodes.push(
    gather('filled', 'scaled_columns', 'numbers'),
    { operator: 'Sub', inputs: ['numbers', 'means'], outputs: ['centred'] },
    { operator: 'Mul', inputs: ['centred', 'factors'], outputs: ['scaled'] },
  );
  const parts = ['scaled'];
  for (const { column, values } of choiceColumns) {
    const name = featureNames[column]!;
    constants.push(
      { name: `${name}_column`, type: 'int64', dims: [1], values: [column] },
      { name: `${name}_values`, type: 'float32', dims: [values.length], values },
    );
    nodes.push(
      gather('filled', `${name}_column`, `${name}_code`),
      // [N, 1] against [k] gives [N, k].
      { operator: 'Equal', inputs: [`${name}_code`, `${name}_values`], outputs: [`${name}_is`] },
      {
        operator: 'Cast',
        inputs: [`${name}_is`],
        outputs: [`${name}_one_hot`],
        attributes: [{ name: 'to', integer: elementTypes.float32 }],
      },
    );
    parts.push(`${name}_one_hot`);
  }
  nodes.push({ operator: 'Concat', inputs: parts, outputs: ['layer0'], attributes: [{ name: 'axis', integer: 1 }] });
}

/** Adds the layers and gives the name of the last sum. */
function addLayers({ nodes, constants }: Draft, network: Network): string {
  let from = 'layer0';
  for (const [index, layer] of network.entries()) {
    const name = `layer${index + 1}`;
    const sum = `${name}_sum`;
    constants.push(
      { name: `${name}_weights`, type: 'float32', dims: [layer.outputs, layer.inputs], values: layer.weights },
      { name: `${name}_biases`, type: 'float32', dims: [layer.outputs], values: layer.biases },
    );
    nodes.push({
      operator: 'Gemm',
      inputs: [from, `${name}_weights`, `${name}_biases`],
      outputs: [sum],
      attributes: [{ name: 'transB', integer: 1 }],
    });
    if (index === network.length - 1) return sum;
    nodes.push({ operator: 'Relu', inputs: [sum], outputs: [name] });
    from = name;
  }
  throw new RangeError('A network has at least one layer.');
}

function gather(from: string, columns: string, to: string): GraphNode {
  return { operator: 'Gather', inputs: [from, columns], outputs: [to], attributes: [{ name: 'axis', integer: 1 }] };
}
