/** Tables: plain ones that scroll sideways, the results that turn into cards on a phone, and the shaded one of resources. */
export const tableStyle = `
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); max-height: 40rem; }
.table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; }
.table caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.table th, .table td { text-align: left; vertical-align: top; padding: 0.6rem 0.9rem; border-bottom: 1px solid var(--line); font-weight: 400; }
.table tbody tr:last-child > * { border-bottom: 0; }
.table thead th { font-size: 0.8125rem; color: var(--quiet); white-space: nowrap; vertical-align: bottom; }
.scroll thead th { position: sticky; top: 0; background: var(--surface); box-shadow: inset 0 -1px var(--line); z-index: 1; }
.table .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.table .number small bdi { white-space: normal; font-variant-numeric: normal; }
.table tbody th { min-width: 9rem; max-width: 22rem; }
.sort { all: unset; cursor: pointer; }
.sort:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
.sort:hover { color: var(--ink); }
.sort::after { content: '↕'; opacity: 0.45; margin-left: 0.3em; }
[aria-sort] .sort { color: var(--ink); font-weight: 600; }
[aria-sort=ascending] .sort::after { content: '↑'; opacity: 1; }
[aria-sort=descending] .sort::after { content: '↓'; opacity: 1; }
.results { background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); border-collapse: separate; border-spacing: 0; }
.results { table-layout: fixed; }
.results td small, .results th small { display: block; text-wrap: pretty; }
.results thead th:nth-child(1) { width: 15.5%; }
.results thead th:nth-child(2) { width: 17.5%; }
.results thead th:nth-child(3) { width: 14.5%; }
.results thead th:nth-child(4), .results thead th:nth-child(5) { width: 12%; }
.results thead th:nth-child(6) { width: 16.5%; }
.results .number small { white-space: normal; }
.results .case { display: block; }
.results code { font-size: 0.75rem; }
.results td > b { font-size: 1.0625rem; font-weight: 600; }
.results tbody tr:hover { background: var(--sunken); }
.cell-interval { position: relative; }
.cell-interval .interval { position: absolute; top: 0; left: 0.9rem; width: calc(100% - 1.8rem); height: 100%; }
.interval, .interval-axis { display: block; overflow: visible; }
.interval-axis { margin-top: 0.3rem; font-size: 11px; fill: var(--quiet); }
.interval-grid { stroke: var(--line); }
.interval-one { stroke: var(--line-strong); }
.interval-bar { fill: currentColor; opacity: 0.35; }
.interval-point { fill: currentColor; }
.interval--good { color: var(--nsi-series1); }
.interval--bad { color: var(--nsi-series2); }
.interval--neutral { color: var(--nsi-series8); }
.interval--wrong { color: var(--line-strong); }
.interval--unsure { color: var(--nsi-series6); }
.interval--unsure .interval-point { fill: var(--surface); stroke: currentColor; stroke-width: 2; }
.badge { display: inline-flex; align-items: center; gap: 0.4rem; padding: 0.1rem 0.6rem; border-radius: 99px; font-size: 0.875rem; white-space: nowrap; }
.badge--good { color: var(--good); background: var(--good-soft); }
.badge--bad { color: var(--bad); background: var(--bad-soft); }
.badge--wrong { color: var(--surface); background: var(--bad); }
.badge--neutral { color: var(--neutral); background: var(--neutral-soft); }
.badge--unsure { color: var(--unsure); background: var(--unsure-soft); }
.output { font-size: 0.875rem; overflow-wrap: anywhere; }
.output--same::before { content: '✓ '; color: var(--good); }
.output--differs { color: var(--bad); font-weight: 600; }
.output--differs::before { content: '✗ '; }
.output--unchecked { color: var(--quiet); }
.heat td small { display: block; }
.heat-less-1 { background: color-mix(in srgb, var(--nsi-series1) 8%, var(--surface)); }
.heat-less-2 { background: color-mix(in srgb, var(--nsi-series1) 16%, var(--surface)); }
.heat-less-3 { background: color-mix(in srgb, var(--nsi-series1) 26%, var(--surface)); }
.heat-more-1 { background: color-mix(in srgb, var(--nsi-series2) 8%, var(--surface)); }
.heat-more-2 { background: color-mix(in srgb, var(--nsi-series2) 16%, var(--surface)); }
.heat-more-3 { background: color-mix(in srgb, var(--nsi-series2) 26%, var(--surface)); }
.heat td, .heat td small { color: var(--ink); }
.filter { display: flex; flex-wrap: wrap; align-items: center; gap: 0.6rem 1rem; margin-bottom: 1rem; font-size: 0.9375rem; }
.filter input { font: inherit; color: var(--ink); background: var(--surface); border: 1px solid var(--line-strong); border-radius: 8px; padding: 0.35rem 0.7rem; margin-left: 0.5rem; width: 14rem; max-width: 60vw; }
.chips { display: flex; flex-wrap: wrap; gap: 0.4rem; }
.chip span { opacity: 0.75; margin-left: 0.2rem; }
.filter output { color: var(--quiet); }
@media (max-width: 62rem) {
  .table--stacked, .table--stacked tbody { display: block; border: 0; background: none; }
  .table--stacked thead { display: none; }
  .table--stacked tbody { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(21rem, 100%), 1fr)); gap: 0.75rem; }
  .table--stacked tr { display: grid; grid-template-columns: 1fr 1fr; gap: 0.35rem 1rem; align-content: start; align-items: start; background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); padding: 0.9rem 1.1rem; }
  .table--stacked td, .table--stacked tbody th { padding: 0; border: 0; min-width: 0; max-width: none; text-align: left; }
  .table--stacked td:nth-child(2), .table--stacked .cell-interval { grid-column: 1 / -1; }
  .table--stacked td:nth-child(6) { order: -1; justify-self: end; text-align: right; }
  .table--stacked tbody th { order: -2; }
  .table--stacked td.number { text-align: left; }
  .table--stacked td.number::before { content: attr(data-label); display: block; font-size: 0.75rem; color: var(--quiet); }
  .table--stacked td:nth-child(7) { grid-column: 1 / -1; }
  .table--stacked td:empty { display: none; }
  .table--stacked .cell-interval { height: 2rem; }
  .table--stacked .cell-interval:empty { display: none; }
  .table--stacked .cell-interval .interval { left: 0; width: 100%; }
}
`;
