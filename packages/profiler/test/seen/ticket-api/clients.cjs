'use strict';
const http = require('node:http');

function send(agent, port, method, path, body) {
  return new Promise((resolve, reject) => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = text === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
    const request = http.request({ host: '127.0.0.1', port, method, path, agent, headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString())));
    });
    request.on('error', reject);
    request.end(text);
  });
}

/** Each client looks at the list of a team and moves one of its tickets, over and over. */
exports.drive = async function drive(port, { clients, rounds }) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: clients });
  let answers = 0;
  const work = async (client) => {
    for (let round = 0; round < rounds; round++) {
      const { items } = await send(agent, port, 'GET', `/teams/team-${(client * 7 + round) % 40}/tickets?after=${round % 80}`);
      const { id } = items[round % items.length];
      await send(agent, port, 'PATCH', `/tickets/${id}`, { state: round % 3 === 0 ? 'doing' : 'done' });
      await send(agent, port, 'GET', `/tickets/${id}`);
      answers += 3;
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, client) => work(client)));
  agent.destroy();
  return answers;
};
