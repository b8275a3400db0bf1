/** The page itself: text, headings, contents and footer. */
export const frameStyle = `
*, ::before, ::after { box-sizing: border-box; }
html { background: var(--page); color: var(--ink); font: 16px/1.55 var(--text); -webkit-text-size-adjust: 100%; scroll-padding-top: 4.5rem; }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
body { margin: 0; overflow-wrap: break-word; }
h1, h2, h3 { line-height: 1.2; text-wrap: balance; margin: 0; letter-spacing: -0.015em; }
h2 { font-size: 1.6rem; font-weight: 650; }
h3 { font-size: 1.05rem; font-weight: 600; letter-spacing: -0.005em; }
p { margin: 0; }
b { font-weight: 600; }
small { font-size: 0.8125rem; color: var(--quiet); }
bdi { overflow-wrap: anywhere; }
a { color: var(--accent); }
code, pre { font: 0.875em/1.5 var(--code); overflow-wrap: anywhere; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
main:focus { outline: none; }
[hidden] { display: none !important; }
.skip { position: absolute; left: 1rem; top: -4rem; background: var(--surface); padding: 0.5rem 1rem; border-radius: var(--radius); z-index: 5; }
.skip:focus { top: 1rem; }
.page { max-width: 80rem; margin: 0 auto; padding: 0 clamp(1rem, 3vw, 2.5rem); }
main { min-width: 0; padding-bottom: 4rem; }
section { padding-top: 4rem; scroll-margin-top: 1rem; }
section > h2 { margin-bottom: 0.5rem; }
section > h3 { margin: 2rem 0 0.75rem; }
.lead { max-width: 46rem; color: var(--quiet); margin-bottom: 1.5rem; text-wrap: pretty; }
.empty { color: var(--quiet); padding: 2rem; border: 1px dashed var(--line-strong); border-radius: var(--radius); text-align: center; }
.contents { position: sticky; top: 0; z-index: 3; display: flex; gap: 1rem; align-items: center; background: var(--page); margin: 0 calc(-1 * clamp(1rem, 3vw, 2.5rem)); padding: 0.5rem clamp(1rem, 3vw, 2.5rem); border-bottom: 1px solid var(--line); }
.contents ol { display: flex; flex: 1; gap: 0.25rem; min-width: 0; overflow-x: auto; list-style: none; margin: 0; padding: 2px; scrollbar-width: none; }
.contents a { display: block; white-space: nowrap; padding: 0.3rem 0.6rem; border-radius: 6px; font-size: 0.875rem; color: var(--quiet); text-decoration: none; }
.contents a:hover { color: var(--ink); background: var(--neutral-soft); }
.contents a[aria-current] { color: var(--ink); font-weight: 600; }
.theme, .button, .chip { font: inherit; font-size: 0.875rem; color: var(--ink); background: var(--surface); border: 1px solid var(--line-strong); border-radius: 99px; padding: 0.25rem 0.8rem; cursor: pointer; }
.theme:hover, .button:hover, .chip:hover { border-color: var(--quiet); }
.theme[aria-pressed=true], .chip[aria-pressed=true] { background: var(--ink); color: var(--surface); border-color: var(--ink); }
footer { border-top: 1px solid var(--line); padding: 1.5rem; text-align: center; font-size: 0.875rem; color: var(--quiet); }
@media (min-width: 75rem) {
  .page { display: grid; grid-template-columns: 12rem minmax(0, 1fr); gap: 3rem; max-width: 90rem; }
  html { scroll-padding-top: 1rem; }
  .contents { flex-direction: column; align-items: flex-start; align-self: start; top: 0; margin: 0; padding: 3.5rem 0 2rem; border: 0; max-height: 100vh; }
  .contents ol { flex-direction: column; flex: none; overflow: visible; gap: 0; }
  .contents a { padding: 0.3rem 0.75rem; border-left: 2px solid var(--line); border-radius: 0; }
  .contents a[aria-current] { border-color: var(--accent); }
  .theme { margin-left: 0.75rem; }
}
`;
