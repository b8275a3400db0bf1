// Right answer: regex-backtrack
// Reads account statements that a mainframe prints with columns of fixed width.
'use strict';
const { normalise } = require('./text-cleaner.cjs');
const { printStatement } = require('./mainframe.cjs');

function readBooking(line) {
  const match = /^(\d{4}-\d\d-\d\d)\s+(\S+)\s+(-?\d+\.\d\d)$/.exec(line);
  return match ? { day: match[1], account: match[2], cents: Math.round(Number(match[3]) * 100) } : undefined;
}

function book(text, balances) {
  for (const line of normalise(text, { tabs: true }).split('\n')) {
    const booking = readBooking(line);
    if (!booking) continue;
    balances.set(booking.account, (balances.get(booking.account) ?? 0) + booking.cents);
  }
}

const balances = new Map();
for (let page = 0; page < 60; page++) book(printStatement(page, 40), balances);
const total = [...balances.values()].reduce((sum, cents) => sum + cents, 0);
console.log(balances.size, 'accounts,', (total / 100).toFixed(2));
