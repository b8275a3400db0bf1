import { expect, test } from 'vitest';
import { worksForATime } from './works-for-a-time.ts';

const runs = (wall: readonly number[], cpu: readonly number[]) => wall.map((wallNs, index) => ({ wallNs, cpuNs: cpu[index]! }));

test('steady elapsed times over unsteady CPU times are those of a clock', () => {
  expect(worksForATime(runs([700, 702, 701, 705, 700], [600, 420, 550, 610, 380]))).toBe(true);
});

test('fixed work varies in both, or in elapsed time alone', () => {
  expect(worksForATime(runs([700, 900, 1100, 800, 760], [600, 610, 640, 590, 605]))).toBe(false);
  expect(worksForATime(runs([700, 702, 701, 705, 700], [690, 692, 691, 693, 690]))).toBe(false);
});

test('unknown CPU times say nothing', () => {
  expect(worksForATime(runs([700, 702], [0, 0]))).toBe(false);
});
