// Right answer: clean
// A service of tickets over HTTP with filters, pages and changes; a few clients use it at once.
'use strict';
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const { Router } = require('./router.cjs');
const { TicketStore } = require('./ticket-store.cjs');
const { drive } = require('./clients.cjs');

const states = JSON.parse(fs.readFileSync(path.join(__dirname, 'states.json'), 'utf8'));
const store = new TicketStore(states);
for (let n = 0; n < 4_000; n++) store.open(`Ticket ${n}`, `team-${n % 40}`);

const router = new Router()
  .on('GET', '/teams/:team/tickets', ({ params, query }) => store.page(params.team, { after: Number(query.get('after') ?? 0), size: 20 }))
  .on('GET', '/tickets/:id', ({ params }) => store.find(Number(params.id)))
  .on('PATCH', '/tickets/:id', ({ params, body }) => store.move(Number(params.id), body.state));

async function bodyOf(req) {
  if (req.method === 'GET') return undefined;
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

const server = http.createServer(async (req, res) => {
  try {
    const body = await bodyOf(req);
    const found = router.route(req.method, req.url, body);
    res.writeHead(found ? 200 : 404, { 'content-type': 'application/json' });
    res.end(found ? JSON.stringify(found) : '{}');
  } catch (error) {
    res.writeHead(400).end(String(error.message));
  }
});

server.listen(0, '127.0.0.1', async () => {
  const answers = await drive(server.address().port, { clients: 6, rounds: 1_300 });
  console.log(answers, 'answers,', store.count('done'), 'done');
  server.close();
});
