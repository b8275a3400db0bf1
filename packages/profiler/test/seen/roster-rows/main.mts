// Right answer: spread-reduce
// Turns the flat rows of a duty roster into one record for each person and adds up the hours.
import { shiftsOf, type Shift } from './shifts.mts';
import { keyedBy } from './keyed-by.mts';

const people = Array.from({ length: 14 }, (_, team) => Array.from({ length: 1_300 }, (_, n) => ({ code: `p${team}-${n}`, team })));
const byStaff = keyedBy<{ code: string; team: number }>(({ code }) => code);

function hoursOf(shifts: readonly Shift[]): number {
  return shifts.reduce((sum, { from, until }) => sum + ((until - from + 24) % 24), 0);
}

let hours = 0;
let nights = 0;
for (const team of people) {
  const staff = byStaff(team);
  for (const [code, shifts] of shiftsOf(Object.keys(staff))) {
    hours += hoursOf(shifts);
    nights += shifts.some(({ kind }) => kind.includes('night')) ? 1 : 0;
    if (staff[code]?.team === undefined) throw new Error(`No person ${code}`);
  }
}
console.log(hours, 'hours,', nights, 'with nights');
