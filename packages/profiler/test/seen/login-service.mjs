// Right answer: crypto-sync
// An HTTP service that checks passwords; it calls itself as a few browsers would.
import { pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

const users = new Map();

function digest(password, salt) {
  return pbkdf2Sync(password, salt, 40_000, 32, 'sha256'); // <- slow
}

for (const name of ['ada', 'grace', 'edsger']) users.set(name, { salt: `${name}-salt`, hash: digest(`${name}-secret`, `${name}-salt`) });

async function bodyOf(request) {
  let text = '';
  for await (const chunk of request) text += chunk;
  return JSON.parse(text);
}

const server = createServer(async (request, response) => {
  const { name, password } = await bodyOf(request);
  const user = users.get(name);
  const isRight = user !== undefined && timingSafeEqual(user.hash, digest(password, user.salt));
  response.writeHead(isRight ? 204 : 401).end();
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const url = `http://127.0.0.1:${server.address().port}/login`;

async function browser(name) {
  const codes = [];
  for (let turn = 0; turn < 20; turn++) {
    const password = turn % 5 === 0 ? 'guess' : `${name}-secret`;
    const response = await fetch(url, { method: 'POST', body: JSON.stringify({ name, password }) });
    codes.push(response.status);
  }
  return codes;
}

const codes = (await Promise.all(['ada', 'grace', 'edsger'].map(browser))).flat();
console.log(codes.filter((code) => code === 204).length, 'of', codes.length);
server.close();
server.closeAllConnections();
