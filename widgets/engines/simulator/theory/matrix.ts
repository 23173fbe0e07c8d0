/** A square matrix by rows; small ones only. */
export type Matrix = readonly (readonly number[])[];

export function identity(size: number): number[][] {
  return Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j) => (i === j ? 1 : 0)));
}

export function combine(a: Matrix, b: Matrix, factor: number): number[][] {
  return a.map((row, i) => row.map((value, j) => value + factor * b[i]![j]!));
}

export function multiply(a: Matrix, b: Matrix): number[][] {
  return a.map((row) => b[0]!.map((_, j) => row.reduce((sum, value, k) => sum + value * b[k]![j]!, 0)));
}

export function rowTimes(row: readonly number[], matrix: Matrix): number[] {
  return multiply([row], matrix)[0]!;
}

/** The inverse by elimination with the largest pivot. Throws when the matrix has none. */
export function inverse(matrix: Matrix): number[][] {
  const size = matrix.length;
  const work = matrix.map((row, i) => [...row, ...identity(size)[i]!]);
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let i = column + 1; i < size; i++) {
      if (Math.abs(work[i]![column]!) > Math.abs(work[pivot]![column]!)) pivot = i;
    }
    [work[column], work[pivot]] = [work[pivot]!, work[column]!];
    const scale = work[column]![column]!;
    if (scale === 0) throw new Error('The matrix has no inverse.');
    work[column] = work[column]!.map((value) => value / scale);
    for (let i = 0; i < size; i++) {
      if (i === column) continue;
      const factor = work[i]![column]!;
      work[i] = work[i]!.map((value, j) => value - factor * work[column]![j]!);
    }
  }
  return work.map((row) => row.slice(size));
}

/** The row x with x Q = 0 and x · weights = 1: the last equation gives way to the normalisation. */
export function stationary(q: Matrix, weights: readonly number[]): number[] {
  const size = q.length;
  const equations = q.map((row, i) => row.map((value, j) => (j === size - 1 ? weights[i]! : value)));
  const right = Array.from({ length: size }, (_, j) => (j === size - 1 ? 1 : 0));
  return rowTimes(right, inverse(equations));
}
