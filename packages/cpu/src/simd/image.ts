import { dtypeOf, type NumArray } from '../arena/num-array.ts';
import { cpuError } from '../errors.ts';
import { checkOutType, checkOverlap } from './check-operands.ts';
import { newArray } from './plan-map.ts';

/** Pixels of one channel, line by line. */
export interface Image<T extends NumArray = NumArray> {
  readonly data: T;
  /** Pixels a line, from 1. */
  readonly width: number;
  /** Lines, from 1. */
  readonly height: number;
  /** Elements from one line to the next. Default: `width`. */
  readonly stride?: number;
}

export const borders = ['reflect', 'replicate', 'zero'] as const;
/** What stands for pixels beyond the edge: `reflect` about the outermost pixel, which is not repeated; `replicate` it; or `zero`. */
export type Border = (typeof borders)[number];

/** What all filters take. */
export interface ImageOptions<T extends NumArray = NumArray> {
  /** Default `reflect`. */
  readonly border?: Border;
  /** Image of the same size and element type to write to, which shares no memory with the input. Default: a new one. */
  readonly out?: Image<T>;
}

/** A checked pair of images. */
export interface ImagePair<Out extends NumArray> {
  readonly input: Required<Image>;
  readonly out: Required<Image<Out>>;
  /** The image as the caller gave it, or the new one. */
  readonly result: Image<Out>;
  readonly border: Border;
}

const maxSide = 2 ** 24;

export function parseImages<Out extends NumArray>(image: Image, options: ImageOptions<Out>): ImagePair<Out> {
  const input = parseImage(image, 'image');
  const dtype = dtypeOf(input.data);
  const {
    border = 'reflect',
    out: result = { data: newArray(dtype, input.width * input.height) as Out, width: input.width, height: input.height },
  } = options;
  if (!borders.includes(border)) {
    throw cpuError('NSI_CPU_OPTION', `expected \`border\` to be one of ${borders.join(', ')}, got ${JSON.stringify(border)}`);
  }
  const out = parseImage(result, 'out');
  checkOutType(out.data, dtype);
  if (out.width !== input.width || out.height !== input.height) {
    throw cpuError('NSI_CPU_IMAGE', `expected \`out\` of ${input.width} × ${input.height} pixels, got ${out.width} × ${out.height}`);
  }
  checkOverlap(input.data, out.data, false);
  return { input, out, result, border };
}

function parseImage<T extends NumArray>({ data, width, height, stride = width }: Image<T>, name: string): Required<Image<T>> {
  dtypeOf(data);
  const isSide = (side: number): boolean => Number.isSafeInteger(side) && side >= 1 && side <= maxSide;
  if (!isSide(width) || !isSide(height)) {
    throw cpuError('NSI_CPU_IMAGE', `expected \`${name}\` of 1 to ${maxSide} pixels a side, got ${width} × ${height}`);
  }
  if (!Number.isSafeInteger(stride) || stride < width) {
    throw cpuError('NSI_CPU_IMAGE', `expected \`${name}.stride\` to be a whole number from ${width}, got ${stride}`);
  }
  const needed = stride * (height - 1) + width;
  if (data.length < needed) {
    throw cpuError('NSI_CPU_IMAGE', `expected \`${name}.data\` of at least ${needed} elements, got ${data.length}`);
  }
  return { data, width, height, stride };
}
