/** Parts that open, lists of facts, findings and raw JSON. */
export const partsStyle = `
.part { margin-top: 1rem; }
.part > summary { font-weight: 600; color: var(--accent); padding: 0.3rem 0; }
.part > :not(summary) { margin-top: 0.6rem; }
.case-panel { border-bottom: 1px solid var(--line); }
.case-panel > summary { display: flex; width: auto; gap: 1rem; align-items: baseline; justify-content: space-between; padding: 0.8rem 0.25rem; list-style: none; }
.case-panel > summary::-webkit-details-marker { display: none; }
.case-panel > summary::before { content: '+'; font-weight: 600; color: var(--quiet); width: 0.8rem; flex: none; }
.case-panel[open] > summary::before { content: '−'; }
.case-panel > summary > span:first-of-type { flex: 1; min-width: 0; }
.case-panel > summary:hover { background: var(--sunken); }
.case-panel > p { color: var(--quiet); margin: 0 0 1rem; }
.case-panel > .pair { padding-bottom: 1.5rem; }
.change { text-align: right; }
.change bdi { color: var(--quiet); }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr)); gap: 1px; margin: 0; background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); overflow: hidden; }
.facts > div { background: var(--surface); padding: 0.7rem 1rem; box-shadow: 0 0 0 1px var(--line); }
.facts dt { font-size: 0.8125rem; color: var(--quiet); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
section > .facts + .scroll { margin-top: 1rem; }
section > h3 + .facts { margin-top: 0; }
.words { display: grid; gap: 0.2rem; max-width: 46rem; }
.words dt { font-weight: 600; }
.words dd { margin: 0 0 0.6rem; color: var(--quiet); }
.findings { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem; overflow-wrap: anywhere; }
.finding { background: var(--surface); border: 1px solid var(--line); border-left: 4px solid var(--nsi-series8); border-radius: var(--radius); padding: 1rem 1.25rem; }
.finding--high { border-left-color: var(--nsi-series2); }
.finding--medium { border-left-color: var(--nsi-series6); }
.finding-kind { display: flex; flex-wrap: wrap; gap: 0.6rem; align-items: baseline; font-size: 0.8125rem; color: var(--quiet); }
.severity { font-weight: 600; color: var(--ink); }
.finding--high .severity { color: var(--bad); }
.finding--medium .severity { color: var(--unsure); }
.finding h3 { margin: 0.15rem 0 0; text-wrap: pretty; line-height: 1.35; }
.gain { margin-top: 0.35rem; }
.where { margin: 0.5rem 0 0; padding: 0; list-style: none; }
.evidence { display: flex; flex-wrap: wrap; gap: 0.4rem 2rem; margin: 0.7rem 0 0; font-size: 0.9375rem; }
.evidence dt { font-size: 0.8125rem; color: var(--quiet); }
.evidence dd { margin: 0; }
.fix { margin-top: 0.8rem; padding-top: 0.8rem; border-top: 1px solid var(--line); font-size: 0.9375rem; }

.signal { margin-top: 0.5rem; font-size: 0.9375rem; max-width: 46rem; }
.share-bar { display: block; margin-bottom: 0.3rem; max-width: 30rem; overflow: visible; }
.share-all { fill: var(--sunken); }
.share-part { fill: var(--nsi-series1); }
.share-doubt { fill: var(--ink); opacity: 0.45; }
.share-bound { stroke: var(--ink); stroke-width: 2; }
.callers { font-size: 0.875rem; color: var(--quiet); margin-top: 0.4rem; }
.excerpt { display: block; width: fit-content; max-width: 100%; overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; margin: 0.5rem 0; padding: 0.3rem 0; border-collapse: collapse; font: 0.8125rem/1.6 var(--code); }
.excerpt caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.excerpt th { font-weight: 400; color: var(--quiet); text-align: right; padding: 0 0.6rem; user-select: none; white-space: nowrap; }
.excerpt td { padding: 0 0.9rem 0 0; white-space: pre; }
.excerpt .share { text-align: right; min-width: 4rem; font-variant-numeric: tabular-nums; }
.excerpt code { font-size: inherit; overflow-wrap: normal; }
.excerpt .named th { font-weight: 700; color: inherit; }
.excerpt .named code { font-weight: 700; }
.heat--1 { background: light-dark(#fdf4ec, #2a1e15); }
.heat--2 { background: light-dark(#fbe3d0, #43280f); }
.heat--3 { background: light-dark(#f8cfae, #5c340f); }
.heat--4 { background: light-dark(#f3b58c, #7a4110); }
.experiment { margin-top: 0.8rem; padding: 0.7rem 0.9rem; border-radius: 8px; background: var(--neutral-soft); font-size: 0.9375rem; }
.experiment--confirmed { background: var(--good-soft); }
.experiment--refuted { background: var(--bad-soft); }
.time-bar + .time-bar { margin-top: 1.25rem; }
.time-bar svg { display: block; border-radius: 6px; margin-top: 0.4rem; }
.part-title { margin: 1.5rem 0 0.6rem; }
.when-not, .docs { color: var(--quiet); font-size: 0.875rem; margin-top: 0.3rem; }
.diff { display: grid; background: var(--sunken); border-radius: 8px; padding: 0.7rem 0.9rem; margin: 0.6rem 0; overflow-x: auto; white-space: pre; }
.diff span { display: block; min-height: 1.5em; }
.added { color: var(--good); }
.removed { color: var(--bad); }
.actions { display: flex; gap: 0.5rem; }
.raw pre { background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); padding: 1rem; max-height: 32rem; overflow: auto; font-size: 0.8125rem; margin-bottom: 0; }
`;
