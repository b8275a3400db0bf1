/**
 * Is it honest below the timer's resolution? An object literal cannot take less than 2 ns, and noop, sqrt and ten additions are three costs.
 *
 *   node --conditions=@nsi/source bench/below-the-timer.ts
 */
import { measure } from 'mitata';
import { runSuites } from '@nsi/bench';
import { Bench } from 'tinybench';
import { tinyFunctions } from './experiment/tiny-functions.ts';

const report = await runSuites([{ kind: 'file', url: new URL('./experiment/tiny-suite.ts', import.meta.url).href, suite: 'tiny' }], {
  level: 'quick',
  method: { soloForks: 0 },
});
const ours = new Map(report.cases[0]?.variants.map(({ name, summary }) => [name, summary.p10]));

const mitata = new Map<string, number>();
for (const [name, make] of Object.entries(tinyFunctions)) mitata.set(name, (await measure(make())).p50);

const bench = new Bench();
for (const [name, make] of Object.entries(tinyFunctions)) bench.add(name, make());
await bench.run();
const tinybench = new Map(
  bench.tasks.map(({ name, result }) => [name, result.state === 'completed' ? result.latency.p50 * 1e6 : Number.NaN]),
);

process.stdout.write(`${'ns a call'.padEnd(16)}${['ours', 'mitata', 'tinybench'].map((name) => name.padStart(12)).join('')}\n`);
for (const name of Object.keys(tinyFunctions)) {
  process.stdout.write(
    `${name.padEnd(16)}${[ours, mitata, tinybench].map((tool) => (tool.get(name) ?? Number.NaN).toFixed(2).padStart(12)).join('')}\n`,
  );
}
const at = (name: string): number => ours.get(name) ?? Number.NaN;
const isHonest = at('object literal') >= 2 && at('noop') * 1.5 < at('sqrt') && at('sqrt') * 1.05 < at('ten adds');
process.stdout.write(`${process.version}; bar: literal ≥ 2 ns, noop < sqrt < ten adds  ${isHonest ? 'ok' : 'MISSED'}\n`);
process.exitCode = isHonest ? 0 : 1;
