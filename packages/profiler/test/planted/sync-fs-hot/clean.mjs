import { readFileSync } from 'node:fs';

const template = readFileSync(new URL('./template.txt', import.meta.url), 'utf8');

function renderPage(name) {
  return template.replace('{name}', name);
}

let length = 0;
for (const untilMs = performance.now() + 500; performance.now() < untilMs;) {
  length += renderPage('Ada').length;
}
process.stdout.write(`${length > 0}\n`);
