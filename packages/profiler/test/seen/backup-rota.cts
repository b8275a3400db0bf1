// Right answer: clean
// Checks now and then which backups are due and copies small files; most of the time it has nothing to do.
const { setTimeout: pause } = require('node:timers/promises') as typeof import('node:timers/promises');
const fs = require('node:fs') as typeof import('node:fs');
const { copyFile, mkdtemp, rm, stat } = require('node:fs/promises') as typeof import('node:fs/promises');
const os = require('node:os') as typeof import('node:os');
const path = require('node:path') as typeof import('node:path');

interface Job {
  readonly name: string;
  readonly everyMs: number;
  due: number;
  done: number;
}

class Rota {
  private readonly jobs: Job[];
  private clock = 0;

  constructor(plan: Readonly<Record<string, number>>) {
    this.jobs = Object.entries(plan).map(([name, everyMs]) => ({ name, everyMs, due: everyMs, done: 0 }));
  }

  dueAfter(passedMs: number): Job[] {
    this.clock += passedMs;
    const due = this.jobs.filter((job) => job.due <= this.clock);
    for (const job of due) job.due += job.everyMs;
    return due;
  }

  toString(): string {
    return this.jobs.map(({ name, done }) => `${name} ${done}`).join(', ');
  }
}

async function backUp(job: Job, folder: string): Promise<void> {
  const from = path.join(folder, `${job.name}.db`);
  const to = path.join(folder, `${job.name}.${job.done % 3}.bak`);
  await copyFile(from, to);
  const { size } = await stat(to);
  if (size > 0) job.done++;
}

async function main(): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'backup-rota-'));
  const plan = JSON.parse('{"orders": 200, "users": 350, "images": 500}') as Record<string, number>;
  for (const name of Object.keys(plan)) fs.writeFileSync(path.join(folder, `${name}.db`), name.repeat(2_000));
  const rota = new Rota(plan);
  for (let turn = 0; turn < 40; turn++) {
    await pause(50);
    await Promise.all(rota.dueAfter(50).map((job) => backUp(job, folder)));
  }
  console.log(String(rota));
  await rm(folder, { recursive: true });
}

void main();
