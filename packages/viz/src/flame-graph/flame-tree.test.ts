import type { ProfileReport } from '@nsi/core/report';
import { expect, test } from 'vitest';
import { sampleProfileReport } from '../../test/sample-profile-report.ts';
import { flameDifference, flameTree } from './flame-tree.ts';

/** A profile from stacks of names, callers first, with their samples. */
function profileOf(stacks: readonly (readonly [path: string, samples: number])[]): ProfileReport {
  const frames: ProfileReport['frames'][number][] = [{ name: '(root)', file: '', line: 0, column: 0, category: 'native' }];
  const [parent, frame, self] = [[-1], [0], [0]];
  const rows = new Map([['', 0]]);
  for (const [path, samples] of stacks) {
    let above = '';
    for (const name of path.split(' ')) {
      const here = `${above} ${name}`;
      if (!rows.has(here)) {
        let index = frames.findIndex((known) => known.name === name);
        if (index < 0) index = frames.push({ name, file: 'a.js', line: 1, column: 1, category: name === '(idle)' ? 'idle' : 'app' }) - 1;
        rows.set(here, parent.push(rows.get(above) ?? 0) - 1);
        frame.push(index);
        self.push(0);
      }
      above = here;
    }
    self[rows.get(above) ?? 0] = samples;
  }
  return { ...sampleProfileReport(), frames, callTree: { parent, frame, self, total: self } };
}

function told(tree: ReturnType<typeof flameTree>): readonly string[] {
  return tree.frame.map((index, row) => `${'.'.repeat(tree.depth[row] ?? 0)}${tree.frames[index]?.name} ${tree.self[row]}`);
}

test('is the call tree, callers before what they call', () => {
  const tree = flameTree(
    profileOf([
      ['a b', 3],
      ['a', 1],
      ['c', 2],
      ['a b d', 4],
    ]),
  );

  expect(told(tree)).toEqual(['all 0', '.a 1', '..b 3', '...d 4', '.c 2']);
});

test('calls too small to be kept count for their callers', () => {
  const tree = flameTree(
    profileOf([
      ['a b', 30],
      ['a c', 1],
      ['a d', 2],
    ]),
    { maxNodes: 3 },
  );

  expect(told(tree)).toEqual(['all 0', '.a 3', '..b 30']);
  expect(tree.leftOut).toBe(2);
});

test('keeps the callers of a chain deeper than what may be kept', () => {
  const tree = flameTree(profileOf([[Array.from({ length: 50 }, (_, depth) => `f${depth}`).join(' '), 7]]), { maxNodes: 10 });

  expect(told(tree).at(-1)).toBe('.........f8 7');
  expect(tree.frame).toHaveLength(10);
});

test('a difference has both, the earlier one scaled to as many busy samples', () => {
  const before = profileOf([
    ['a b', 10],
    ['a c', 10],
    ['(idle)', 500],
  ]);
  const after = profileOf([
    ['a b', 8],
    ['a d', 2],
  ]);

  const tree = flameDifference(before, after);

  expect(told(tree)).toEqual(['all 0', '.a 0', '..b 8', '..d 2', '..c 0', '.(idle) 0']);
  expect(tree.earlierSelf).toEqual([0, 0, 5, 0, 5, 250]);
});
