import { defineSuite, type Suite } from '@nsi/core/report';
import { tinyFunctions } from './tiny-functions.ts';

/** Functions near the cost of an empty loop. */
const tinySuite: Suite = defineSuite({
  name: 'tiny',
  category: 'experiment',
  variants: Object.entries(tinyFunctions).map(([name, make], index) => ({ name, isBaseline: index === 0, create: () => make() })),
  validate: { mode: 'custom', check: () => true },
});

export default tinySuite;
