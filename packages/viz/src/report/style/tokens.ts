/** Colours, sizes and fonts of the page. `light-dark()` follows the colour scheme that the theme sets; the charts bring their own variables. */
export const tokens = `
:root {
  --page: light-dark(#f7f6f3, #0f1215);
  --surface: var(--nsi-paper);
  --sunken: light-dark(#f1efea, #1b1f24);
  --ink: var(--nsi-ink);
  --quiet: var(--nsi-muted);
  --line: light-dark(#e2dfd8, #2b3036);
  --line-strong: light-dark(#b9b5ab, #4a5159);
  --accent: light-dark(#005f96, #6cbcf0);
  --good: light-dark(#005f96, #6cbcf0);
  --good-soft: light-dark(#e3f0f9, #12293a);
  --bad: light-dark(#a84300, #ff9d66);
  --bad-soft: light-dark(#fdeee3, #3a2011);
  --unsure: light-dark(#7a5600, #e6b84a);
  --unsure-soft: light-dark(#fbf3dc, #33280d);
  --neutral: light-dark(#575b60, #abb0b6);
  --neutral-soft: light-dark(#ecebe7, #24292f);
  --focus: light-dark(#0072b2, #8ccdf2);
  --radius: 10px;
  --text: Inter, ui-sans-serif, system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
  --code: ui-monospace, 'SF Mono', 'Cascadia Mono', 'JetBrains Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace;
}
`;
