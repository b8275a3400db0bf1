import type { ProfileReport } from '@nsi/core/report';
import { renderFigure } from '../page/figure.ts';
import type { ReportSection } from '../report-section.ts';
import { curve } from './series-curve.ts';

const maxStretches = 40;

/** The event loop, the processor and the thread pool over time, with the stretches that held the loop. */
export async function timelineSection({ series, stretches = [], frames }: ProfileReport): Promise<ReportSection | undefined> {
  if (!series || series.timeNs.length < 2) return undefined;
  const held = stretches.slice(0, maxStretches).map(({ startNs, durationNs, frame }) => ({
    startNs,
    endNs: startNs + durationNs,
    label: frames[frame]?.name ?? '',
  }));
  const hasTimers = series.timerCount.some((count) => count > 0);
  const hasProbes = series.poolProbeNs.some((time) => time > 0);
  return {
    id: 'timeline',
    title: 'Timeline',
    body: await renderFigure({
      kind: 'timeline',
      data: [
        curve('event loop busy', series, series.eventLoopUtilization, 'percent'),
        curve('delay of the loop', series, series.delayNs, 'ns'),
        ...(held.length > 0 ? [{ name: 'loop held by', spans: held }] : []),
        curve('CPU time', series, series.cpuNs, 'ns'),
        ...(hasProbes ? [curve('thread pool answers in', series, series.poolProbeNs, 'ns')] : []),
        ...(hasTimers ? [curve('timers waiting', series, series.timerCount, 'count')] : []),
      ],
      options: { xLabel: 'time' },
      caption: 'The run over time. While the loop is held, no request is answered.',
      width: 'full',
    }),
  };
}
