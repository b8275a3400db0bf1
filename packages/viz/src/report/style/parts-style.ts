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
.when-not, .docs { color: var(--quiet); font-size: 0.875rem; margin-top: 0.3rem; }
.diff { background: var(--sunken); border-radius: 8px; padding: 0.7rem 0.9rem; margin: 0.6rem 0; overflow-x: auto; white-space: pre; }
.diff span { display: block; min-height: 1.5em; }
.added { color: var(--good); }
.removed { color: var(--bad); }
.actions { display: flex; gap: 0.5rem; }
.raw pre { background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); padding: 1rem; max-height: 32rem; overflow: auto; font-size: 0.8125rem; margin-bottom: 0; }
`;
