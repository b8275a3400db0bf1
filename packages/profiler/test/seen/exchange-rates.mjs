// Right answer: clean
// Asks for many rates at once, over a few connections that stay open.
import { once } from 'node:events';
import { createServer } from 'node:http';

const server = createServer((request, response) => {
  const rate = { pair: request.url.slice(1), rate: 1 + (request.url.length % 9) / 10 };
  setTimeout(() => response.setHeader('content-type', 'application/json').end(JSON.stringify(rate)), 4);
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const origin = `http://127.0.0.1:${server.address().port}`;

async function rateOf(pair) {
  const response = await fetch(`${origin}/${pair}`);
  return (await response.json()).rate;
}

const currencies = ['EUR', 'USD', 'GBP', 'SEK', 'NOK', 'CHF', 'JPY', 'PLN', 'CZK', 'HUF', 'DKK', 'CAD'];
let sum = 0;
for (const base of currencies) {
  const rates = await Promise.all(currencies.map((quote) => rateOf(`${base}-${quote}`)));
  sum += rates.reduce((total, rate) => total + rate, 0);
}
console.log(sum.toFixed(1));
server.close();
server.closeAllConnections();
