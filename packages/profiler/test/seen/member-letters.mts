// Right answer: clean
// Writes the yearly letters of a club: checks the members, fills a template that was compiled once, packs the letters.
import { createHash } from 'node:crypto';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

interface Member {
  readonly number: number;
  readonly name: string;
  readonly mail: string;
  readonly joined: Date;
  readonly payments: readonly number[];
}

type Fill = (values: Readonly<Record<string, string>>) => string;
type Check = { readonly ok: true } | { readonly ok: false; readonly reason: string };

const folder = mkdtempSync(join(tmpdir(), 'member-letters-'));
const template = join(folder, 'letter.txt');
writeFileSync(
  template,
  'Dear {name},\n\nyou have been with us since {joined} ({years} years). Paid this year: {paid}; open: {open}.\n\nNo. {number}, {mail}\n{line}\n',
);

const money = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' });
const moneyTexts = new Map<number, string>();
const months = ['January', 'March', 'May', 'July', 'September', 'November'];

function compile(text: string): Fill {
  const parts = text.split(/\{(\w+)\}/);
  return (values) => {
    let letter = '';
    for (let at = 0; at < parts.length; at++) letter += at % 2 === 0 ? parts[at] : (values[parts[at] ?? ''] ?? '');
    return letter;
  };
}

function formatMoney(cents: number): string {
  let text = moneyTexts.get(cents);
  if (text === undefined) moneyTexts.set(cents, (text = money.format(cents / 100)));
  return text;
}

function check({ mail, payments }: Member): Check {
  if (!/^[^@\s]+@[^@\s]+$/.test(mail)) return { ok: false, reason: 'mail' };
  return payments.some((payment) => payment < 0) ? { ok: false, reason: 'payment' } : { ok: true };
}

function valuesOf(member: Member): Record<string, string> {
  const paid = member.payments.reduce((sum, payment) => sum + payment, 0);
  return {
    name: member.name,
    mail: member.mail,
    number: String(member.number).padStart(7, '0'),
    joined: `${months[member.joined.getUTCMonth() >> 1]} ${member.joined.getUTCFullYear()}`,
    years: String(2026 - member.joined.getUTCFullYear()),
    paid: formatMoney(paid),
    open: formatMoney(Math.max(0, 12_000 - paid)),
    line: ''.padEnd(40, '-'),
  };
}

function* members(count: number): Generator<Member> {
  for (let n = 0; n < count; n++) {
    yield {
      number: n,
      name: `Member ${n.toString(36)}`,
      mail: n % 97 === 0 ? 'unknown' : `m${n}@example.org`,
      joined: new Date(Date.UTC(1980 + (n % 45), n % 12, 1)),
      payments: Array.from({ length: 4 }, (_, quarter) => 500 * ((n + quarter) % 7)),
    };
  }
}

const refused = new Map<string, number>();
const digest = createHash('sha256');

function* letters(all: Iterable<Member>, fill: Fill): Generator<string> {
  let block: string[] = [];
  for (const member of all) {
    const verdict = check(member);
    if (!verdict.ok) {
      refused.set(verdict.reason, (refused.get(verdict.reason) ?? 0) + 1);
      continue;
    }
    block.push(fill(valuesOf(member)));
    if (block.length < 400) continue;
    const text = block.join('\f');
    digest.update(text);
    yield text;
    block = [];
  }
  yield block.join('\f');
}

await pipeline(
  Readable.from(letters(members(1_000_000), compile(readFileSync(template, 'utf8')))),
  createWriteStream(join(folder, 'letters.txt')),
);
console.log(digest.digest('hex').slice(0, 8), [...refused].join(' '));
rmSync(folder, { recursive: true });
