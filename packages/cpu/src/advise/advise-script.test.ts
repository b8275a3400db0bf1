import { expect, test } from 'vitest';
import { adviseScript } from './advise-script.ts';
import { parseScript } from './read-script.ts';

/** What can stand instead, for each finding in a script over the typed arrays x, d and out. */
function insteadOf(code: string): readonly unknown[] {
  const script = `const x = new Float32Array(9), d = Float32Array.from([1]), out = x.slice();\n${code}`;
  return adviseScript(parseScript(script, 'app.js')).map(({ evidence }) => evidence.find(({ label }) => label === 'instead')?.value);
}

test.each([
  ['for (let i = 0; i < n; i++) out[i] = Math.max((x[i] - d[i]) * k, 0);', 'kernel((x, d, k) => Math.max((x - d) * k, 0))(x, d, k, out)'],
  ['for (let i = 0; i < n; i += 1) { const t = x[i]; out[i] = t * t; }', 'kernel((x) => { const t = x; return t * t; })(x, out)'],
  ['for (let i = 0; i < n; i++) out[i] *= x[i] + 1;', 'kernel((out, x) => out * (x + 1))(out, x, out)'],
  ['for (let i = 0; i < n; i++) sum += x[i];', 'sum += simd.sum(x)'],
  ['for (let i = 0; i < n; i++) sum += x[i] * d[i];', 'sum += simd.dot(x, d)'],
  ['for (let i = 0; i < n; i++) sum += (x[i] - d[i]) ** 2;', "sum += kernel((x, d) => (x - d) ** 2).reduce('sum', x, d)"],
  ['for (let i = 0; i < n; i++) least = Math.min(x[i], least);', "least = Math.min(least, kernel((x) => x).reduce('min', x))"],
  ['const half = x.map((v) => v / 2);', 'kernel((v) => v / 2)(x, out)'],
  ['const total = x.reduce((sum, v) => sum + v, 0);', 'simd.sum(x)'],
])('%s', (code, instead) => {
  expect(insteadOf(code)).toEqual([instead]);
});

test.each([
  ['reads a neighbour', 'for (let i = 1; i < n; i++) out[i] = x[i - 1] + x[i];'],
  ['uses the index itself', 'for (let i = 0; i < n; i++) out[i] = x[i] * i;'],
  ['steps by two', 'for (let i = 0; i < n; i += 2) out[i] = x[i];'],
  ['runs on what it computed', 'for (let i = 0; i < n; i++) sum += sum * x[i];'],
  ['calls a function', 'for (let i = 0; i < n; i++) out[i] = shade(x[i]);'],
  ['does two things', 'for (let i = 0; i < n; i++) { out[i] = x[i]; count++; }'],
  ['maps a plain array', 'const names = list.map((v) => v / 2);'],
])('leaves a loop alone that %s', (_, code) => {
  expect(insteadOf(code)).toEqual([]);
});

test('a loop over arrays that nothing shows to be typed is a hint', () => {
  const [finding] = adviseScript(parseScript('for (let i = 0; i < a.length; i++) b[i] = a[i] * 2;', 'app.js'));

  expect(finding).toMatchObject({ certainty: 'hint', severity: 'low', fix: { function: 'kernel' } });
});

test('finds heavy calls in loops and in callbacks, and none elsewhere', () => {
  const code = [
    'gzipSync(first);',
    'for (const file of files) zlib.gzipSync(file);',
    'const hashes = passwords.map((password) => pbkdf2Sync(password, salt, 1e5, 32, "sha256"));',
    'function life(grid) { for (const row of grid) for (const cell of row) count += cell; }',
    'while (going) life(grid);',
  ].join('\n');

  const findings = adviseScript(parseScript(code, 'app.js')).filter(({ id }) => id === 'cpu-heavy-call');

  expect(findings.map(({ where, certainty }) => [where?.[0]?.line, certainty])).toEqual([
    [2, 'likely'],
    [3, 'likely'],
    [5, 'hint'],
  ]);
  expect(findings[0]?.message).toMatch(/^`zlib\.gzipSync` compresses on this thread/);
});
