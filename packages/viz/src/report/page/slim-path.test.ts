import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slimPath } from './slim-path.ts';

test('writes steps instead of places', () => {
  expect(slimPath('M10,20L10,25.5L12.25,25.5L14,30Z')).toBe('m10,20v5.5h2.3l1.7,4.5z');
});

test('leaves curves alone', () => {
  expect(slimPath('M2,0A2,2,0,1,1,-2,0')).toBe('M2,0A2,2,0,1,1,-2,0');
  expect(slimPath('')).toBe('');
});

test('makes one step of a level run, and two where it turns back', () => {
  expect(slimPath('M0,5L1,5L2.5,5L3,5L2,5L0,5Z')).toBe('m0,5h3h-3z');
});

test('ends every step within a twentieth of a pixel of where it ended', () => {
  const coordinate = fc.integer({ min: -200_000, max: 200_000 }).map((hundredths) => hundredths / 100);
  const points = fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 40 });

  fc.assert(
    fc.property(points, (points) => {
      fc.pre(points.every(([, y], index) => Math.abs(y - (points[index - 1]?.[1] ?? Infinity)) > 0.1));
      const slim = slimPath(points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x},${y}`).join(''));

      for (const [index, [x, y]] of placesOf(slim, points).entries()) {
        expect(Math.abs(x - points[index]![0])).toBeLessThan(0.0501);
        expect(Math.abs(y - points[index]![1])).toBeLessThan(0.0501);
      }
    }),
  );
});

/** Where the pen is after each of `points`: a step that rounds to nothing is not written. */
function placesOf(path: string, points: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const steps = [...path.matchAll(/([mlhv])(-?[\d.]+)(?:,?(-?[\d.]+))?/g)];
  let [x, y, next] = [0, 0, 0];
  let last: readonly [number, number] = [Number.NaN, Number.NaN];
  return points.map((point) => {
    const rounded = [Math.round(point[0] * 10), Math.round(point[1] * 10)] as const;
    if (rounded[0] === last[0] && rounded[1] === last[1]) return [x, y];
    last = rounded;
    const [, command, first, second] = steps[next++]!;
    if (command === 'v') y += Number(first);
    else x += Number(first);
    if (command === 'm' || command === 'l') y += Number(second);
    return [x, y];
  });
}
