import type { ElementType } from './graph.ts';

/** How one element of a type lies in `raw_data`, little-endian, and the array that holds many of them. */
interface ElementCodec {
  /** Bytes of one element. */
  readonly size: number;
  readonly write: (view: DataView, offset: number, value: number) => void;
  readonly read: (view: DataView, offset: number) => number;
  readonly room: (count: number) => { [index: number]: number; readonly length: number };
}

export const elementCodecs: Readonly<Record<ElementType, ElementCodec>> = {
  float32: {
    size: 4,
    write: (view, offset, value) => view.setFloat32(offset, value, true),
    read: (view, offset) => view.getFloat32(offset, true),
    room: (count) => new Float32Array(count),
  },
  uint8: {
    size: 1,
    write: (view, offset, value) => view.setUint8(offset, value),
    read: (view, offset) => view.getUint8(offset),
    room: (count) => new Uint8Array(count),
  },
  int8: {
    size: 1,
    write: (view, offset, value) => view.setInt8(offset, value),
    read: (view, offset) => view.getInt8(offset),
    room: (count) => new Int8Array(count),
  },
  int64: {
    size: 8,
    write: (view, offset, value) => view.setBigInt64(offset, BigInt(value), true),
    read: (view, offset) => Number(view.getBigInt64(offset, true)),
    room: (count) => new Float64Array(count),
  },
  bool: {
    size: 1,
    write: (view, offset, value) => view.setUint8(offset, value),
    read: (view, offset) => view.getUint8(offset),
    room: (count) => new Uint8Array(count),
  },
  float16: {
    size: 2,
    write: (view, offset, value) => view.setUint16(offset, value, true),
    read: (view, offset) => view.getUint16(offset, true),
    room: (count) => new Uint16Array(count),
  },
};
