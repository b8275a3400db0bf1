import type { ProfileReport } from '@nsi/core/report';
import type { ChartRequest } from '../benchmark-chart/chart-request.ts';
import { functionTimes } from '../report/profile/function-times.ts';

const maxFunctions = 20;

/** The functions with the most self time, as shares of the samples in which the program was not idle. */
export function hotFunctions(report: ProfileReport): ChartRequest<'bar'> {
  const { frames, summary } = report;
  const busy = functionTimes(report).filter(({ frame }) => frames[frame]?.category !== 'idle');
  const all = busy.reduce((sum, { self }) => sum + self, 0);
  const hottest = busy.toSorted((a, b) => b.self - a.self).slice(0, maxFunctions);
  return {
    kind: 'bar',
    data: hottest
      .filter(({ self }) => self > 0)
      .map(({ frame, self }) => {
        const { name = '', file = '', line = 0, category = 'native' } = frames[frame] ?? {};
        const place = file === '' ? category : `${file.split('/').at(-1) ?? file}${line > 0 ? `:${line}` : ''}`;
        return { name: `${name || '(anonymous)'} ${place}`, value: self / all };
      }),
    options: {
      title: 'Hot functions',
      subtitle: `share of ${summary.sampleCount} samples, self time`,
      unit: 'percent',
      label: 'self time',
      scale: 'linear',
    },
  };
}
