import { arch, cpus, loadavg } from 'node:os';
import type { PairedRatio } from './paired-ratio.ts';

/** `what  2.31× (95 % 2.28–2.35, n = 41)  12.1 ms against 28.0 ms  bar 2×: reached`. */
export function line(what: string, { ratio, low, high, rounds, oursNs, peerNs }: PairedRatio, bar?: number): string {
  const verdict = bar === undefined ? '' : `  bar ${bar}×: ${ratio >= bar ? 'reached' : 'MISSED'}`;
  return `${what.padEnd(58)} ${ratio.toFixed(2)}× (95 % ${low.toFixed(2)}–${high.toFixed(2)}, n = ${rounds})  ${time(oursNs)} against ${time(peerNs)}${verdict}`;
}

/** Where it was measured, and by which clock, such as `CPU time`. */
export function machine(clock?: string): string {
  const suffix = clock === undefined ? '' : `; ${clock}`;
  return `${cpus()[0]?.model ?? 'unknown CPU'}, ${cpus().length} cores, ${arch()}, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}${suffix}`;
}

function time(ns: number): string {
  if (ns < 1e3) return `${ns.toFixed(1)} ns`;
  return ns < 1e6 ? `${(ns / 1e3).toFixed(1)} µs` : `${(ns / 1e6).toFixed(2)} ms`;
}
