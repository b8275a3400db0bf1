export { type ClockOptions, compareClocks, type Ratios } from './compare-clocks.ts';
export { comparePaired, comparePairedAsync, cpuTimeOf, type PairOptions } from './compare-paired.ts';
export { line, machine } from './bench-lines.ts';
export { type AsyncPair, median, type Pair, type PairedRatio, type PairedTimes, type Run, summarize } from './paired-ratio.ts';
