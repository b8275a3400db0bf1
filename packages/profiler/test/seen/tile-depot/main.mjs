// Right answer: zlib-level
// A depot of map layers that answers with what each visitor's window shows, and some visitors.
import http from 'node:http';
import { once } from 'node:events';
import zlib from 'node:zlib';
import { promisify } from 'node:util';
import { layer } from './layer.mjs';
import { packer } from './packer.mjs';

const pack = packer({ atLeast: 1_024 });
const server = http.createServer(async (request, response) => {
  const { searchParams } = new URL(request.url, 'http://depot');
  const window = ['west', 'south'].map((side) => Number(searchParams.get(side) ?? 0));
  const body = JSON.stringify(layer(...window));
  const { encoding, bytes } = await pack(body, request.headers['accept-encoding']);
  if (encoding) response.setHeader('content-encoding', encoding);
  response.setHeader('content-type', 'application/geo+json');
  response.end(bytes);
});
await once(server.listen(0, '127.0.0.1'), 'listening');

const open = promisify(zlib.brotliDecompress);
const agent = new http.Agent({ keepAlive: true });
let points = 0;
async function look(west, south) {
  const headers = { 'accept-encoding': 'br' };
  const request = http.get({ agent, headers, host: '127.0.0.1', port: server.address().port, path: `/?west=${west}&south=${south}` });
  const [response] = await once(request, 'response');
  const text = await open(Buffer.concat(await response.toArray()));
  points += JSON.parse(text).features.length;
}

for (let west = 0; west < 14; west++) await Promise.all([look(west, 1), look(west, 2)]);
console.log(points, 'points');
agent.destroy();
server.close();
