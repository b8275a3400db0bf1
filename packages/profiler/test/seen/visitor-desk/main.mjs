// Right answer: pool-saturation
// A desk that checks visitors' codes and shows them floor plans, with its visitors at the door.
import * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { Desk } from './desk.mjs';
import { Visitors } from './visitors.mjs';

const folder = await fs.mkdtemp(join(tmpdir(), 'desk-'));
for (let floor = 0; floor < 12; floor++)
  await fs.writeFile(join(folder, `${floor}.svg`), `<svg id="${floor}">${'<path/>'.repeat(300)}</svg>`);

const desk = new Desk(folder);
await once(desk.server.listen(0, '127.0.0.1'), 'listening');
const visitors = new Visitors(desk.server.address().port);

const [admitted, plans] = await Promise.all([visitors.checkIn({ total: 110, together: 12 }), visitors.lookAtPlans({ total: 90 })]);
console.log(admitted, 'admitted,', plans, 'plans');
visitors.leave();
desk.server.close();
await fs.rm(folder, { recursive: true });
