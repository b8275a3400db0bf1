// Right answer: clean
// Takes photos from a card: reads what they are, gives them names by date and copies each to its album.
'use strict';
const { once } = require('node:events');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { hash } = require('node:crypto');
const { headOf } = require('./photo-head.cjs');
const { fillCard } = require('./card.cjs');

class Intake {
  #known = new Set();
  albums = new Map();
  doubles = 0;

  constructor(target, { parallel = 3 } = {}) {
    this.target = target;
    this.parallel = parallel;
  }

  async run(files) {
    const queue = files.values();
    await Promise.all(Array.from({ length: this.parallel }, () => this.#lane(queue)));
  }

  async #lane(queue) {
    for (const file of queue) await this.#take(file);
  }

  async #take(file) {
    const bytes = await fs.promises.readFile(file);
    const digest = hash('sha256', bytes);
    if (this.#known.has(digest)) {
      this.doubles++;
      return;
    }
    this.#known.add(digest);
    const { month, name } = headOf(bytes);
    const album = path.join(this.target, month);
    if (!this.albums.has(month)) {
      this.albums.set(month, 0);
      fs.mkdirSync(album, { recursive: true });
    }
    await fs.promises.writeFile(path.join(album, `${name}-${digest.slice(0, 6)}.raw`), bytes);
    this.albums.set(month, this.albums.get(month) + 1);
  }
}

async function main() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'photo-intake-'));
  try {
    const files = await fillCard(path.join(folder, 'card'), { photos: 1_500, bytes: 90_000 });
    const intake = new Intake(path.join(folder, 'albums'));
    await intake.run(files);
    const report = fs.createWriteStream(path.join(folder, 'report.csv'));
    report.end([...intake.albums].map(([album, count]) => `${album},${count}`).join('\n'));
    await once(report, 'close');
    console.log(intake.albums.size, 'albums,', intake.doubles, 'twice');
  } finally {
    await fs.promises.rm(folder, { recursive: true });
  }
}

main();
