// Right answer: clean
// Calculates sheets of formulas: reads them, orders the cells by what they need, evaluates and prints them.
import { evaluate, type Value } from './evaluate.ts';
import { orderOf } from './order.ts';
import { parseFormula, type Formula } from './parse.ts';
import { tokensOf } from './tokens.ts';

function* sheetText(rows: number, seed: number): Generator<readonly [cell: string, text: string]> {
  for (let row = 1; row <= rows; row++) {
    yield [`A${row}`, String((row * seed) % 97)];
    yield [`B${row}`, `A${row} * 2 + ${seed % 7}`];
    yield [`C${row}`, row === 1 ? 'B1' : `max(C${row - 1}, B${row}) - (A${row} - 3) / 4`];
    yield [`D${row}`, `if(B${row} > 90, C${row} + A${row} * (2 + ${seed % 5}), sum(A${row}, B${row}, C${row}))`];
  }
}

function readSheet(rows: number, seed: number): Map<string, Formula> {
  const sheet = new Map<string, Formula>();
  for (const [cell, text] of sheetText(rows, seed)) sheet.set(cell, parseFormula(tokensOf(text)));
  return sheet;
}

function calculate(sheet: ReadonlyMap<string, Formula>): Map<string, Value> {
  const values = new Map<string, Value>();
  for (const cell of orderOf(sheet)) {
    const formula = sheet.get(cell);
    if (formula !== undefined) values.set(cell, evaluate(formula, values));
  }
  return values;
}

function print(values: ReadonlyMap<string, Value>, rows: number): string {
  const lines: string[] = [];
  for (let row = 1; row <= rows; row++) {
    lines.push(['A', 'B', 'C', 'D'].map((column) => (values.get(`${column}${row}`) ?? 0).toFixed(1).padStart(10)).join(' '));
  }
  return lines.join('\n');
}

const { sheets = 800, rows = 200 } = JSON.parse(process.env['SHEET_OPTIONS'] ?? '{}') as { sheets?: number; rows?: number };
let length = 0;
for (let seed = 1; seed <= sheets; seed++) length += print(calculate(readSheet(rows, seed)), rows).length;
console.log(sheets, 'sheets,', length, 'characters');
