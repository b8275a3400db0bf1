/** Confidences there is a table for. */
export type Confidence = 0.95 | 0.99;

/** Two-sided quantiles of Student's t for 1 to 30 degrees of freedom (Fisher and Yates, "Statistical Tables", table III). */
const quantiles: Readonly<Record<Confidence, readonly number[]>> = Object.freeze({
  0.95: [
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11, 2.101, 2.093,
    2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
  ],
  0.99: [
    63.657, 9.925, 5.841, 4.604, 4.032, 3.707, 3.499, 3.355, 3.25, 3.169, 3.106, 3.055, 3.012, 2.977, 2.947, 2.921, 2.898, 2.878, 2.861,
    2.845, 2.831, 2.819, 2.807, 2.797, 2.787, 2.779, 2.771, 2.763, 2.756, 2.75,
  ],
});

/**
 * Half-width of a two-sided interval in standard errors. Fractions of a degree are dropped and the table ends at 30, so the interval is
 * never too short. Infinite below one degree of freedom.
 */
export function studentT(confidence: Confidence, degrees: number): number {
  return degrees >= 1 ? (quantiles[confidence][Math.min(30, Math.floor(degrees)) - 1] as number) : Infinity;
}
