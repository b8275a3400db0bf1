/** Each makes a function with state of its own. */
export const tinyFunctions: Readonly<Record<string, () => () => unknown>> = {
  noop: () => () => undefined,
  sqrt: () => {
    let x = 2;
    return () => {
      x += 1;
      return Math.sqrt(x);
    };
  },
  'ten adds': () => {
    let sum = 0;
    return () => {
      for (let i = 0; i < 10; i += 1) sum = (sum + (i ^ sum)) | 0;
      return sum;
    };
  },
  'object literal': () => () => ({ a: 1 }),
};
