// Right answer: clean
// Makes mosaics of pictures: two threads take turns, the pixels move between them without a copy.
import { Worker } from 'node:worker_threads';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { picture } from './picture.mjs';

const settings = Object.freeze({ width: 1_024, height: 768, pictures: 170, threads: 2 });

async function mosaics({ width, height, pictures, threads }) {
  const workers = Array.from({ length: threads }, () => new Worker(new URL('mosaic-worker.mjs', import.meta.url)));
  const digests = new Array(pictures);
  let next = 0;
  const feed = async (worker) => {
    while (next < pictures) {
      const index = next++;
      const { buffer } = picture(width, height, index);
      worker.postMessage({ buffer, width, height }, [buffer]);
      const [tiles] = await once(worker, 'message');
      digests[index] = createHash('sha1').update(tiles).digest('hex');
    }
  };
  await Promise.all(workers.map(feed));
  await Promise.all(workers.map((worker) => worker.terminate()));
  return digests;
}

const digests = await mosaics(structuredClone(settings));
console.log(digests.length, 'mosaics', createHash('sha1').update(digests.join()).digest('hex').slice(0, 8));
