import { expect, test } from 'vitest';
import { createRandom, normal } from '../stats/random.ts';
import { commandMethods, compareCommands, type CommandSchedule } from './compare-commands.ts';

/** Commands whose times are drawn: `factor` of 10 ms, on a machine that gets slower all the time, with a heavy tail. */
function machine(factors: Readonly<Record<string, number>>, seed: number): CommandSchedule & { readonly order: string[] } {
  const random = createRandom(seed);
  const order: string[] = [];
  let nowMs = 0;
  return {
    order,
    now: () => nowMs,
    signal: new AbortController().signal,
    run: async (name) => {
      order.push(name);
      const drift = 1 + nowMs / 20_000;
      const elapsedMs = 10 * (factors[name] as number) * drift * Math.exp(0.03 * normal(random)) * (random() < 0.05 ? 2 : 1);
      nowMs += elapsedMs;
      return elapsedMs * 1e6;
    },
  };
}

test('the same command is no difference, and a slower one is found, although the machine drifts', async () => {
  let [falseAlarms, found] = [0, 0];
  for (let trial = 1; trial <= 60; trial += 1) {
    const times = await compareCommands(['a', 'same', 'slower'], machine({ a: 1, same: 1, slower: 1.05 }, trial), {
      ...commandMethods.standard,
      seed: trial,
    });
    const verdict = (name: string): string | undefined => times.find((command) => command.name === name)?.comparison?.verdict;
    if (verdict('same') === 'regression' || verdict('same') === 'improvement') falseAlarms += 1;
    if (verdict('slower') === 'regression') found += 1;
  }

  expect(falseAlarms).toBe(0);
  expect(found).toBeGreaterThanOrEqual(57);
});

test('every round runs every command once, in changing order', async () => {
  const schedule = machine({ a: 1, b: 1 }, 1);

  await compareCommands(['a', 'b'], schedule, { ...commandMethods.quick, minRuns: 40, maxRuns: 40 });

  const rounds = Array.from({ length: schedule.order.length / 2 }, (_, round) => schedule.order.slice(round * 2, round * 2 + 2).join(''));
  expect(rounds.every((round) => round === 'ab' || round === 'ba')).toBe(true);
  expect(new Set(rounds).size).toBe(2);
});

test('an abort in the middle of a round keeps the whole rounds', async () => {
  const controller = new AbortController();
  let runs = 0;
  const run = async (): Promise<number> => {
    runs += 1;
    if (runs === 24) controller.abort();
    controller.signal.throwIfAborted();
    return 1e6;
  };

  const times = await compareCommands(
    ['a', 'b'],
    { run, now: () => 0, signal: controller.signal },
    { ...commandMethods.standard, warmupRuns: 0, minRuns: 100 },
  );

  expect(times.map(({ samplesNs }) => samplesNs.length)).toEqual([11, 11]);
});

test('a single command is timed without a comparison, within the budget', async () => {
  const times = await compareCommands(['a'], machine({ a: 1 }, 3), { ...commandMethods.standard, budgetMs: 500 });

  expect(times[0]?.comparison).toBeUndefined();
  expect(times[0]?.summary.sampleCount).toBeLessThan(60);
});

test('stops at the budget and says how many more runs would decide', async () => {
  const times = await compareCommands(['a', 'b'], machine({ a: 1, b: 1.02 }, 5), { ...commandMethods.standard, budgetMs: 200 });

  expect(times[1]?.comparison).toMatchObject({ verdict: 'inconclusive', method: 'paired-commands-v1' });
  expect(times[1]?.comparison?.moreForks).toBeGreaterThan(0);
});
