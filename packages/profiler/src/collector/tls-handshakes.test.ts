import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runCollected, runPlain } from '../../test/run-collected.ts';

const program = fileURLToPath(new URL('../../test/programs/upgraded-sockets.mjs', import.meta.url));

test.each(['waits', 'writes at once'])('what is said through TLS over a socket that was there before is followed (%s)', async (way) => {
  const plain = await runPlain(program, [way]);
  const { threads, ...collected } = await runCollected(program, [way]);
  const waits = Object.entries(threads[0]!.segments.at(-1)!.activity.waits);
  const waitOf = (kind: string) => waits.find(([name]) => name.startsWith(`${kind} 127.0.0.1:`))?.[1];

  expect(plain.stdout).toBe('30\n');
  expect(collected).toEqual(plain);
  // Three connections: a plain question and ten through TLS each.
  expect(waitOf('connect')).toMatchObject({ count: 3 });
  expect(waitOf('handshake')).toMatchObject({ count: 3 });
  expect(waitOf('socket')).toMatchObject({ count: 33 });
  expect(waitOf('handshake')!.ms).toBeGreaterThan(0);
});
