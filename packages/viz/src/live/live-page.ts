import { randomBytes } from 'node:crypto';

/** The page around the live report: it loads the report into a frame again on every change and keeps the place that was scrolled to. */
export interface LivePage {
  readonly html: string;
  readonly policy: string;
}

export function livePage(): LivePage {
  const nonce = randomBytes(16).toString('base64');
  return {
    policy: `default-src 'none'; frame-src 'self'; connect-src 'self'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`,
    html: `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Live report</title>
<style nonce="${nonce}">${style}</style>
<p id="state" role="status">Connecting…</p>
<iframe id="report" src="/report" title="Report"></iframe>
<script nonce="${nonce}">${script}</script>
</html>
`,
  };
}

const style = `:root{color-scheme:light dark}html,body{height:100%;margin:0}body{display:flex;flex-direction:column}
#state{margin:0;padding:.4rem 1rem;font:13px/1.4 system-ui,sans-serif;background:Canvas;color:CanvasText;border-bottom:1px solid GrayText}
iframe{flex:1;border:0;width:100%}`;

const script = `const state = document.getElementById('state');
const frame = document.getElementById('report');
const events = new EventSource('/events');
events.addEventListener('report', ({ data }) => {
  const top = frame.contentWindow.scrollY;
  frame.addEventListener('load', () => frame.contentWindow.scrollTo(0, top), { once: true });
  frame.contentWindow.location.reload();
  state.textContent = JSON.parse(data).message;
});
events.addEventListener('state', ({ data }) => { state.textContent = JSON.parse(data).message; });
events.addEventListener('error', () => { state.textContent = 'The server has ended. The report below is the last one.'; });`;
