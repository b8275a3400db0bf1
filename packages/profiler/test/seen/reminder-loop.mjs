// Right answer: clean
// Wakes up now and then to send what is due; mostly there is nothing to do.
import { setInterval as every } from 'node:timers/promises';

const reminders = Array.from({ length: 40 }, (_, index) => ({ text: `call number ${index}`, dueMs: index * 12 }));
const start = performance.now();
const sent = [];

for await (const _ of every(25)) {
  const now = performance.now() - start;
  while (reminders.length > 0 && reminders[0].dueMs <= now) sent.push(reminders.shift().text);
  if (reminders.length === 0) break;
}
console.log(sent.length);
