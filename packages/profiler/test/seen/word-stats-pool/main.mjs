// Right answer: worker-chatter
// Scores the comments of a site on a pool of threads.
import { TaskPool } from './task-pool.mjs';

function* comments(count) {
  const words = 'good bad great awful fine poor love hate okay nice slow fast'.split(' ');
  for (let n = 0; n < count; n++) yield `${words[n % 12]} ${words[(n * 7) % 12]} and ${words[(n * 5) % 12]}`;
}

async function scoreAll(texts, pool, { window = 64 } = {}) {
  const histogram = new Map();
  let running = [];
  const settle = async () => {
    for (const score of await Promise.all(running)) histogram.set(score, (histogram.get(score) ?? 0) + 1);
    running = [];
  };
  for (const text of texts) {
    running.push(pool.run({ text }));
    if (running.length >= window) await settle();
  }
  await settle();
  return histogram;
}

const pool = new TaskPool(new URL('score-worker.mjs', import.meta.url), { size: 1 });
const histogram = await scoreAll(comments(450_000), pool);
console.log([...histogram].sort(([left], [right]) => left - right).join(' '));
await pool.close();
