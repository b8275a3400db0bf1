import { defineSuite, type Suite } from '@nsi/core/report';

const text = JSON.stringify(Array.from({ length: 20 }, (_, index) => ({ id: index, name: `record ${index}`, tags: ['a', 'b'] })));
const numbers = Float64Array.from({ length: 2000 }, (_, index) => Math.sin(index));
const words = text.split(/\W+/);

const workloads: Readonly<Record<string, () => unknown>> = Object.freeze({
  parse: () => JSON.parse(text) as unknown,
  numbers: () => {
    let sum = 0;
    for (let i = 0; i < numbers.length; i += 1) sum += (numbers[i] as number) * 1.5;
    return sum;
  },
  map: () => {
    const counts = new Map<string, number>();
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    return counts.size;
  },
});

/** Equal code under two names: any difference found is noise. Its own file, since every measuring process imports it. */
const noiseSuite: Suite = defineSuite({
  name: 'noise',
  category: 'doctor',
  description: 'Equal code under two names: any difference is noise.',
  params: { work: Object.keys(workloads) },
  variants: ['a', 'b'].map((name) => ({
    name,
    isBaseline: name === 'a',
    create: ({ params }: { readonly params: Readonly<Record<string, unknown>> }) => {
      const work = workloads[String(params['work'])];
      if (!work) throw new RangeError(`expected one of ${Object.keys(workloads).join(', ')}, got ${String(params['work'])}`);
      return () => work();
    },
  })),
});
export default noiseSuite;
