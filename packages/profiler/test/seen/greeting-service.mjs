// Right answer: clean
// A service that reads its words once, when it starts.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, createServer, request } from 'node:http';

const words = JSON.parse(readFileSync(new URL('./greetings.json', import.meta.url), 'utf8'));

const server = createServer((incoming, response) => {
  const language = incoming.headers['accept-language'] ?? 'en';
  response.setHeader('content-type', 'text/plain').end(words[language] ?? words.en);
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const agent = new Agent({ keepAlive: true, maxSockets: 6 });

function greet(language) {
  return new Promise((resolve, reject) => {
    const options = { agent, port: server.address().port, host: '127.0.0.1', headers: { 'accept-language': language } };
    request(options, async (response) => {
      let text = '';
      for await (const chunk of response) text += chunk;
      resolve(text);
    })
      .on('error', reject)
      .end();
  });
}

const seen = new Set();
for (let round = 0; round < 60; round++) {
  const texts = await Promise.all(['de', 'en', 'fr', 'sv', 'it', 'nl'].map(greet));
  for (const text of texts) seen.add(text);
}
console.log(seen.size);
agent.destroy();
server.close();
