import type { SampleShare, Signal } from '@nsi/core/report';
import type { RuleMatch } from './define-rule.ts';

/** Evidence beside a share of which a part is only likely. */
export const ambiguousLabel = 'of these inlined, likely here (--exact tells)';

/** The signal of a rule that speaks when a share of the busy samples passes a threshold. */
export function shareSignal({ share, interval, busySamples }: SampleShare, threshold: number): Signal {
  return { name: 'share of busy samples', value: share, unit: 'ratio', interval, threshold, sampleCount: busySamples };
}

/** What every match about a share of the busy samples says alike: its places, its signal, and that all of it could be saved at most. */
export function shareMatch(share: SampleShare, threshold: number): Pick<RuleMatch, 'where' | 'signal' | 'gain'> {
  return { where: share.places, signal: shareSignal(share, threshold), gain: { share: share.share, of: 'cpu' } };
}
