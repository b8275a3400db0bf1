declare module 'jstat' {
  const jstat: {
    studentt: { cdf(t: number, degrees: number): number; inv(p: number, degrees: number): number };
    gammaln(x: number): number;
    quantiles(values: readonly number[], q: readonly number[], alpha: number, beta: number): number[];
    binomial: { cdf(k: number, n: number, p: number): number };
  };
  export default jstat;
}
