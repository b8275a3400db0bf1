import { html, type Html } from '../report/page/html.ts';
import { fitText } from '../text-width/fit-text.ts';
import type { FlameTree } from './flame-tree.ts';

const width = 920;
const rowHeight = 19;
const fontSize = 11;
/** Narrower calls cannot be told apart in a picture without a zoom. */
const leastWidth = 2;
const leastTextWidth = 40;
const maxRows = 28;

/** The flame graph without idle time as a picture of its widest calls: for paper, and for readers without scripts. */
export function staticFlame(tree: FlameTree): Html {
  const boxes = boxesOf(tree);
  const height = (1 + boxes.reduce((most, { depth }) => Math.max(most, depth), 0)) * rowHeight;
  return html`<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" aria-hidden="true" class="flame-picture">
    ${[...Map.groupBy(boxes, ({ kind }) => kind)].map(([kind, ofKind]) => html`<path class="flame--${kind}" d="${ofKind.map(outlineOf).join('')}" />`)}
    ${boxes.map(({ x, w, depth, kind, name }) => {
      const text = w > leastTextWidth ? fitText(name, w - 8, fontSize) : '';
      return text !== '' && html`<text class="flame-text--${kind}" x="${fixed(x + 4)}" y="${depth * rowHeight + 13}">${text}</text>`;
    })}
  </svg>`;
}

function outlineOf({ x, w, depth }: Box): string {
  const width = fixed(Math.max(1, w - 1));
  return `M${fixed(x)} ${depth * rowHeight}h${width}v${rowHeight - 1}h-${width}z`;
}

interface Box {
  readonly x: number;
  readonly w: number;
  readonly depth: number;
  readonly kind: string;
  readonly name: string;
}

function boxesOf({ frames, depth, frame, self, earlierSelf }: FlameTree): readonly Box[] {
  const totals = totalsOf(
    depth,
    self.map((samples, row) => (frames[frame[row] ?? -1]?.category === 'idle' ? 0 : Math.max(samples, earlierSelf?.[row] ?? 0))),
  );
  const now = totalsOf(depth, self);
  const before = earlierSelf && totalsOf(depth, earlierSelf);
  const scale = width / Math.max(1, totals[0] ?? 0);
  // Where the next call of each depth begins.
  const next: number[] = [0];
  const boxes: Box[] = [];
  for (const [row, level] of depth.entries()) {
    const x = next[level] ?? 0;
    const w = (totals[row] ?? 0) * scale;
    next[level] = x + w;
    next[level + 1] = x;
    const described = frames[frame[row] ?? -1];
    if (w < leastWidth || level >= maxRows || !described || described.category === 'idle') continue;
    const kind = before ? changeOf(now[row] ?? 0, before[row] ?? 0) : described.category;
    boxes.push({ x, w, depth: level, kind, name: described.name || '(anonymous)' });
  }
  return boxes;
}

function changeOf(now: number, before: number): 'more' | 'less' | 'same' {
  const ratio = (now + 1) / (before + 1);
  if (ratio > 1.1) return 'more';
  return ratio < 1 / 1.1 ? 'less' : 'same';
}

/** Each row's samples with those of the rows below it in the tree. */
function totalsOf(depth: readonly number[], self: readonly number[]): readonly number[] {
  const totals = [...self];
  const open: number[] = [];
  for (let row = depth.length - 1; row >= 0; row--) {
    const level = depth[row] ?? 0;
    totals[row] = (totals[row] ?? 0) + (open[level + 1] ?? 0);
    open[level + 1] = 0;
    open[level] = (open[level] ?? 0) + (totals[row] ?? 0);
  }
  return totals;
}

function fixed(value: number): string {
  return String(Number(value.toFixed(1)));
}
