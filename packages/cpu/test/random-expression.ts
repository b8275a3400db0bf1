/** A random function of numbers, as text. */
export interface RandomExpression {
  /** As a user would write it. */
  readonly plain: string;
  /** The same, with every step rounded to 32 bits by `r`. */
  readonly rounded: string;
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32, Tommy Ettinger 2017). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const literals = [
  '0',
  '1',
  '2',
  '3',
  '-1',
  '0.5',
  '-0',
  '0.1',
  '255',
  '65535',
  '1e-3',
  '2147483648',
  '4294967296',
  '1e300',
  'NaN',
  'Infinity',
  'Math.PI',
];

const operators = ['+', '-', '*', '/'];
const extremes = ['min', 'max'];
const functions = ['abs', 'sqrt', 'floor', 'ceil', 'trunc', 'round', 'sign', 'fround'];
const bitOperators = ['&', '|', '^'];
const laneFunctions = ['sin', 'cos', 'exp', 'log', 'cbrt', 'tanh', 'log10', 'atan', 'acosh', 'expm1'];
const laneOperators = ['%', '**'];
const shifts = ['<<', '>>', '>>>'];

/** An expression of `names` with at most `depth` operators on top of each other. */
export function randomExpression(random: () => number, names: readonly string[], depth: number): RandomExpression {
  const pick = <Value>(list: readonly Value[]): Value => list[Math.floor(random() * list.length)] as Value;
  const rounded = (text: string): string => `r(${text})`;

  const number = (left: number): RandomExpression => {
    if (left === 0 || random() < 0.1) {
      if (random() < 0.7) {
        const name = pick(names);
        return { plain: name, rounded: name };
      }
      const literal = pick(literals);
      return { plain: `(${literal})`, rounded: rounded(literal) };
    }
    const one = (write: (part: string) => string): RandomExpression => {
      const part = number(left - 1);
      return { plain: write(part.plain), rounded: rounded(write(part.rounded)) };
    };
    const two = (write: (first: string, second: string) => string): RandomExpression => {
      const [first, second] = [number(left - 1), number(left - 1)];
      return { plain: write(first.plain, second.plain), rounded: rounded(write(first.rounded, second.rounded)) };
    };
    const chance = random();
    const shift = Math.floor(random() * 40);
    const [operator, extreme, round, bits, shifter] = [pick(operators), pick(extremes), pick(functions), pick(bitOperators), pick(shifts)];
    const [laneFunction, laneOperator] = [pick(laneFunctions), pick(laneOperators)];
    if (chance < 0.35) return two((first, second) => `(${first} ${operator} ${second})`);
    if (chance < 0.5) return two((first, second) => `Math.${extreme}(${first}, ${second})`);
    if (chance < 0.68) return one((part) => `Math.${round}(${part})`);
    if (chance < 0.69) return one((part) => `Math.${laneFunction}(${part})`);
    if (chance < 0.7) return two((first, second) => `((${first}) ${laneOperator} ${second})`);
    if (chance < 0.74) return one((part) => `(-(${part}))`);
    if (chance < 0.8) return two((first, second) => `(${first} ${bits} ${second})`);
    if (chance < 0.83) return one((part) => `(${part} ${shifter} ${shift})`);
    if (chance < 0.85) return one((part) => `(~${part})`);
    if (chance < 0.9) {
      const [condition, then, otherwise] = [boolean(left - 1), number(left - 1), random() < 0.9 ? number(left - 1) : boolean(left - 1)];
      return {
        plain: `(${condition.plain} ? ${then.plain} : ${otherwise.plain})`,
        rounded: `(${condition.rounded} ? ${then.rounded} : ${otherwise.rounded})`,
      };
    }
    if (chance < 0.94) {
      const [first, second] = [number(left - 1), number(left - 1)];
      const word = random() < 0.5 ? '&&' : '||';
      return { plain: `(${first.plain} ${word} ${second.plain})`, rounded: `(${first.rounded} ${word} ${second.rounded})` };
    }
    const [condition, value] = [boolean(left - 1), number(left - 1)];
    return { plain: `(${condition.plain} * ${value.plain})`, rounded: rounded(`${condition.rounded} * ${value.rounded}`) };
  };

  const boolean = (left: number): RandomExpression => {
    const chance = random();
    if (left > 0 && chance < 0.2) {
      const [first, second] = [boolean(left - 1), boolean(left - 1)];
      const word = random() < 0.5 ? '&&' : '||';
      return { plain: `(${first.plain} ${word} ${second.plain})`, rounded: `(${first.rounded} ${word} ${second.rounded})` };
    }
    if (left > 0 && chance < 0.3) {
      const part = boolean(left - 1);
      return { plain: `(!${part.plain})`, rounded: `(!${part.rounded})` };
    }
    const comparison = pick(['<', '<=', '>', '>=', '===', '!==', '==', '!=']);
    const first = arithmetic(left);
    const second = arithmetic(left);
    return { plain: `(${first.plain} ${comparison} ${second.plain})`, rounded: `(${first.rounded} ${comparison} ${second.rounded})` };
  };

  /** A plain number: what `===` compares must not be a boolean now and then. */
  const arithmetic = (left: number): RandomExpression => {
    const part = number(Math.max(0, left - 1));
    return { plain: `(${part.plain} - 0)`, rounded: rounded(`${part.rounded} - 0`) };
  };

  return random() < 0.05 ? boolean(depth) : number(depth);
}

const specials = [
  0,
  -0,
  NaN,
  Infinity,
  -Infinity,
  1,
  -1,
  0.5,
  -0.5,
  1.5,
  2.5,
  -1.5,
  0.49999999999999994,
  -0.49999999999999994,
  2 ** 31,
  -(2 ** 31),
  2 ** 32,
  2 ** 32 - 1,
  2 ** 52 + 1,
  4503599627370495.5,
  2 ** 53,
  -(2 ** 53),
  1e308,
  -1e308,
  5e-324,
  -5e-324,
  254.5,
  255.5,
  65535.5,
  1e-46,
  3.5e38,
  16777217,
  8388609.5,
];

/** A value that tends to show what an implementation got wrong. */
export function randomValue(random: () => number): number {
  const chance = random();
  if (chance < 0.35) return specials[Math.floor(random() * specials.length)] as number;
  if (chance < 0.55) return Math.round((random() - 0.5) * 600);
  if (chance < 0.8) return (random() - 0.5) * 10;
  return (random() - 0.5) * 10 ** Math.floor(random() * 40 - 20);
}
