// Connections that agree on TLS after they are made, as databases and mail servers do. Argument: whether the client waits for the handshake.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import tls from 'node:tls';

const read = (name) => readFileSync(new URL(`../planted/tls-no-resume/${name}`, import.meta.url));
const cert = read('certificate.pem');
const secureContext = tls.createSecureContext({ key: read('key.pem'), cert });

const server = createServer((plain) => {
  plain.once('data', () => {
    plain.write('S');
    const secure = new tls.TLSSocket(plain, { isServer: true, secureContext });
    secure.on('data', (question) => secure.write(question));
    secure.on('error', () => plain.destroy());
  });
});
await once(server.listen(0, '127.0.0.1'), 'listening');

let answers = 0;
for (let connection = 0; connection < 3; connection++) {
  const plain = connect(server.address().port, '127.0.0.1');
  plain.write('TLS?');
  await once(plain, 'data');
  const secure = tls.connect({ socket: plain, ca: cert, servername: 'localhost' });
  if (process.argv[2] === 'waits') await once(secure, 'secureConnect');
  for (let question = 0; question < 10; question++) {
    secure.write(`question ${question}`);
    const [answer] = await once(secure, 'data');
    if (String(answer) === `question ${question}`) answers++;
  }
  secure.end();
  await once(secure, 'close');
}
server.close();
process.stdout.write(`${answers}\n`);
