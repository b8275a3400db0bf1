import { profilerError } from './errors.ts';
import type { CollectorSettings } from './collector/settings.ts';

/** How closely to look: `low` for production, `default`, `deep` with exact call counts in a second run, `exact` with every function on
 * lines of its own, so that samples of inlined functions are told apart. */
export type ProfileMode = 'low' | 'default' | 'deep' | 'exact';

/** What each mode collects. */
export type ModeSettings = Pick<CollectorSettings, 'intervalUs' | 'counts' | 'memory' | 'seriesMs' | 'flags' | 'unfolds'>;

const standard: ModeSettings = Object.freeze({ intervalUs: 1000, counts: true, memory: true, seriesMs: 100, flags: Object.freeze([]) });

/** The modes: data, one frozen table. */
export const modes: Readonly<Record<ProfileMode, ModeSettings>> = Object.freeze({
  low: Object.freeze({ ...standard, intervalUs: 10_000, counts: false, memory: false, seriesMs: 1000 }),
  default: standard,
  deep: standard,
  exact: Object.freeze({ ...standard, unfolds: true }),
});

/** Throws `NSI_PROFILER_OPTION` for what V8's sampler cannot hold. */
export function checkInterval(intervalUs: number): number {
  if (intervalUs >= 50 && intervalUs <= 1_000_000) return Math.round(intervalUs);
  throw profilerError('NSI_PROFILER_OPTION', `expected \`intervalUs\` to be from 50 to 1000000, got ${intervalUs}`);
}
