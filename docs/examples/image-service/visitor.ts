/** Asks a service again and again, and prints a digest of all it was told. Arguments: port, visits. */
import { createHash } from 'node:crypto';
import { Agent, get } from 'node:http';

const [port, visits] = process.argv.slice(2).map(Number) as [number, number];
const agent = new Agent({ keepAlive: true, maxSockets: 4 });
const digest = createHash('sha256');
for (let visit = 0; visit < visits; visit++) {
  for (const path of ['/thumbnail', '/regions']) digest.update(await bodyOf(path));
}
agent.destroy();
console.log(digest.digest('hex'));

function bodyOf(path: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    get({ agent, host: '127.0.0.1', port, path, headers: { host: 'frames' } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(Buffer.concat(chunks)));
    }).on('error', reject);
  });
}
