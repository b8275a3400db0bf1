/** The head of the page: the answer in large letters and what it rests on. */
export const mastheadStyle = `
.masthead { padding-top: clamp(2rem, 5vw, 3.5rem); }
.masthead h1 { font-size: 1rem; font-weight: 600; letter-spacing: 0; }
.eyebrow { color: var(--quiet); font-size: 0.875rem; margin: 0.15rem 0 1.25rem; }
.verdict { font-size: clamp(1.75rem, 1.1rem + 2.6vw, 3rem); line-height: 1.12; font-weight: 650; letter-spacing: -0.025em; text-wrap: balance; max-width: 22em; }
.qualification { color: var(--quiet); font-size: 1.0625rem; max-width: 44rem; margin-top: 0.9rem; text-wrap: pretty; }
.strip { display: block; margin-top: 2rem; border-radius: 6px; overflow: hidden; }
.strip rect { stroke: var(--page); stroke-width: 2px; }
.strip--good { fill: var(--nsi-series1); }
.strip--bad { fill: var(--nsi-series2); }
.strip--wrong { fill: var(--ink); }
.strip--neutral { fill: var(--nsi-series8); }
.strip--unsure { fill: var(--nsi-series6); }
.legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; list-style: none; margin: 0.75rem 0 0; padding: 0; font-size: 0.9375rem; }
.legend .sign { margin-right: 0.45rem; }
.sign { fill: currentColor; vertical-align: -1px; }
.text--good { color: var(--good); }
.text--bad { color: var(--bad); }
.text--wrong { color: var(--ink); }
.text--neutral { color: var(--neutral); }
.text--unsure { color: var(--unsure); }
.highlights { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(24rem, 100%), 1fr)); gap: 1rem; margin-top: 2rem; }
.highlight { background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); padding: 1.1rem 1.35rem 1.25rem; border-left: 4px solid var(--nsi-series1); }
.highlight--bad { border-left-color: var(--nsi-series2); }
.highlight .label { font-size: 0.8125rem; color: var(--quiet); }
.figure-words { font-size: 1.6rem; font-weight: 650; letter-spacing: -0.02em; line-height: 1.3; }
.highlight--good .figure-words { color: var(--good); }
.highlight--bad .figure-words { color: var(--bad); }
.case-words { font-weight: 600; }
.case-words span { font-weight: 400; color: var(--quiet); }
.between { font-size: 0.875rem; color: var(--quiet); }
`;
