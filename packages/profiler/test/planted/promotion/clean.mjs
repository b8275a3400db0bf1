import { setImmediate as turn } from 'node:timers/promises';

const ticks = 16;
const sensors = 8_000;
// The values of all sensors at the last ticks, one tick after the other.
const recent = new Float64Array(ticks * sensors);

function record(tick) {
  const start = (tick % ticks) * sensors;
  for (let sensor = 0; sensor < sensors; sensor++) recent[start + sensor] = (sensor * tick) % 97;
}

function average(tick) {
  const known = Math.min(ticks, tick + 1) * sensors;
  let sum = 0;
  for (let at = 0; at < known; at += 100) sum += recent[at];
  return (100 * sum) / known;
}

let all = 0;
for (let tick = 0; tick < 1600; tick++) {
  record(tick);
  all += average(tick);
  await turn();
}
process.stdout.write(`${all > 0}\n`);
