import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

interface Round {
  readonly name: string;
  readonly every: number;
  readonly run: (hour: number) => string | undefined;
}

const doors = JSON.parse('[{"id":"north","locked":true},{"id":"yard","locked":false}]') as { id: string; locked: boolean }[];
const seal = createHash('sha256')
  .update(readFileSync(import.meta.filename))
  .digest('hex')
  .slice(0, 8);

export const rounds: readonly Round[] = [
  { name: 'doors', every: 2, run: (hour) => doors.find(({ locked }) => !locked)?.id.concat(` open at ${hour}`) },
  { name: 'seal', every: 5, run: () => (/^[0-9a-f]{8}$/.test(seal) ? 'sound' : 'broken') },
  {
    name: 'lamps',
    every: 3,
    run: (hour) => {
      const lit = Array.from({ length: 400 }, (_, lamp) => (lamp * hour) % 7).filter((rest) => rest === 0);
      return lit.length > 60 ? undefined : `${lit.length} lit`;
    },
  },
];
