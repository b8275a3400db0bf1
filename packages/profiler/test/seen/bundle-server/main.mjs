// Right answer: zlib-sync
// Gives devices the bundle of rules that they ask for every minute; it asks itself as many devices would.
import { once } from 'node:events';
import http from 'node:http';
import { gunzipSync } from 'node:zlib';
import { BundleStore } from './bundle-store.mjs';
import { sendPacked } from './send-packed.mjs';

const store = new BundleStore();
for (let rule = 0; rule < 700; rule++)
  store.add({ rule, when: `temperature > ${rule % 60}`, then: [`notify:${rule % 12}`, 'log'], active: rule % 5 !== 0 });

const server = http.createServer((request, response) => {
  const region = /^\/bundles\/([a-z]+)$/.exec(request.url)?.[1];
  if (region === undefined) response.writeHead(404).end();
  else sendPacked(response, store.bundle(region), request.headers['accept-encoding']);
});
await once(server.listen(0, '127.0.0.1'), 'listening');

const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });

async function poll(region) {
  const headers = { 'accept-encoding': 'gzip' };
  const request = http.get({ host: '127.0.0.1', port: server.address().port, path: `/bundles/${region}`, agent, headers });
  const [response] = await once(request, 'response');
  return Buffer.concat(await response.toArray());
}

const regions = ['north', 'south', 'east', 'west'];
let bytes = 0;
let last;
for (let round = 0; round < 720; round++) {
  const bodies = await Promise.all([...regions, ...regions].map(poll));
  for (const body of bodies) bytes += body.length;
  last = bodies.at(-1);
}
console.log(bytes > 0, JSON.parse(gunzipSync(last).toString()).rules.length, 'rules');
agent.destroy();
server.close();
