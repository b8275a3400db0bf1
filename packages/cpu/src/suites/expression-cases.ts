import type { Arena } from '../arena/arena.ts';
import { kernel } from '../kernel/kernel.ts';

/** What an expression is computed on: the same values outside an arena and in one. Sensor noise, so that what is clamped cannot be foreseen. */
export interface ExpressionArrays {
  readonly light: Float64Array;
  readonly dark: Float64Array;
  readonly raw: Uint16Array;
  readonly darkFrame: Uint16Array;
  /** In the arena. */
  readonly placedLight: Float64Array;
  readonly placedDark: Float64Array;
  /** An output in the arena. */
  readonly place: () => Float64Array;
}

/** Makes the arrays; those in the arena live as long as it does. */
export function createExpressionArrays(length: number, arena: Arena): ExpressionArrays {
  let state = 1;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
  const light = new Float64Array(length).map(() => random() * 2);
  const dark = new Float64Array(length).map(random);
  return {
    light,
    dark,
    raw: new Uint16Array(length).map(() => random() * 8192),
    darkFrame: new Uint16Array(length).map(() => random() * 2048),
    placedLight: arena.from(light),
    placedDark: arena.from(dark),
    place: () => arena.f64(length),
  };
}

const expose = kernel((x, dark, gain) => Math.min(Math.max((x - dark) * gain, 0), 1));
const develop = kernel((raw, dark, gain) => Math.min(Math.max((raw - dark) * gain, 0), 255));

/** Makes an output and returns what fills it and gives it back. */
type Compute = (arrays: ExpressionArrays) => () => ArrayLike<number>;

/** One fused expression, and the loop and kernels that compute it. */
export interface ExpressionCase {
  readonly name: string;
  readonly description: string;
  readonly plain: Compute;
  readonly compiled: Readonly<Record<string, Compute>>;
}

/** What `nsi bench --cpu` runs. */
export const expressionCases: readonly ExpressionCase[] = Object.freeze([
  {
    name: 'expression-f64',
    description: 'Difference, gain and clamp of 64-bit floats: a loop against kernel(), on ordinary arrays and in an arena.',
    plain: ({ light, dark }) => {
      const out = new Float64Array(light.length);
      return () => {
        for (let index = 0; index < out.length; index++) {
          out[index] = Math.min(Math.max(((light[index] as number) - (dark[index] as number)) * 0.75, 0), 1);
        }
        return out;
      };
    },
    compiled: {
      kernel: ({ light, dark }) => {
        const out = new Float64Array(light.length);
        return () => expose(light, dark, 0.75, out);
      },
      'kernel in an arena': ({ placedLight, placedDark, place }) => {
        const out = place();
        return () => expose(placedLight, placedDark, 0.75, out);
      },
    },
  },
  {
    name: 'expression-dark-frame',
    description: 'A dark frame of 16 bits subtracted from a raw picture, to 8 bits: a loop against kernel().',
    plain: ({ raw, darkFrame }) => {
      const picture = new Uint8ClampedArray(raw.length);
      return () => {
        for (let index = 0; index < picture.length; index++) {
          picture[index] = Math.min(Math.max(((raw[index] as number) - (darkFrame[index] as number)) * 0.0625, 0), 255);
        }
        return picture;
      };
    },
    compiled: {
      kernel: ({ raw, darkFrame }) => {
        const picture = new Uint8ClampedArray(raw.length);
        return () => develop(raw, darkFrame, 0.0625, picture);
      },
    },
  },
]);
