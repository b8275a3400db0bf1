import type { Verdict } from '@nsi/core/report';
import { formatDigits } from '../../number-format/format-value.ts';

/** How a reader says a time ratio (candidate over baseline): `1.9 times faster`, `4 % slower`, `equally fast`. */
export function changeWords(ratio: number): string {
  return words(changeOf(ratio));
}

/**
 * The bounds of a ratio in the same words, to stand behind `changeWords`: `between 1.8 and 2` times, and with the directions where they
 * differ: `between 2 % slower and 3 % faster`.
 */
export function intervalWords([low, high]: readonly [low: number, high: number]): string {
  const [fast, slow] = [changeOf(low), changeOf(high)];
  if (fast.amount === slow.amount && fast.direction === slow.direction) return `about ${words(fast)}`;
  if (fast.direction !== slow.direction) return `between ${words(slow)} and ${words(fast)}`;
  const [near, far] = fast.direction === 'faster' ? [slow, fast] : [fast, slow];
  if (near.unit !== far.unit) return `between ${near.amount} and ${far.amount}`;
  return `between ${near.digits} and ${far.unit === '%' ? far.amount : far.digits}`;
}

/** The answer of a comparison in two or three words: the change where one was shown, else that none was. */
export function answerWords(verdict: Verdict, ratio: number): string {
  if (verdict === 'inconclusive') return 'undecided';
  return verdict === 'no change' ? 'no change' : changeWords(ratio);
}

/** What stands behind an answer: `between 1.8 and 2`, and the estimate too where the answer does not say it. */
export function boundsWords(verdict: Verdict, ratio: number, interval: readonly [low: number, high: number]): string {
  const isSaid = verdict === 'improvement' || verdict === 'regression';
  return isSaid ? intervalWords(interval) : `${changeWords(ratio)}, ${intervalWords(interval)}`;
}

interface Change {
  readonly digits: string;
  readonly unit: string;
  /** Digits and unit; empty when there is no direction to go with it. */
  readonly amount: string;
  readonly direction: string;
}

/** From half as fast again on we speak of times, below of percent: `1.12 times` is harder to read than `12 %`. */
const timesFrom = 1.5;
const sameBelow = 1.0005;

function changeOf(ratio: number): Change {
  if (!(ratio >= 0)) return { digits: '', unit: '', amount: '', direction: 'not measured' };
  const speed = Math.max(ratio, 1 / ratio);
  const direction = ratio < 1 ? 'faster' : 'slower';
  if (speed < sameBelow) return { digits: '', unit: '', amount: '', direction: 'equally fast' };
  if (!Number.isFinite(speed)) return { digits: '∞', unit: 'times', amount: '∞ times', direction };
  const [digits, unit] = speed >= timesFrom ? [formatDigits(speed), 'times'] : [percentDigits(speed - 1), '%'];
  return { digits, unit, amount: `${digits}\u00A0${unit}`, direction };
}

/** One decimal below ten percent, none above. */
function percentDigits(share: number): string {
  const percent = share * 100;
  return percent < 9.95 ? String(Number(percent.toFixed(1))) : String(Math.round(percent));
}

function words({ amount, direction }: Change): string {
  return amount === '' ? direction : `${amount} ${direction}`;
}
