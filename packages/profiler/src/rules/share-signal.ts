import type { SampleShare, Signal } from '@nsi/core/report';

/** The signal of a rule that speaks when a share of the busy samples passes a threshold. */
export function shareSignal({ share, interval, busySamples }: SampleShare, threshold: number): Signal {
  return { name: 'share of busy samples', value: share, unit: 'ratio', interval, threshold, sampleCount: busySamples };
}
