// Right answer: clean
// Compiles the rules of a shipping desk and applies them to its orders.
import { mkdtempSync, rmSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile, type Rule } from './compile.mts';
import { folded } from './fold.mts';
import { parse } from './parse.mts';
import { tokens } from './tokens.mts';
import { orders, sources } from './desk.mts';

const folder = mkdtempSync(join(tmpdir(), 'rules-'));
writeFileSync(join(folder, 'rules.txt'), sources(40_000).join('\n'));
const rules: Rule[] = [];
for (const line of readFileSync(join(folder, 'rules.txt'), 'utf8').split('\n')) rules.push(compile(folded(parse(tokens(line)))));
rmSync(folder, { recursive: true });

let matches = 0;
for (const order of orders(130)) for (const rule of rules) if (rule(order)) matches++;
console.log(rules.length, 'rules,', matches, 'matches');
