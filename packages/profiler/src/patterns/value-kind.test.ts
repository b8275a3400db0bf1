import { expect, test } from 'vitest';
import { findPatterns } from './find-patterns.ts';

test('a name that hundreds of values were put into, each of them from that name, is looked through once', () => {
  const puts = Array.from({ length: 400 }, (_, index) => `record${index}.value = record${(index + 1) % 400}.value;`);
  const text = `${puts.join('\n')}\nfor (const row of rows) if (record0.value.includes(row)) count++;\n`;

  const found = findPatterns(text, text);

  expect(Array.isArray(found)).toBe(true);
});

test('the kind of a value is known through the names it passes', () => {
  const text = `const lines = text.split('\\n');\nconst known = lines;\nfunction find(rows) {\n  for (const row of rows) if (known.includes(row)) return row;\n}\n`;

  expect(findPatterns(text, text)).toContainEqual(expect.objectContaining({ line: 4, isInLoop: true }));
});
