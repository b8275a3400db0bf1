import { formatValue } from '../number-format/format-value.ts';
import { html, type Html } from '../report/page/html.ts';
import { jsonText } from '../report/page/json-text.ts';
import { categoryWords, type FlameTree } from './flame-tree.ts';
import { staticFlame } from './static-flame.ts';

/** The flame graph as the page holds it: a picture that needs no script, and the tree from which the script draws one to walk in. */
export function flameMarkup(tree: FlameTree, label: string): Html {
  const kinds = new Set(tree.frame.map((frame) => tree.frames[frame]?.category));
  const isComparison = tree.earlierSelf !== undefined;
  return html`<div class="figure flame" data-flame aria-label="${label}">
    <form class="flame-tools" data-flame-tools hidden>
      <label class="flame-search">Find a function <input type="search" data-flame-search autocomplete="off" spellcheck="false" /></label>
      <output data-flame-found></output>
      <button type="button" class="chip" data-flame-order aria-pressed="true">Heaviest first</button>
      <button type="button" class="chip" data-flame-sandwich aria-pressed="false" disabled>Callers and callees</button>
      ${kinds.has('idle') && html`<button type="button" class="chip" data-flame-idle aria-pressed="false">Idle time</button>`}
      <button type="button" class="chip" data-flame-reset disabled>Whole run</button>
    </form>
    <div class="flame-stage">
      <canvas data-flame-canvas hidden tabindex="0" role="img" aria-label="${label}"></canvas>
      <div data-flame-static>${staticFlame(tree)}</div>
    </div>
    <p class="flame-status" data-flame-status role="status"></p>
    <ul class="legend flame-legend">
      ${
        isComparison
          ? html`<li><i class="flame-key flame--less"></i>less than before</li>
              <li><i class="flame-key flame--same"></i>as before</li>
              <li><i class="flame-key flame--more"></i>more than before</li>`
          : Object.entries(categoryWords)
              .filter(([category]) => category !== 'idle' && kinds.has(category as keyof typeof categoryWords))
              .map(([category, words]) => html`<li><i class="flame-key flame--${category}"></i>${words}</li>`)
      }
    </ul>
    <p class="flame-help" data-flame-help hidden>
      Click or Enter: zoom. Arrow keys: walk. Escape: back. One sample is
      ${formatValue(tree.sampleNs, 'ns')}.${
        tree.leftOut > 0 && ` ${tree.leftOut.toLocaleString('en')} calls too short to see are part of their callers.`
      }
    </p>
    <script type="application/json" data-flame-tree>
      ${jsonText(compact(tree))}
    </script>
  </div>`;
}

/** Names and files once each: the same ones stand in many frames. */
function compact({ frames, depth, frame, self, earlierSelf, sampleNs }: FlameTree): object {
  const texts: string[] = [];
  const known = new Map<string, number>();
  const indexOf = (text: string): number => {
    const index = known.get(text) ?? texts.length;
    if (index === texts.length) {
      known.set(text, index);
      texts.push(text);
    }
    return index;
  };
  return {
    texts,
    frames: frames.map(({ name, file, line, category }) => [indexOf(name || '(anonymous)'), indexOf(file), line, indexOf(category)]),
    depth,
    frame,
    self,
    ...(earlierSelf ? { earlier: earlierSelf } : {}),
    sampleNs,
  };
}
