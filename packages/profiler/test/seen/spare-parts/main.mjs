// Right answer: clean
// A catalogue of spare parts over HTTP, asked by a workshop in a process of its own.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { openCatalogue } from './catalogue.mjs';

const server = openCatalogue();
await once(server.listen(0, '127.0.0.1'), 'listening');
const workshop = fork(fileURLToPath(new URL('./workshop.mjs', import.meta.url)), [String(server.address().port)]);
const [{ answers, parts }] = await once(workshop, 'message');
await once(workshop, 'exit');
server.close();
console.log(answers, 'answers,', parts, 'parts');
