import type { Digest } from './digest.ts';

const number = new Intl.NumberFormat('en');

function table(title: string, rows: ReadonlyArray<readonly [string, number]>): string {
  return [title, ...rows.map(([name, value]) => `${name.padEnd(32)}${number.format(value).padStart(12)}`)].join('\n');
}

const highest = (counts: ReadonlyMap<string, number>, top: number): Array<readonly [string, number]> =>
  [...counts].toSorted(([, one], [, other]) => other - one).slice(0, top);

export function report({ hits, visitors, hours, errors }: Digest, top: number): string {
  return [
    table('Paths', highest(hits, top)),
    table('Errors', highest(errors, top)),
    table('Visitors', highest(new Map([...visitors].map(([family, hosts]) => [family, hosts.size])), top)),
    table(
      'Hours',
      Array.from(hours, (bytes, hour) => [`${hour}:00`, bytes] as const),
    ),
  ].join('\n\n');
}
