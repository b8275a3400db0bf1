import { isNsiError } from '@nsi/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { smallSnapshot } from '../../test/small-snapshot.ts';
import { edgeLabel, nodeLabel } from './node-label.ts';
import { parseSnapshot, type SnapshotGraph } from './snapshot-graph.ts';

const isFormatError = (error: unknown): boolean => isNsiError(error, 'NSI_MEMORY_SNAPSHOT_FORMAT');

async function parse(text: string | Buffer, cuts: readonly number[] = []): Promise<SnapshotGraph> {
  const bytes = Buffer.from(text as string);
  const places = [0, ...cuts.map((cut) => cut % bytes.length), bytes.length].toSorted((left, right) => left - right);
  const chunks = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
  return parseSnapshot(chunks, { totalBytes: bytes.length });
}

const sample = smallSnapshot({
  nodes: [
    { kind: 'synthetic', name: '' },
    { kind: 'object', name: 'Store "quoted" \\ żółw 😀', bytes: 40 },
    { kind: 'closure', name: '' },
    { kind: 'closure', name: 'handle' },
    { kind: 'string', name: 'the content of a string', bytes: 5_000_000_000 },
    { kind: 'array', name: '' },
    { kind: 'object', name: `long ${'\\"é'.repeat(400)}` },
  ],
  edges: [
    [0, 1, 'shortcut', 'global'],
    [1, 2, 'property', 'entries'],
    [1, 3, 'context', 'store'],
    [2, 4, 'element'],
    [2, 5, 'internal', '17'],
    [3, 1, 'weak', 'back'],
    [5, 6, 'internal', 'table'],
  ],
});

test('reads nodes, edges and names as V8 writes them', async () => {
  const graph = await parse(sample);

  expect([graph.nodeCount, graph.edgeCount]).toEqual([7, 7]);
  expect([1, 2, 3, 4, 5].map((node) => nodeLabel(graph, node))).toEqual([
    'Store "quoted" \\ żółw 😀',
    'anonymous()',
    'handle()',
    '(string)',
    '(array)',
  ]);
  expect([0, 1, 2, 3, 4, 5, 6].map((edge) => edgeLabel(graph, edge))).toEqual([
    '.global',
    '.entries',
    'variable store',
    '[]',
    '[]',
    'back',
    'table',
  ]);
  expect([...graph.firstEdge]).toEqual([0, 1, 3, 5, 6, 6, 7, 7]);
  expect([...graph.edgeTo]).toEqual([1, 2, 3, 4, 5, 1, 6]);
  expect(graph.selfBytes[4]).toBe(5_000_000_000);
});

test('keeps no contents of strings, and long names in part', async () => {
  const graph = await parse(sample);

  expect(graph.text(graph.names[4]!)).toBe('');
  expect(nodeLabel(graph, 6)).toHaveLength(200);
  expect(nodeLabel(graph, 6).startsWith('long \\"é\\"é')).toBe(true);
});

test('reads the same however the file is cut into chunks', async () => {
  const whole = await parse(sample);

  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(5000), { maxLength: 12 }), async (cuts) => {
      const graph = await parse(sample, cuts);

      expect(graph.edgeName).toEqual(whole.edgeName);
      expect(Array.from({ length: 7 }, (_, node) => nodeLabel(graph, node))).toEqual(
        Array.from({ length: 7 }, (_, node) => nodeLabel(whole, node)),
      );
    }),
  );
});

test('refuses a file that ends anywhere before its end', async () => {
  const bytes = Buffer.from(sample);
  for (let length = 0; length < bytes.length; length += 7) {
    await expect(parse(bytes.subarray(0, length))).rejects.toSatisfy(isFormatError);
  }
});

test.each([
  ['nothing', ''],
  ['other JSON', '{"a":1}'],
  ['a list', '[1,2]'],
  ['nodes before their description', '{"nodes":[1,2]}'],
  ['a description that is none', '{"snapshot":{"meta":1}}'],
  ['broken JSON in the description', '{"snapshot":{"meta"}}'],
  ['text behind the end', `${sample}x`],
  ['a number that is too long', sample.replace('"edges":[', `"edges":[${'9'.repeat(30)},`)],
  ['an edge to nowhere', sample.replace(/"edges":\[(\d+),(\d+),\d+/, '"edges":[$1,$2,9999996')],
  ['an edge into the middle of a node', sample.replace(/"edges":\[(\d+),(\d+),\d+/, '"edges":[$1,$2,7')],
  ['fewer nodes than it says', sample.replace('"node_count":7', '"node_count":8')],
  ['more nodes than it says', sample.replace('"node_count":7', '"node_count":6')],
  ['more edges than it says', sample.replace('"edge_count":7', '"edge_count":6')],
  ['billions of nodes in a small file', sample.replace('"node_count":7', '"node_count":2000000000')],
  ['a field that is missing', sample.replace('"self_size"', '"size"')],
  ['escapes that are none', sample.replace('"strings":["', '"strings":["\\x')],
  ['a name far outside the table', sample.replace(/"nodes":\[9,0/, '"nodes":[9,4294967290')],
])('refuses %s', async (_, text) => {
  await expect(parse(text)).rejects.toSatisfy(isFormatError);
});

test('survives any change of one byte: an error of its own, or a graph within bounds', async () => {
  const bytes = Buffer.from(sample);
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), async (place, byte) => {
      const changed = Buffer.from(bytes);
      changed[place] = byte;
      const outcome = await parse(changed).catch((error: unknown) => error);

      expect(outcome instanceof Error ? isFormatError(outcome) : (outcome as SnapshotGraph).edgeTo.every((node) => node < 7)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('stops when it is told to', async () => {
  const parsing = parseSnapshot([Buffer.from(sample)], { totalBytes: sample.length, signal: AbortSignal.abort(new Error('stop')) });

  await expect(parsing).rejects.toThrow('stop');
});
