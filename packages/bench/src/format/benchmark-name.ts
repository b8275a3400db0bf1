const separator = ' › ';

/** Which benchmark a line of another tool's file is about. */
export interface BenchmarkName {
  readonly caseId: string;
  readonly variant: string;
}

/** One text for a case and its variant, for formats that hold a single name: `json/records=10 › fast`. */
export function benchmarkName(caseId: string, variant: string): string {
  return `${caseId}${separator}${variant}`;
}

/** The case and variant in a name that `benchmarkName` made. Any other name is a case of its own with the variant `variantWhenNone`. */
export function splitBenchmarkName(name: string, variantWhenNone: string): BenchmarkName {
  const at = name.lastIndexOf(separator);
  if (at <= 0 || at + separator.length === name.length) return { caseId: name, variant: variantWhenNone };
  return { caseId: name.slice(0, at), variant: name.slice(at + separator.length) };
}
