import { useKernels } from '../kernels.ts';
import { unpackBlock, type UnpackPlan } from './block.ts';
import { arrayOver, type ElementArray, type ElementType } from './element-type.ts';
import { packArray } from './pack-array.ts';
import type { PackOptions } from './pack-options.ts';
import { blockBytes, blockStarts, checkBlocks, stagePacked, swapBytes } from './packed-blocks.ts';
import { planUnpack, unpackArray, type UnpackOptions } from './unpack-array.ts';

/** Small enough that one element costs little, large enough that there is something to save. */
const defaultBlockLength = 4096;

/** An element of an `ElementArray`. */
export type Element = number | bigint;

/**
 * A read-only array that stays packed and unpacks the block that is asked for, keeping the last one. Neighbouring reads cost a bounds check;
 * a read elsewhere costs one block of 4096 elements, or `blockLength`.
 *
 * @example
 * ```ts run
 * import { CompressedArray } from '@nsi/memory';
 *
 * const prices = CompressedArray.from(Float64Array.of(9.5, 9.6, 9.6));
 * console.log(prices.at(1)); // 9.6
 * ```
 */
export class CompressedArray {
  readonly type: ElementType;
  /** In elements. */
  readonly length: number;
  /** What it takes while it is packed. */
  readonly packedBytes: number;
  readonly #packed: Uint8Array;
  readonly #plan: UnpackPlan;
  readonly #starts: Float64Array;
  readonly #block: ElementArray;
  readonly #blockBytes: Uint8Array;
  #blockIndex = -1;

  private constructor(packed: Uint8Array, plan: UnpackPlan) {
    const { layout, length, blockLength } = plan.header;
    checkBlocks(packed, plan.header);
    this.type = layout.type;
    this.length = length;
    this.packedBytes = packed.byteLength;
    this.#packed = packed;
    this.#plan = plan;
    this.#starts = Float64Array.from(blockStarts(packed, plan.header));
    const size = Math.min(blockLength, length);
    const buffer = new ArrayBuffer(size * layout.width);
    this.#block = arrayOver(layout, buffer, 0, size);
    this.#blockBytes = new Uint8Array(buffer);
  }

  /** Packs `array`, in blocks of 4096 elements unless `blockLength` says otherwise. */
  static from(array: ElementArray, options: PackOptions = {}): CompressedArray {
    return CompressedArray.open(packArray(array, { blockLength: defaultBlockLength, ...options }), {
      maxOutputBytes: Infinity,
      ...(options.dictionary ? { dictionary: options.dictionary } : {}),
    });
  }

  /** Takes bytes that `packArray` made, which must not change as long as the array is used. Throws as `unpackArray` does. */
  static open(packed: Uint8Array, { dictionary, maxOutputBytes }: UnpackOptions = {}): CompressedArray {
    return new CompressedArray(packed, planUnpack(useKernels(), packed, dictionary, maxOutputBytes));
  }

  /** Element at `index`, from the end when it is negative; `undefined` outside of the array. */
  at(index: number): Element | undefined {
    const position = index < 0 ? this.length + Math.trunc(index) : Math.trunc(index);
    if (!(position >= 0 && position < this.length)) return undefined;
    const { blockLength } = this.#plan.header;
    const block = Math.floor(position / blockLength);
    if (block !== this.#blockIndex) this.#readBlock(block);
    return this.#block[position - block * blockLength];
  }

  /** A copy of the elements from `start` to before `end`, as a typed array of their own. Reads only the blocks they are in. */
  slice(start = 0, end: number = this.length): ElementArray {
    const from = clamp(start, this.length);
    const to = Math.max(from, clamp(end, this.length));
    const { layout, blockLength } = this.#plan.header;
    const buffer = new ArrayBuffer((to - from) * layout.width);
    const bytes = new Uint8Array(buffer);
    for (let position = from; position < to;) {
      const block = Math.floor(position / blockLength);
      const blockStart = block * blockLength;
      const stop = Math.min(to, blockStart + blockLength);
      if (block !== this.#blockIndex) this.#readBlock(block);
      bytes.set(
        this.#blockBytes.subarray((position - blockStart) * layout.width, (stop - blockStart) * layout.width),
        (position - from) * layout.width,
      );
      position = stop;
    }
    return arrayOver(layout, buffer, 0, to - from);
  }

  /** Every element in turn, one block at a time. */
  *values(): Generator<Element, void> {
    for (let index = 0; index < this.length; index++) yield this.at(index) as Element;
  }

  /** All of it, unpacked. */
  toArray(): ElementArray {
    const { source } = this.#plan.dictionary;
    return unpackArray(this.#packed, { maxOutputBytes: Infinity, ...(source ? { dictionary: source } : {}) });
  }

  /** The packed bytes themselves, to store or send: `CompressedArray.open` takes them. */
  toPacked(): Uint8Array {
    return this.#packed;
  }

  #readBlock(index: number): void {
    const kernels = useKernels();
    const { layout, isSwapped } = this.#plan.header;
    const size = blockBytes(this.#plan.header, index);
    this.#blockIndex = -1;
    stagePacked(kernels, this.#packed, this.#starts[index] as number, this.#starts[index + 1] as number);
    const address = unpackBlock(kernels, this.#plan, size / layout.width, index);
    this.#blockBytes.set(kernels.bytes.subarray(address, address + size));
    if (isSwapped) swapBytes(this.#blockBytes.subarray(0, size), layout.width);
    this.#blockIndex = index;
  }
}

/** An index as `slice` takes it: whole, from the end when negative, within the array. */
function clamp(index: number, length: number): number {
  const whole = Math.trunc(index) || 0;
  return whole < 0 ? Math.max(0, length + whole) : Math.min(whole, length);
}
