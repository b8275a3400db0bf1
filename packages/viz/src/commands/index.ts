import { type Command, type CommandOption, defineCommand } from '@nsi/core/cli';

const chartKinds = ['ratio', 'bar', 'density', 'ecdf', 'histogram', 'box', 'scatter', 'line', 'heatmap', 'slope'];
const open: CommandOption = { flags: '--open', summary: 'show what was written in the browser or picture viewer' };

/** The commands of `nsi-viz` and `nsi viz`. */
const vizCommands: readonly Command[] = Object.freeze([
  defineCommand({
    name: 'draw',
    summary: 'draw reports as one HTML file or as single charts (default command)',
    description: 'Without --report and --chart it draws the report in the terminal. A file named - is read from standard input.',
    isDefault: true,
    options: [
      { flags: '--benchmark <file>', summary: 'benchmark report (nsi bench --output FILE)' },
      { flags: '--profiler <file>', summary: 'profile report (nsi profiler --output FILE)' },
      { flags: '--compare <files...>', summary: 'two reports of one kind, before and after' },
      { flags: '--history <file>', summary: 'an earlier benchmark report, the oldest first (may be repeated)', type: 'repeat' },
      { flags: '--report', summary: 'write one self-contained HTML file (default report.html)' },
      { flags: '--chart <kind>', summary: 'draw one chart', choices: chartKinds },
      {
        flags: '--format <format>',
        summary: 'of the chart; default: as --output ends, else txt',
        choices: ['svg', 'png', 'vl.json', 'txt'],
      },
      {
        flags: '--case <id>',
        summary: 'case that density, ecdf, histogram and box draw (default: the one that changed most), or whose suite scatter draws',
      },
      {
        flags: '--theme <theme>',
        summary: 'colours of an SVG or PNG; css: one SVG for both, as the viewer prefers',
        choices: ['light', 'dark', 'css'],
      },
      { flags: '--width <pixels>', summary: 'width of the chart, 240 to 4096; default 720', type: 'number' },
      { flags: '--scale <factor>', summary: 'pixels of a PNG for each of the chart; default 2', type: 'number' },
      { flags: '--title <text>', summary: 'title of the page or chart' },
      open,
    ],
    examples: [
      { command: 'nsi-viz --benchmark results.json', summary: 'the ratios in the terminal' },
      {
        command: 'nsi-viz --benchmark results.json --profiler profile.json --report -o report.html',
        summary: 'one HTML file with everything',
      },
      { command: 'nsi-viz --compare before.json after.json --report --open', summary: 'what a change did' },
      {
        command: 'nsi-viz --benchmark results.json --chart ratio --format svg --theme css -o ratio.svg',
        summary: 'a picture for a README',
      },
      { command: 'nsi bench --all --json | nsi-viz --benchmark - --chart density -o density.png', summary: 'from a pipe' },
    ],
    load: () => import('./draw.ts'),
  }),
  defineCommand({
    name: 'serve',
    summary: 'show a report that is still being written',
    description: 'Serves the page on this machine only and draws it again whenever the file changes. Ctrl-C ends it.',
    arguments: [{ name: 'file', summary: 'benchmark or profile report; may appear later' }],
    options: [{ flags: '--port <number>', summary: 'port on 127.0.0.1; default: any free one', type: 'number', default: 0 }, open],
    examples: [{ command: 'nsi-viz serve results.json --open', summary: 'watch a benchmark run fill its report' }],
    load: () => import('./serve.ts'),
  }),
]);
export default vizCommands;
