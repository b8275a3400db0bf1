import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readAppendLog } from '../../src/append-log/read-append-log.ts';
import { recover } from '../../src/append-log/recover.ts';
import { scratchFolder } from '../scratch-folder.ts';
import { seededRandom } from './seeded-random.ts';
import { numberOf } from './whole-content.ts';

const kills = 200;
const lines = 2;
const perLife = 1_000_000;
/** A process is killed when it has told so much, at random, up to this: wherever it is by then. */
const maxLines = 120;
const folder = scratchFolder();
const command = ['--conditions=@nsi/source', join(import.meta.dirname, 'killed-writer.ts')] as const;
const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') };

test(
  '200 processes killed while they write: files are whole, what was promised is there after recover(), and nothing else is',
  { timeout: 300_000 },
  async () => {
    // What the first run compiles, the others load.
    expect(spawnSync(process.execPath, [...command], { env }).status).toBe(0);
    const outcomes = await Promise.all(Array.from({ length: lines }, (_, line) => lifeAfterLife(line)));

    const all = outcomes.flat();
    expect(all).toHaveLength(kills);
    expect(all.flatMap(({ wrong }) => wrong)).toEqual([]);
    // It would prove nothing if the killed had not been at work.
    expect(all.filter(({ promises }) => promises > 0).length).toBeGreaterThan(kills / 4);
  },
);

interface Outcome {
  readonly promises: number;
  readonly wrong: readonly string[];
}

/** Process after process in one folder, each killed at a random moment; the next takes over the lock and the log. */
async function lifeAfterLife(line: number): Promise<readonly Outcome[]> {
  const own = join(folder, `line-${line}`);
  mkdirSync(own);
  const random = seededRandom(line + 1);
  const outcomes: Outcome[] = [];
  let before: readonly number[] = [];
  let target: number | undefined;
  for (let life = 0; life < kills / lines; life++) {
    const told = await runAndKill(own, (life + 1) * perLife, Math.ceil(random() * maxLines));
    const appended = numbersAfter(told, 'append');
    const promised = numbersAfter(told, 'appended');
    await recover(join(own, 'log'));
    const found = await recordsOf(join(own, 'log'));
    const extra = found.slice(before.length);
    const replaced = numbersAfter(told, 'replaced').at(-1) ?? target;
    const possible = [replaced, numbersAfter(told, 'replace').at(-1)];
    target = targetOf(own);
    outcomes.push({
      promises: promised.length,
      wrong: [
        ...(before.every((record, index) => found[index] === record) ? [] : [`life ${life}: earlier records changed`]),
        ...promised.filter((record) => !extra.includes(record)).map((record) => `life ${life}: record ${record} is lost`),
        ...(extra.every((record, index) => appended[index] === record)
          ? []
          : [`life ${life}: records that were not appended, or not in order`]),
        ...(possible.includes(target) ? [] : [`life ${life}: the file holds ${target}, expected one of ${possible.join(', ')}`]),
      ],
    });
    before = found;
  }
  return outcomes;
}

async function runAndKill(own: string, first: number, lineCount: number): Promise<string> {
  const child = spawn(process.execPath, [...command, own, String(first)], { stdio: ['ignore', 'pipe', 'inherit'], env });
  let told = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    told += text;
    if (told.split('\n').length > lineCount) child.kill('SIGKILL');
  });
  await once(child, 'close');
  return told;
}

function numbersAfter(told: string, word: string): readonly number[] {
  return Array.from(told.matchAll(new RegExp(`^${word} (\\d+)$`, 'gm')), ([, number]) => Number(number));
}

async function recordsOf(path: string): Promise<readonly number[]> {
  const records: number[] = [];
  for await (const { bytes } of readAppendLog(path)) records.push(Number.parseInt(Buffer.from(bytes).toString('latin1'), 10));
  return records;
}

/** Number of the content in place; `undefined` when nothing was written yet, and -1 for a mix. */
function targetOf(own: string): number | undefined {
  if (!readdirSync(own).includes('target')) return undefined;
  return numberOf(readFileSync(join(own, 'target'))) ?? -1;
}
