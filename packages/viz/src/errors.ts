import { defineErrors, type ErrorTable, type MakeError } from '@nsi/core';

export type VizErrorCode =
  | 'NSI_VIZ_CHART_KIND'
  | 'NSI_VIZ_CHART_DATA'
  | 'NSI_VIZ_CHART_OPTIONS'
  | 'NSI_VIZ_RENDER'
  | 'NSI_VIZ_FORMAT'
  | 'NSI_VIZ_METRICS'
  | 'NSI_VIZ_REPORT'
  | 'NSI_VIZ_INPUT'
  | 'NSI_VIZ_OUTPUT'
  | 'NSI_VIZ_SERVE';

/** Every code this package throws; the reference page is generated from it. */
export const vizErrors: ErrorTable<VizErrorCode> = Object.freeze({
  NSI_VIZ_CHART_KIND: {
    when: 'A chart of an unknown kind is asked for.',
    hint: 'Take one of the kinds the message lists.',
  },
  NSI_VIZ_CHART_DATA: {
    when: 'The data of a chart has another shape than its kind needs, or more rows than a picture can hold.',
    hint: 'Compare the data with the type the message names; missing numbers may be null.',
  },
  NSI_VIZ_CHART_OPTIONS: {
    when: 'An option of a chart or a picture is unknown, of the wrong type or out of its range.',
    hint: 'Correct the option the message names, or leave it out.',
  },
  NSI_VIZ_RENDER: {
    when: 'A Vega-Lite document cannot be drawn: it is damaged, or made by hand for another version.',
    hint: 'Draw documents made by `chart()`; open others in the Vega editor to see what is wrong.',
  },
  NSI_VIZ_FORMAT: {
    when: 'An output format is not one of svg, png, vl.json and txt.',
    hint: 'Pass `--format svg`, `png`, `vl.json` or `txt`, or name the output file with such an ending.',
  },
  NSI_VIZ_METRICS: {
    when: 'A dashboard is made from something that is no table of metrics.',
    hint: 'Pass the metrics a plugin exports, such as `cacheMetrics`.',
  },
  NSI_VIZ_REPORT: {
    when: 'A report is asked for without anything to show in it, or with one half of a pair.',
    hint: 'Pass `benchmark`, `profiler`, or both `before` and `after`.',
  },
  NSI_VIZ_INPUT: {
    when: 'A report file is missing, too large, cut off, no JSON, or no report of the expected kind.',
    hint: 'Write the file again with `nsi bench --output FILE` or `nsi profiler --output FILE`.',
  },
  NSI_VIZ_OUTPUT: {
    when: 'A picture or page cannot be written where it was asked for.',
    hint: 'Check that the folder exists and may be written to, or pass another `--output`.',
  },
  NSI_VIZ_SERVE: {
    when: 'The live page cannot be served, mostly because the port is taken.',
    hint: 'Pass another `--port`, or 0 for any free one.',
  },
});

/** Makes an error of this room. */
export const vizError: MakeError<VizErrorCode> = defineErrors(vizErrors);
