/** What the build gives Vega in place of the `canvas` package, which it looks for at start: text is measured by our own table. */
export const createCanvas: undefined = undefined;
