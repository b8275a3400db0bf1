import { defineSuite, type Suite } from '@nsi/core/report';

const text = JSON.stringify(Array.from({ length: 50 }, (_, id) => ({ id, name: `name ${id}` })));

/** From nothing at all to much. */
const allocationSuite: Suite = defineSuite({
  name: 'allocation',
  category: 'experiment',
  variants: [
    { name: 'nothing', isBaseline: true, create: () => () => undefined },
    {
      name: 'sum of integers',
      create: () => {
        let sum = 0;
        return () => {
          for (let i = 0; i < 10; i += 1) sum = (sum + i) | 0;
          return sum;
        };
      },
    },
    { name: 'object literal', create: () => () => ({ a: 1, b: 2 }) },
    { name: 'array of 100', create: () => () => Array.from<number>({ length: 100 }).fill(1) },
    { name: 'JSON.parse', create: () => () => JSON.parse(text) as unknown },
  ],
  validate: { mode: 'custom', check: () => true },
});

export default allocationSuite;
