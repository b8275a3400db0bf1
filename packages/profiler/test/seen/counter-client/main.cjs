// Right answer: nodelay-small
// Keeps counters in a key-value server over a protocol of short lines, as many clients at once.
'use strict';
const { KeyValueClient } = require('./client.cjs');
const { startServer } = require('./server.cjs');

async function countViews(client, pages, rounds) {
  for (let round = 0; round < rounds; round++) {
    const jobs = [];
    for (const page of pages) jobs.push(client.command('INCRBY', `views:${page}`, String(1 + (round % 3))));
    jobs.push(client.command('SET', 'last-round', `${round}`));
    await Promise.all(jobs);
  }
}

async function main() {
  const server = await startServer();
  const clients = await Promise.all([0, 1].map(() => KeyValueClient.connect(server.port)));
  const pages = Array.from({ length: 30 }, (_, n) => `/articles/${n}`);
  await Promise.all(clients.map((client) => countViews(client, pages, 1_000)));
  const [first = 0] = await Promise.all([clients[0].command('GET', 'views:/articles/0')]);
  console.log('views:', String(first));
  for (const client of clients) client.close();
  server.close();
}

main();
