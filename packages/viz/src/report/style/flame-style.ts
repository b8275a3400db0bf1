/** The flame graph: its tools, its colours by kind of code, and those of a comparison. A word stands beside each colour. */
export const flameStyle: string = `
.flame { --flame-app: light-dark(#8ec4e6, #1d5f8a); --flame-app-text: light-dark(#10222f, #f2f8fc); --flame-dependency: light-dark(#9fd6c3, #17614d); --flame-dependency-text: light-dark(#10281f, #eefaf5);
  --flame-node: light-dark(#ead08c, #6b5312); --flame-node-text: light-dark(#2a2105, #fdf6df); --flame-native: light-dark(#d3d1cb, #454b52); --flame-native-text: light-dark(#22231f, #f1f2f3);
  --flame-gc: light-dark(#e9b3d2, #7a3d60); --flame-gc-text: light-dark(#301021, #fdf0f7); --flame-idle: light-dark(#eeece7, #23282e); --flame-idle-text: light-dark(#4d4f50, #b9bec4);
  --flame-less: light-dark(#8ec4e6, #1d5f8a); --flame-less-text: var(--flame-app-text); --flame-same: light-dark(#dddbd5, #3a4047); --flame-same-text: var(--flame-native-text);
  --flame-more: light-dark(#f3b58c, #8a4517); --flame-more-text: light-dark(#331602, #fff3ea); --flame-found: light-dark(#1b1d20, #f0e442); --flame-found-text: light-dark(#ffffff, #15181c); --flame-outline: var(--ink); }
.flame-tools { display: flex; flex-wrap: wrap; gap: 0.5rem 0.75rem; align-items: center; margin-bottom: 0.8rem; font-size: 0.875rem; }
.flame-tools output { color: var(--quiet); min-width: 6rem; }
.flame-search { display: flex; gap: 0.5rem; align-items: center; }
.flame-search input { font: inherit; color: inherit; background: var(--surface); border: 1px solid var(--line-strong); border-radius: 8px; padding: 0.25rem 0.6rem; width: 12rem; }
.flame .chip:disabled { opacity: 0.5; cursor: default; }
.flame-stage { overflow: auto; max-height: 44rem; }
.flame canvas { display: block; width: 100%; cursor: pointer; }
.flame .flame-picture { display: block; width: 100%; max-width: none; font-size: 11px; }
.flame-paper { display: none; }
.flame-status { min-height: 1.55em; margin-top: 0.5rem; font-size: 0.875rem; overflow-wrap: anywhere; }
.flame-help { font-size: 0.8125rem; color: var(--quiet); margin-top: 0.4rem; }
.flame-legend { font-size: 0.875rem; margin-top: 0.4rem; }
.flame-key { display: inline-block; width: 0.9em; height: 0.9em; border-radius: 3px; margin-right: 0.45em; vertical-align: -0.08em; border: 1px solid var(--line-strong); }
${['app', 'dependency', 'node', 'native', 'gc', 'idle', 'less', 'same', 'more']
  .map(
    (kind) =>
      `.flame--${kind} { fill: var(--flame-${kind}); background: var(--flame-${kind}); }\n.flame-text--${kind} { fill: var(--flame-${kind}-text); }`,
  )
  .join('\n')}
@media print { .flame canvas, .flame-tools, .flame-help, .flame-status { display: none !important; } .flame-paper { display: block; } }
`;
