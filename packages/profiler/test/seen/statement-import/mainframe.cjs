'use strict';

const columns = [10, 900, 12];

const cells = (page, line) => [
  `2026-0${1 + (page % 9)}-${String(1 + (line % 28)).padStart(2, '0')}`,
  `DE${(page * 31 + line) % 97}-${line % 7}`,
  ((((page + 1) * (line + 1) * 37) % 90_000) / 100).toFixed(2),
];

/** A page as it comes off the line: columns filled up with blanks. */
exports.printStatement = function printStatement(page, lines) {
  const text = [`\uFEFFSTATEMENT ${page}`, '', '', ''];
  for (let line = 0; line < lines; line++) {
    const [day, account, amount] = cells(page, line);
    text.push(day.padEnd(columns[0]) + '\t' + account.padEnd(columns[1]) + amount.padStart(columns[2]) + '   ');
  }
  return text.join('\r\n');
};
