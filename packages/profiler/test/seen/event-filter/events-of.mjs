import { createReadStream } from 'node:fs';
import readline from 'node:readline';

const { parse: eventOf } = JSON;

function matches(event, wanted) {
  for (const key in wanted) if (event[key] !== wanted[key]) return false;
  return true;
}

/** The events of a file that have all the wanted values. */
export async function* eventsOf(file, wanted = {}) {
  const lines = readline.createInterface({ input: createReadStream(file, { highWaterMark: 1 << 18 }), crlfDelay: Infinity });
  for await (const line of lines) {
    if (line === '') continue;
    const event = eventOf(line); // <- slow
    if (matches(event, wanted)) yield event;
  }
}
