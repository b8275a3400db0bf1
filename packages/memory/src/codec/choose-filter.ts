import type { Kernels } from '../kernels.ts';
import { packBlock, type BlockPlan } from './block.ts';
import { filterNumber } from './filter.ts';
import { type Filter } from './filter-names.ts';
import type { ElementLayout } from './element-type.ts';
import type { PackedCodec } from './packed-codec.ts';

/** An array shorter than this is not sampled: the sample would cost more than it saves. */
const leastBytes = 16_384;
const mostSampled = 8192;
const sliceCount = 4;
/** A filter that may be taken, and the share it must save over the best before it. */
interface Candidate {
  readonly filter: Filter;
  readonly mustSave: number;
}

const quick = (filter: Filter): Candidate => ({ filter, mustSave: 0.03 });
/** Whole elements make many short matches, which decode at half the speed of planes. */
const slow = (filter: Filter): Candidate => ({ filter, mustSave: 0.2 });

/** By element, fastest first. Bit packing is for integers. */
const byteCandidates = [quick('none'), quick('delta'), quick('bitshuffle'), quick('delta-bitshuffle')];
const floatCandidates = [
  quick('shuffle'),
  quick('delta-shuffle'),
  quick('bitshuffle'),
  quick('delta-bitshuffle'),
  slow('none'),
  slow('delta'),
];
const integerCandidates = [...floatCandidates, quick('delta-bitpack'), quick('bitpack')];

/** The array that is packed, with a plan whose filter is still open. */
interface Undecided extends BlockPlan {
  readonly bytes: Uint8Array;
}

/** Whether a sample of the array can pay: not when it is short, and not when nothing is encoded. */
export function isWorthSampling(bytes: Uint8Array, codec: PackedCodec): boolean {
  return bytes.length >= leastBytes && codec.name !== 'store';
}

/** The filter that costs least on elements of this layout: what arrays get that are not sampled. */
export function quickestFilter({ width }: ElementLayout): Filter {
  return width === 1 ? 'none' : 'shuffle';
}

/** The number of the filter that makes a sample of the array smallest, packed with the plan's own codec. */
export function chooseFilter(kernels: Kernels, plan: Undecided): number {
  const { header } = plan;
  const { layout, length } = header;
  const candidates = candidatesFor(layout);
  const count = takeSample(kernels, plan, Math.min(mostSampled, length >> 3));
  let best = 0;
  let bestSize = Infinity;
  for (const candidate of candidates) {
    const filter = filterNumber(candidate.filter, layout);
    const size = packBlock(kernels, { ...plan, header: { ...header, filter } }, count, 0);
    if (size < bestSize * (1 - candidate.mustSave)) {
      best = filter;
      bestSize = size;
    }
  }
  return best;
}

/** The filters worth trying on elements of this layout, the fastest first. */
export function filtersFor(layout: ElementLayout): readonly Filter[] {
  return candidatesFor(layout).map(({ filter }) => filter);
}

function candidatesFor({ width, kind }: ElementLayout): readonly Candidate[] {
  if (width === 1) return byteCandidates;
  return kind === 'float' ? floatCandidates : integerCandidates;
}

/** Copies slices from all over the array into `PLAIN`, side by side, and returns how many elements that are. */
function takeSample({ bytes: memory, at }: Kernels, { bytes, header }: Undecided, wanted: number): number {
  const { layout, length } = header;
  const sliceLength = Math.floor(wanted / sliceCount);
  const sliceBytes = sliceLength * layout.width;
  for (let slice = 0; slice < sliceCount; slice++) {
    const start = Math.floor(((length - sliceLength) * slice) / (sliceCount - 1)) * layout.width;
    memory.set(bytes.subarray(start, start + sliceBytes), at.PLAIN + slice * sliceBytes);
  }
  return sliceLength * sliceCount;
}
