import type { IoOptionsInput } from '../options.ts';
import type { DeviceRate } from './device-measures.ts';

/** Of the best rate: what comes this close is as good, and what needs least memory or threads for it is taken. */
const closeEnough = 0.9;
/** Larger blocks bring more in one call; one that halves the calls per second still brings more than it costs. */
const worthwhile = 0.5;

/** What was measured, as far as choices need it. */
export interface ChoiceBasis {
  readonly read: readonly DeviceRate[];
  readonly write: readonly DeviceRate[];
  readonly random: readonly DeviceRate[];
  readonly blocks: readonly DeviceRate[];
}

/** The section `io` that suits a device. Sizes as text, as a person would write them. */
export function chooseSettings({ read, write, random, blocks }: ChoiceBasis): IoOptionsInput {
  return {
    read: { concurrency: smallestGood(random).concurrency, blockBytes: sizeText(smallestGood(read).blockBytes) },
    write: { slabBytes: sizeText(smallestGood(write).blockBytes) },
    cache: { blockBytes: sizeText(largestWorthwhile(blocks).blockBytes) },
  };
}

/** The first of `rates`, in ascending order of cost, that comes close to the best of them. */
export function smallestGood(rates: readonly DeviceRate[]): DeviceRate {
  const best = Math.max(...rates.map(({ bytesPerSecond }) => bytesPerSecond.median));
  return rates.find(({ bytesPerSecond }) => bytesPerSecond.median >= closeEnough * best) as DeviceRate;
}

/** The largest block of which half as many are read in a second as of the smallest. */
export function largestWorthwhile(blocks: readonly DeviceRate[]): DeviceRate {
  const perSecond = ({ bytesPerSecond, blockBytes }: DeviceRate): number => bytesPerSecond.median / blockBytes;
  const least = worthwhile * perSecond(blocks[0] as DeviceRate);
  return blocks.findLast((block) => perSecond(block) >= least) as DeviceRate;
}

/** `256KiB`, `1MiB`. */
export function sizeText(bytes: number): string {
  return bytes % 2 ** 20 === 0 ? `${bytes / 2 ** 20}MiB` : `${bytes / 1024}KiB`;
}
