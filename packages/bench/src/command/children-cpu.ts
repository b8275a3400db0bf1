import { readFileSync } from 'node:fs';

const nsPerTick = 1e7;

/** CPU time of all children that have ended, in nanoseconds. `undefined` where the system does not tell (only Linux does). */
export function childrenCpu(): { readonly userNs: number; readonly systemNs: number } | undefined {
  if (process.platform !== 'linux') return undefined;
  // The name in parentheses may itself hold blanks and parentheses; fields are counted from behind it.
  const fields = readFileSync('/proc/self/stat', 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return { userNs: Number(fields[13]) * nsPerTick, systemNs: Number(fields[14]) * nsPerTick };
}
