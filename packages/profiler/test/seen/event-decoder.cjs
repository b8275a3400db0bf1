// Right answer: throw-hot
// Decodes events of several kinds from a message bus and counts what they say.
'use strict';

class DecodeError extends Error {
  constructor(path, expected, actual) {
    super(`${path}: expected ${expected}, got ${actual === null ? 'null' : typeof actual}`);
    this.name = 'DecodeError';
    this.path = path;
  }
}

function expectThat(holds, path, expected, actual) {
  if (!holds) throw new DecodeError(path, expected, actual); // <- slow
}

const string = (value, path) => {
  expectThat(typeof value === 'string', path, 'a string', value);
  return value;
};
const number = (value, path) => {
  expectThat(typeof value === 'number' && Number.isFinite(value), path, 'a number', value);
  return value;
};
const literal = (wanted) => (value, path) => {
  expectThat(value === wanted, path, JSON.stringify(wanted), value);
  return value;
};

const object = (fields) => {
  const entries = Object.entries(fields);
  return (value, path) => {
    expectThat(typeof value === 'object' && value !== null, path, 'an object', value);
    const result = {};
    for (const [name, decode] of entries) result[name] = decode(value[name], `${path}.${name}`);
    return result;
  };
};

const oneOf =
  (...decoders) =>
  (value, path) => {
    let last;
    for (const decode of decoders) {
      try {
        return decode(value, path);
      } catch (error) {
        last = error;
      }
    }
    throw last;
  };

const decodeEvent = oneOf(
  object({ kind: literal('signed-up'), user: string, at: number }),
  object({ kind: literal('signed-in'), user: string, at: number }),
  object({ kind: literal('paid'), user: string, cents: number, at: number }),
  object({ kind: literal('refunded'), user: string, cents: number, reason: string, at: number }),
  object({ kind: literal('viewed'), page: string, user: string, at: number }),
);

const kinds = ['viewed', 'viewed', 'paid', 'viewed', 'refunded', 'signed-in', 'viewed', 'signed-up'];
const messages = Array.from({ length: 160_000 }, (_, n) => ({
  kind: kinds[n % kinds.length],
  user: `u${n % 500}`,
  page: `/articles/${n % 40}`,
  cents: n % 9_000,
  reason: 'broken',
  at: 1_760_000_000 + n,
}));

const counts = new Map();
for (const message of messages) {
  const { kind } = decodeEvent(message, 'event');
  counts.set(kind, (counts.get(kind) ?? 0) + 1);
}
console.log([...counts].map(([kind, count]) => `${kind} ${count}`).join(', '));
