class Tally {
  count = 0;
  bytes = 0;
  failed = 0;

  add({ bytes, status }) {
    this.count++;
    this.bytes += bytes;
    if (status >= 500) this.failed++;
  }
}

export class Report {
  #byHour = new Map();
  #byPath = new Map();

  add(entry) {
    tallyOf(this.#byHour, entry.hour).add(entry);
    tallyOf(this.#byPath, entry.path).add(entry);
  }

  toString() {
    const busiest = [...this.#byPath].sort(([, left], [, right]) => right.bytes - left.bytes)[0];
    return `${this.#byHour.size} hours, most bytes ${busiest?.[0]} (${busiest?.[1].failed} failed)`;
  }
}

function tallyOf(tallies, key) {
  let tally = tallies.get(key);
  if (tally === undefined) tallies.set(key, (tally = new Tally()));
  return tally;
}
