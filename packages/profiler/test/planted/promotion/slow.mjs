import { setImmediate as turn } from 'node:timers/promises';

const ticks = 16;
const recent = [];

function record(tick, sensors) {
  const readings = [];
  for (let sensor = 0; sensor < sensors; sensor++) {
    readings.push({ sensor, tick, value: (sensor * tick) % 97, unit: { scale: 1, offset: sensor } }); // <- slow
  }
  recent.push(readings);
  if (recent.length > ticks) recent.shift();
}

function average() {
  let [sum, count] = [0, 0];
  for (const readings of recent) {
    for (let at = 0; at < readings.length; at += 100) {
      sum += readings[at].value;
      count++;
    }
  }
  return sum / count;
}

let all = 0;
for (let tick = 0; tick < 1600; tick++) {
  record(tick, 8_000);
  all += average();
  await turn();
}
process.stdout.write(`${all > 0}\n`);
