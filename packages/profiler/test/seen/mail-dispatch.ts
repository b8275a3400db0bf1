// Right answer: array-shift
// Sends a newsletter through a few connections that are limited in rate: what fails goes to the end of the line.

interface Mail {
  readonly to: string;
  readonly attempt: number;
}

interface Lane {
  readonly name: string;
  readonly credit: number;
  sent: number;
}

class Backlog<Item> {
  private readonly items: Item[] = [];

  add(...more: readonly Item[]): void {
    for (const item of more) this.items.unshift(item); // <- slow
  }

  take(limit = 1): Item[] {
    const taken: Item[] = [];
    while (taken.length < limit && this.items.length > 0) {
      const item = this.items.pop();
      if (item !== undefined) taken.push(item);
    }
    return taken;
  }

  get isEmpty(): boolean {
    return this.items.length === 0;
  }
}

class Dispatcher {
  readonly #backlog = new Backlog<Mail>();
  readonly #lanes: readonly Lane[];
  #given = 0;

  constructor(lanes: readonly Lane[]) {
    this.#lanes = lanes;
  }

  enqueue(recipients: Iterable<string>): void {
    for (const to of recipients) this.#backlog.add({ to, attempt: 1 });
  }

  drain(): number {
    let rounds = 0;
    while (!this.#backlog.isEmpty) {
      rounds++;
      for (const lane of this.#lanes) this.#turn(lane);
    }
    return rounds;
  }

  #turn(lane: Lane): void {
    for (const mail of this.#backlog.take(lane.credit)) {
      if (this.#isAccepted(mail)) lane.sent++;
      else this.#backlog.add({ ...mail, attempt: mail.attempt + 1 });
    }
  }

  /** Every ninth mail is put off once, as greylisting does. */
  #isAccepted({ attempt }: Mail): boolean {
    return attempt > 1 || ++this.#given % 9 !== 0;
  }
}

function* recipients(letter: string, count: number): Generator<string> {
  const domains = ['example.org', 'example.net', 'example.com'];
  for (let n = 0; n < count; n++) yield `${letter}-${n}@${domains[n % domains.length]}`;
}

const lanes = ['north', 'south', 'west'].map((name) => ({ name, credit: 25, sent: 0 }));
const dispatcher = new Dispatcher(lanes);
dispatcher.enqueue(new Set(recipients('spring', 180_000)));
const rounds = dispatcher.drain();
console.log(rounds, 'rounds,', lanes.map(({ name, sent }) => `${name} ${sent}`).join(', '));
