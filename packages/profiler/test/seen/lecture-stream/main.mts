// Right answer: sequential-awaits, idle-io-bound
// Puts together the timetable of every lecture hall from the rooms', the lecturers' and the courses' services.
import { openRegistry } from './registry.mts';
import { RpcClient } from './rpc-client.mts';
import { timetable } from './timetable.mts';

const registry = await openRegistry();
const client = await RpcClient.connect(registry.port);

const halls = Array.from({ length: 9 }, (_, n) => `hall-${n + 1}`);
let lines = 0;
for await (const entry of timetable(client, halls)) if (entry.lecturer.includes('Dr')) lines++;
console.log(lines, 'lectures');
client.close();
registry.close();
