// Right answer: clean
// A night's rounds of a watchman: a few jobs at their times and nothing in between.
import { Clock } from './clock.mts';
import { rounds } from './rounds.mts';

const clock = new Clock(80);
const notes: string[] = [];
for (const { name, every, run } of rounds) {
  clock.each(every, (hour) => {
    const note = run(hour);
    if (note) notes.push(`${name} ${note}`);
  });
}
await clock.until(26);
console.log(notes.length, 'notes, last:', notes.at(-1));
