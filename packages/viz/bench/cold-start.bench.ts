/**
 * CPU of whole processes, interleaved: bare Node, `nsi-viz --help`, one SVG, and the same picture through the vega and vega-lite packages as
 * they are. Build first, then: `node bench/cold-start.bench.ts [rounds]`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const rounds = Number(process.argv[2] ?? 20);
const folder = mkdtempSync(join(tmpdir(), 'nsi-viz-bench-'));
const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const cli = at('../dist/cli.js');
if (!existsSync(cli)) throw new Error('build the package first');

const index = JSON.stringify(at('../dist/index.js'));
const rows = JSON.stringify(
  Array.from({ length: 12 }, (_, row) => ({ name: `case ${row}`, ratio: 1 + row / 10, low: 0.95 + row / 10, high: 1.05 + row / 10 })),
);
const own = join(folder, 'own.mjs');
writeFileSync(
  own,
  `import { enableCompileCache } from 'node:module'; enableCompileCache(${JSON.stringify(join(folder, 'cache'))}); const { chart, renderSvg } = await import(${index}); if (!(await renderSvg(chart('ratio', ${rows}))).startsWith('<svg')) throw new Error('no picture');`,
);
const cold = join(folder, 'cold.mjs');
writeFileSync(
  cold,
  `const { chart, renderSvg } = await import(${index}); if (!(await renderSvg(chart('ratio', ${rows}))).startsWith('<svg')) throw new Error('no picture');`,
);
const peer = join(at('..'), 'peer.tmp.mjs');
writeFileSync(
  peer,
  `import { chart } from ${index}; const [{ View, parse }, { compile }] = await Promise.all([import('vega'), import('vega-lite')]); const svg = await new View(parse(compile(chart('ratio', ${rows})).spec), { renderer: 'none' }).toSVG(); if (!svg.startsWith('<svg')) throw new Error('no picture');`,
);
const bare = join(folder, 'bare.mjs');
writeFileSync(bare, '');

const variants: readonly (readonly [name: string, words: readonly string[]])[] = [
  ['bare node', [bare]],
  ['--help', [cli, '--help']],
  ['one SVG, cached code', [own]],
  ['one SVG, no cache', [cold]],
  ['one SVG, vega packages', [peer]],
];

function cpuMs(words: readonly string[]): number {
  const probe = `data:text/javascript,process.on('exit',()=>{const{user,system}=process.cpuUsage();process.stderr.write('cpu='+(user+system))})`;
  const { stderr, status } = spawnSync(process.execPath, ['--import', probe, ...words], { encoding: 'utf8' });
  const measured = /cpu=(\d+)/.exec(stderr)?.[1];
  if (status !== 0 || measured === undefined)
    throw new Error(`expected ${words.join(' ')} to end well, got ${status}: ${stderr.slice(0, 500)}`);
  return Number(measured) / 1000;
}

const samples = new Map(variants.map(([name]) => [name, [] as number[]]));
try {
  for (const [, words] of variants) cpuMs(words);
  for (let round = 0; round < rounds; round++) for (const [name, words] of variants) samples.get(name)!.push(cpuMs(words));
} finally {
  rmSync(folder, { recursive: true });
  rmSync(peer);
}

const quantile = (sorted: readonly number[], share: number): number => sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN;
for (const [name, values] of samples) {
  const sorted = values.toSorted((a, b) => a - b);
  process.stdout.write(
    `${name.padEnd(24)} ${quantile(sorted, 0.5).toFixed(1).padStart(7)} ms CPU  (10–90 %: ${quantile(sorted, 0.1).toFixed(1)}–${quantile(sorted, 0.9).toFixed(1)}, n ${sorted.length})\n`,
  );
}
process.stdout.write(
  `${cpus()[0]?.model ?? 'unknown CPU'}, ${cpus().length} cores, Node ${process.versions.node}, load ${loadavg()[0]?.toFixed(1)}\n`,
);
