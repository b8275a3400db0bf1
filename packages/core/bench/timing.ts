import { cpus } from 'node:os';
import { currentRecorder, measureTime, noRecorder, timedFunction, type Recorder } from '../src/index.ts';

// What timing costs when nobody listens and when somebody does: `node --conditions=@nsi/source bench/timing.ts`.
// The variants take turns in blocks of equal calls; a figure is the median over blocks of its difference to the bare call in the same round.

const rounds = 400;
const callsPerBlock = 20_000;
let sink = 0;

function work(value: number): number {
  return (value * 31 + 7) | 0;
}

const counting: Recorder = { count() {}, gauge() {}, observe: () => void sink++ };
const timedUnset = timedFunction(work);
const timedSet = timedFunction(work, { recorder: counting });
const metric = { name: 'nsi_core_example_total', kind: 'counter', help: '' } as const;

const variants: Readonly<Record<string, (value: number) => number>> = {
  'bare call': work,
  'no-op recorder.count': (value) => {
    noRecorder.count(metric);
    return work(value);
  },
  'current recorder, unset': (value) => {
    currentRecorder().count(metric);
    return work(value);
  },
  'timedFunction, unset': timedUnset,
  'measureTime scope, unset': (value) => {
    using _ = measureTime('scope');
    return work(value);
  },
  'timedFunction, recording': timedSet,
  'measureTime scope, recording': (value) => {
    using _ = measureTime('scope', { recorder: counting });
    return work(value);
  },
};

function block(run: (value: number) => number): number {
  const startedAt = process.hrtime.bigint();
  let last = 0;
  for (let call = 0; call < callsPerBlock; call++) last = run(last + call);
  sink += last;
  return Number(process.hrtime.bigint() - startedAt) / callsPerBlock;
}

const blocks = Object.fromEntries(Object.keys(variants).map((name) => [name, [] as number[]]));
for (let round = -50; round < rounds; round++) {
  for (const [name, run] of Object.entries(variants).toSorted(() => Math.random() - 0.5)) {
    const elapsedNs = block(run);
    if (round >= 0) blocks[name]?.push(elapsedNs);
  }
}

const bare = blocks['bare call']!;
console.log(
  `${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}; ${rounds} rounds of ${callsPerBlock} calls; ns added to a call: median [90 % of rounds]`,
);
for (const [name, samples] of Object.entries(blocks)) {
  const added = samples.map((sample, round) => sample - bare[round]!).toSorted((left, right) => left - right);
  const at = (share: number): string => added[Math.floor(share * (added.length - 1))]!.toFixed(2);
  console.log(`${name.padEnd(30)} ${at(0.5).padStart(9)}  [${at(0.05)}, ${at(0.95)}]`);
}
