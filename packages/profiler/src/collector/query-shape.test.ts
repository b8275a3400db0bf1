import { expect, test } from 'vitest';
import { queryShape } from './query-shape.ts';

function postgres(kind: 'Q' | 'P', sql: string): Buffer {
  const body = Buffer.from(kind === 'Q' ? `${sql}\0` : `name\0${sql}\0\0\0`);
  const head = Buffer.alloc(5);
  head.write(kind);
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

function mysql(sql: string): Buffer {
  const body = Buffer.from(`\x03${sql}`);
  const head = Buffer.alloc(4);
  head.writeUIntLE(body.length, 0, 3);
  return Buffer.concat([head, body]);
}

test('values are left out, so that equal queries have equal shapes', () => {
  const shape = 'SELECT * FROM orders WHERE id = ? AND name = ?';

  expect(queryShape(postgres('Q', "SELECT * FROM orders WHERE id = 17 AND name = 'O''Hara'"))).toBe(shape);
  expect(queryShape(postgres('P', 'SELECT * FROM orders  WHERE id = $1 AND name = $2'))).toBe(shape);
  expect(queryShape(mysql("SELECT * FROM orders WHERE id = 4.5 AND name = 'x'"))).toBe(shape);
});

test('lists of any length have one shape', () => {
  expect(queryShape(postgres('Q', 'SELECT 1 FROM t WHERE id IN (1, 2,3)'))).toBe(
    queryShape(postgres('Q', 'SELECT 2 FROM t WHERE id IN (9)')),
  );
});

test.each([['POST /orders HTTP/1.1\r\nHost: a\r\n\r\n'], ['PUT / HTTP/1.1\r\n\r\n'], ['*2\r\n$3\r\nGET\r\n$1\r\na\r\n'], ['Q'], ['']])(
  '%j is no query',
  (text) => {
    expect(queryShape(Buffer.from(text))).toBe('');
    expect(queryShape(text)).toBe('');
  },
);
