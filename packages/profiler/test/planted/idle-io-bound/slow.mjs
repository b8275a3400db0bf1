import { once } from 'node:events';
import http from 'node:http';
import { startRatesServer } from './rates-server.mjs';

const server = await startRatesServer();
const agent = new http.Agent({ keepAlive: true });

async function rateOf(currency) {
  const options = { port: server.address().port, host: '127.0.0.1', path: `/${currency}`, agent };
  const request = http.get(options); // <- slow
  const [response] = await once(request, 'response');
  let text = '';
  for await (const part of response.setEncoding('utf8')) text += part;
  return Number(text);
}

const currencies = Array.from({ length: 400 }, (_, index) => `currency-${index}`);
const rates = new Map();

async function work() {
  for (let currency = currencies.pop(); currency; currency = currencies.pop()) rates.set(currency, await rateOf(currency));
}

await Promise.all([work(), work()]);
process.stdout.write(`${rates.size}\n`);
agent.destroy();
server.close();
