// Right answer: spread-reduce
// Collects the hours of many teams, sorts them by day and writes a line of CSV for each.
'use strict';
const os = require('node:os');
const fs = require('node:fs');
const path = require('node:path');

const flatMapBy = (groups, pick) => groups.reduce((all, group) => all.concat(pick(group)), []); // <- slow

function* teams(count, members) {
  for (let team = 0; team < count; team++) {
    yield {
      name: `team-${team}`,
      members: Array.from({ length: members }, (_, n) => ({
        name: `m${team}-${n}`,
        hours: Array.from({ length: 5 }, (__, day) => ({ day, minutes: 360 + ((team * 31 + n * 17 + day * 7) % 180) })),
      })),
    };
  }
}

const entriesOf = (member) => member.hours.map(({ day, minutes }) => ({ member: member.name, day, minutes }));

class Timesheet {
  constructor(list = []) {
    this.members = flatMapBy(list, ({ members }) => members);
  }

  entries({ atLeast = 0 } = {}) {
    const all = flatMapBy(this.members, entriesOf);
    return atLeast > 0 ? all.filter(({ minutes }) => minutes >= atLeast) : all;
  }
}

const csvLine = (...cells) => cells.map((cell) => (/[",\n]/.test(String(cell)) ? JSON.stringify(cell) : cell)).join(',');

const sheet = new Timesheet([...teams(280, 45)]);
const entries = sheet.entries({ atLeast: 365 }).sort((left, right) => left.day - right.day);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'timesheet-'));
const file = path.join(folder, 'hours.csv');
fs.writeFileSync(
  file,
  [csvLine('member', 'day', 'minutes'), ...entries.map((entry) => csvLine(entry.member, entry.day, entry.minutes))].join('\n'),
);
console.log(entries.length, 'entries,', fs.statSync(file).size, 'bytes');
fs.rmSync(folder, { recursive: true });
