/** How a model's weights are stored. */
export const precisions = ['float32', 'float16', 'int8', 'int4'] as const;
export type Precision = (typeof precisions)[number];
