/**
 * Five pieces of work of different nature. Each does `units` equal units of work, so that 105 units are truly 5 % slower than 100.
 * A kernel's source is compiled anew for each use: two uses share no code and no type feedback, like two implementations.
 */
export const kernelNames = ['parse', 'sort', 'text', 'lookup', 'numbers'] as const;
export type KernelName = (typeof kernelNames)[number];

/** Units of the baseline. */
export const baseUnits = 100;

export function compileKernel(name: KernelName, units: number): () => unknown {
  // oxlint-disable-next-line typescript/no-implied-eval -- a second function with feedback of its own is what is wanted.
  const make = new Function(`return (${makers[name].toString()})`) as () => (units: number) => () => unknown;
  return make()(units);
}

const makers: Record<KernelName, (units: number) => () => unknown> = {
  /** Allocates: garbage collection is part of the cost. */
  parse: (units) => {
    const text = JSON.stringify({ id: 7, name: 'caffeine', tags: ['a', 'b'], deep: { on: true, at: 1.5 } });
    return () => {
      let sum = 0;
      for (let unit = 0; unit < units; unit += 1) sum += (JSON.parse(text) as { id: number }).id;
      return sum;
    };
  },
  /** Branches that a predictor learns. */
  sort: (units) => {
    const source = Float64Array.from({ length: 24 }, (_, index) => (index * 7919) % 101);
    const scratch = new Float64Array(24);
    return () => {
      let sum = 0;
      for (let unit = 0; unit < units; unit += 1) {
        scratch.set(source);
        for (let i = 1; i < scratch.length; i += 1) {
          const value = scratch[i] as number;
          let j = i - 1;
          while (j >= 0 && (scratch[j] as number) > value) {
            scratch[j + 1] = scratch[j] as number;
            j -= 1;
          }
          scratch[j + 1] = value;
        }
        sum += scratch[5] as number;
      }
      return sum;
    };
  },
  /** Built-ins of the engine, mostly outside of compiled JavaScript. */
  text: (units) => {
    const line = 'GET /a/b/c?x=1&y=22 HTTP/1.1';
    return () => {
      let sum = 0;
      for (let unit = 0; unit < units; unit += 1) sum += line.replace('/a', '/z').split('&').length + line.indexOf('HTTP');
      return sum;
    };
  },
  /** Hashes: seeds and layout differ from process to process. */
  lookup: (units) => {
    const keys = Array.from({ length: 64 }, (_, index) => `key-${index * 31}`);
    const map = new Map(keys.map((key, index) => [key, index]));
    return () => {
      let sum = 0;
      for (let unit = 0; unit < units; unit += 1)
        sum += (map.get(keys[unit & 63] as string) as number) + (map.get(keys[(unit * 5) & 63] as string) as number);
      return sum;
    };
  },
  /** Arithmetic that is compiled to a tight loop. */
  numbers: (units) => () => {
    let x = 1.5;
    for (let unit = 0; unit < units; unit += 1) {
      for (let i = 1; i < 12; i += 1) x = Math.sqrt(x * i + 1.25);
    }
    return x;
  },
};
