import http from 'node:http';
import { startRatesServer } from './rates-server.mjs';

const server = await startRatesServer();
const agent = new http.Agent({ keepAlive: true });

function rateOf(currency) {
  return new Promise((resolve, reject) => {
    const options = { port: server.address().port, host: '127.0.0.1', path: `/${currency}`, agent };
    http
      .get(options, (response) => {
        // <- slow
        response.setEncoding('utf8').on('data', (text) => resolve(Number(text)));
      })
      .on('error', reject);
  });
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
