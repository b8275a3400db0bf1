/** Charts: shown at the size they were drawn for, never stretched. */
export const figureStyle = `
.figure { margin: 0; background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); padding: 1.1rem 1.25rem 0.9rem; min-width: 0; }
.figure svg { display: block; max-width: 100%; height: auto; font-family: var(--text); }
.figure .chart svg { margin: 0 auto; }
.chart--narrow { display: none; }
figcaption { font-size: 0.875rem; color: var(--quiet); margin-top: 0.75rem; max-width: 46rem; text-wrap: pretty; }
.twin { margin-top: 0.5rem; font-size: 0.875rem; }
.twin summary { color: var(--accent); }
.twin .scroll { margin-top: 0.6rem; max-height: 22rem; }
.twin .table { font-size: 0.8125rem; }
.twin .table th, .twin .table td { padding: 0.35rem 0.7rem; }
.ratio-list { list-style: none; margin: 0; padding: 0; }
.ratio-list li { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; padding: 0.4rem 0; border-top: 1px solid var(--line); font-size: 0.875rem; }
.ratio-list li:first-child { border-top: 0; }
.figure .ratio-list .interval { height: 1.25rem; max-width: none; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(26rem, 100%), 1fr)); gap: 1rem; }
summary { cursor: pointer; width: fit-content; }
.mark-label { position: fixed; z-index: 9; pointer-events: none; max-width: min(24rem, calc(100vw - 16px)); background: var(--ink); color: var(--surface); font-size: 0.8125rem; line-height: 1.4; padding: 0.4rem 0.7rem; border-radius: 8px; overflow-wrap: anywhere; }
.is-pointed { stroke: var(--ink); stroke-width: 2px; }
@media (max-width: 44rem) {
  .figure { padding: 0.9rem 0.75rem; }
  .chart--wide { display: none; }
  .chart--narrow { display: block; }
}
`;
