import http from 'node:http';

const [port, requests] = process.argv.slice(2).map(Number);
const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });
const tags = new Map();
const result = { loaded: 0, unchanged: 0 };

function ask(path) {
  const { promise, resolve, reject } = Promise.withResolvers();
  const tag = tags.get(path);
  http
    .get({ host: '127.0.0.1', port, path, agent, headers: tag === undefined ? {} : { 'if-none-match': tag } }, (response) => {
      if (response.statusCode === 304) result.unchanged++;
      else result.loaded++;
      tags.set(path, response.headers.etag);
      response.resume().on('end', resolve);
    })
    .on('error', reject);
  return promise;
}

const harbours = ['dover', 'brest', 'bergen', 'vigo', 'oostende'];
let next = 0;
async function ship() {
  while (next < requests) {
    const n = next++;
    await ask(`/tides/${harbours[n % 5]}/${(n * 7) % 60}`);
  }
}
await Promise.all(Array.from({ length: 8 }, ship));
agent.destroy();
process.send(result, () => process.disconnect());
