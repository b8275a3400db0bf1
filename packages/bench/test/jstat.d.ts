declare module 'jstat' {
  const jstat: {
    studentt: { cdf(t: number, degrees: number): number; inv(p: number, degrees: number): number };
    gammaln(x: number): number;
    percentile(values: readonly number[], q: number): number;
    median(values: readonly number[]): number;
    meanabsdev(values: readonly number[]): number;
    binomial: { cdf(k: number, n: number, p: number): number };
  };
  export default jstat;
}
