import { defineReporter, type Reporter } from './reporter.ts';

/** The report itself, raw samples included. */
export const jsonReporter: Reporter = defineReporter({
  name: 'json',
  summary: 'the whole report, raw samples included',
  extension: '.json',
  render: (report) => `${JSON.stringify(report)}\n`,
});
