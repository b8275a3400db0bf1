/// <reference lib="dom" />
import type { FlameWalks, TreeText, Walk } from './flame-walks.ts';

/**
 * Runs in the page. Draws each call tree of the page on a canvas and lets the reader walk in it: zoom, search, callers and callees of one
 * function, heaviest first or in the order of the calls, idle time, keyboard. The picture and the tables say the same without it.
 */
export function flameGraph(walksOf: (tree: TreeText) => FlameWalks): void {
  const rowHeight = 19;
  const maxRows = 400;

  const start = (box: HTMLElement): void => {
    // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- as querySelector has it.
    const find = <Kind extends HTMLElement>(name: string): Kind | null => box.querySelector<Kind>(`[data-flame-${name}]`);
    const [canvas, tools, status] = [find<HTMLCanvasElement>('canvas'), find('tools'), find('status')];
    const context = canvas?.getContext('2d');
    const text = find('tree')?.textContent;
    if (!canvas || !context || !tools || !status || !text) return;
    const tree = JSON.parse(text) as TreeText;
    const isComparison = tree.earlier !== undefined;
    const nameOf = (frame: number): string => tree.texts[tree.frames[frame]?.[0] ?? -1] ?? '';
    const fileOf = (frame: number): string => tree.texts[tree.frames[frame]?.[1] ?? -1] ?? '';
    const kindOf = (frame: number): string => tree.texts[tree.frames[frame]?.[3] ?? -1] ?? 'native';

    let [isHeaviestFirst, hasIdle, words] = [true, false, ''];
    let sandwiched = -1;
    const walks = walksOf(tree);
    let [walk, callers] = [walks.whole({ isHeaviestFirst, hasIdle }), undefined as Walk | undefined];
    /** Samples of the whole run, which shares are shares of. */
    let whole = walk.total[0] ?? 0;
    let [zoomed, selected, isInCallers] = [0, -1, false];
    /** What was drawn, row of pixels by row of pixels: x, width, row of the walk. */
    let drawn: number[][] = [];
    let drawnCallers: number[][] = [];

    const colours = new Map<string, string>();
    const probe = box.appendChild(document.createElement('span'));
    /** A property as a colour that a canvas takes: read from an element that has it, since it may hold one for each theme. */
    const colour = (name: string): string => {
      let value = colours.get(name);
      if (value === undefined) {
        probe.style.setProperty('color', `var(--flame-${name})`);
        colours.set(name, (value = getComputedStyle(probe).color));
      }
      return value;
    };
    function changeOf(now: number, before: number): string {
      const ratio = (now + 1) / (before + 1);
      return ratio > 1.1 ? 'more' : ratio < 1 / 1.1 ? 'less' : 'same';
    }
    const isFound = (frame: number): boolean =>
      words !== '' && (nameOf(frame).toLowerCase().includes(words) || fileOf(frame).toLowerCase().includes(words));

    function drawWalk(drawing: Walk, focus: number, top: (depth: number) => number, isInverted: boolean): number[][] {
      const width = canvas?.clientWidth ?? 0;
      const boxes: number[][] = [];
      const from = drawing.start[focus] ?? 0;
      const span = Math.max(1e-9, drawing.wide[focus] ?? 0);
      const ratio = devicePixelRatio || 1;
      let row = 0;
      while (row < drawing.depth.length) {
        const depth = drawing.depth[row] as number;
        const x = (((drawing.start[row] as number) - from) / span) * width;
        const w = ((drawing.wide[row] as number) / span) * width;
        if (x + w < 0.3 || x > width || w < 0.3 || depth >= maxRows) {
          row = drawing.end[row] as number;
          continue;
        }
        const [left, right] = [Math.max(0, x), Math.min(width, x + w)];
        paint(drawing, row, left, right - left, top(depth), ratio, isInverted);
        (boxes[depth] ??= []).push(left, right - left, row);
        row++;
      }
      return boxes;
    }
    function paint(drawing: Walk, row: number, x: number, w: number, y: number, ratio: number, isInverted: boolean): void {
      if (!context) return;
      const frame = drawing.frame[row] as number;
      const kind = isComparison ? changeOf(drawing.total[row] as number, drawing.earlier[row] as number) : kindOf(frame);
      const isLit = words === '' || isFound(frame);
      context.globalAlpha = isLit ? 1 : 0.35;
      context.fillStyle = colour(isLit && words !== '' ? 'found' : kind);
      context.fillRect(x, y, Math.max(0.5, w - 1 / ratio), rowHeight - 1);
      if (w > 26) {
        context.fillStyle = colour(isLit && words !== '' ? 'found-text' : `${kind}-text`);
        context.save();
        context.beginPath();
        context.rect(x, y, w - 3, rowHeight);
        context.clip();
        context.fillText(nameOf(frame), x + 4, y + 13);
        context.restore();
      }
      context.globalAlpha = 1;
      if (row === selected && isInverted === isInCallers) {
        context.strokeStyle = colour('outline');
        context.lineWidth = 2;
        context.strokeRect(x + 1, y + 1, Math.max(1, w - 2), rowHeight - 3);
      }
    }
    function depthOf(drawing: Walk): number {
      let most = 0;
      const until = drawing.end[zoomed < drawing.end.length ? zoomed : 0] as number;
      for (let row = drawing === walk ? zoomed : 0; row < until; row++) most = Math.max(most, drawing.depth[row] as number);
      return Math.min(maxRows - 1, most);
    }
    function draw(): void {
      if (!canvas || !context) return;
      const ratio = devicePixelRatio || 1;
      const callerRows = callers ? depthOf(callers) : 0;
      const height = (callerRows + depthOf(walk) + 1) * rowHeight;
      canvas.style.setProperty('height', `${height}px`);
      canvas.width = canvas.clientWidth * ratio;
      canvas.height = Math.min(16_000, height * ratio);
      context.scale(ratio, ratio);
      context.font = `11px ${getComputedStyle(box).fontFamily}`;
      const base = callerRows * rowHeight;
      drawnCallers = callers ? drawWalk(callers, 0, (depth) => base - depth * rowHeight, true) : [];
      drawn = drawWalk(walk, zoomed, (depth) => base + depth * rowHeight, false);
    }

    function percent(part: number): string {
      return `${Number(((100 * part) / Math.max(1, whole)).toPrecision(3))} %`;
    }
    function say(row: number, drawing: Walk): string {
      const frame = drawing.frame[row] as number;
      const line = tree.frames[frame]?.[2] ?? 0;
      const place = fileOf(frame) === '' ? '' : ` · ${fileOf(frame)}${line > 0 ? `:${line}` : ''}`;
      const total = drawing.total[row] as number;
      const share = `${percent(total)} (${Math.round(total)} samples), alone ${percent(drawing.self[row] as number)}`;
      const change = isComparison ? `, before ${percent(drawing.earlier[row] as number)}` : '';
      return `${nameOf(frame)}${place} · ${share}${change}`;
    }
    function select(row: number, isCaller: boolean): void {
      [selected, isInCallers] = [row, isCaller];
      const drawing = isCaller ? callers : walk;
      if (status && drawing) status.textContent = row < 0 ? '' : say(row, drawing);
      const button = find<HTMLButtonElement>('sandwich');
      if (button && sandwiched < 0) button.disabled = row < 0;
      draw();
    }
    function zoom(row: number): void {
      zoomed = row;
      const reset = find<HTMLButtonElement>('reset');
      if (reset) reset.disabled = row === 0 && sandwiched < 0;
      select(row, false);
    }
    function rebuild(): void {
      callers = undefined;
      if (sandwiched >= 0) ({ callees: walk, callers } = walks.around(sandwiched, hasIdle));
      else {
        walk = walks.whole({ isHeaviestFirst, hasIdle });
        whole = walk.total[0] ?? 0;
      }
      zoomed = 0;
      find('sandwich')?.setAttribute('aria-pressed', String(sandwiched >= 0));
      select(-1, false);
      const reset = find<HTMLButtonElement>('reset');
      if (reset) reset.disabled = sandwiched < 0;
    }
    function search(value: string): void {
      words = value.trim().toLowerCase();
      const found = find<HTMLOutputElement>('found');
      let [share, count, row] = [0, 0, 0];
      const names = new Set<number>();
      const rows = words === '' ? 0 : walk.depth.length;
      while (row < rows) {
        if (!isFound(walk.frame[row] as number)) {
          row++;
          continue;
        }
        share += walk.total[row] as number;
        names.add(walk.frame[row] as number);
        count++;
        row = walk.end[row] as number;
      }
      if (found)
        found.value =
          words === '' ? '' : count === 0 ? 'nothing' : `${percent(share)} in ${names.size} ${names.size === 1 ? 'function' : 'functions'}`;
      draw();
    }
    function at(event: MouseEvent): { row: number; isCaller: boolean } | undefined {
      if (!canvas) return undefined;
      const area = canvas.getBoundingClientRect();
      const [x, y] = [event.clientX - area.left, event.clientY - area.top];
      const line = Math.floor(y / rowHeight) - (callers ? depthOf(callers) : 0);
      const boxes = (line < 0 ? drawnCallers[-line] : drawn[line]) ?? [];
      for (let i = 0; i < boxes.length; i += 3) {
        if (x >= (boxes[i] as number) && x < (boxes[i] as number) + (boxes[i + 1] as number))
          return { row: boxes[i + 2] as number, isCaller: line < 0 };
      }
      return undefined;
    }
    function step(key: string): boolean {
      const drawing = isInCallers && callers ? callers : walk;
      if (selected < 0) {
        select(zoomed, false);
        return true;
      }
      const parent = drawing.parent[selected] as number;
      const isDown = key === (isInCallers ? 'ArrowUp' : 'ArrowDown');
      if (isDown && selected + 1 < (drawing.end[selected] as number)) select(selected + 1, isInCallers);
      else if (key === 'ArrowDown' || key === 'ArrowUp') {
        if (!isDown && parent >= 0) select(parent, isInCallers && parent > 0);
      } else if (parent >= 0) {
        const siblings: number[] = [];
        for (let row = parent + 1; row < (drawing.end[parent] as number); row = drawing.end[row] as number) siblings.push(row);
        const next = siblings[siblings.indexOf(selected) + (key === 'ArrowRight' ? 1 : -1)];
        if (next !== undefined) select(next, isInCallers);
      }
      return true;
    }

    canvas.addEventListener('click', (event) => {
      const hit = at(event);
      if (hit && !hit.isCaller) zoom(hit.row);
      else if (hit) select(hit.row, true);
    });
    canvas.addEventListener('pointermove', (event) => {
      const hit = at(event);
      canvas.title = hit ? say(hit.row, hit.isCaller && callers ? callers : walk) : '';
      if (status && hit) status.textContent = canvas.title;
    });
    canvas.addEventListener('keydown', (event) => {
      if (event.key.startsWith('Arrow')) step(event.key);
      else if (event.key === 'Enter' && selected >= 0 && !isInCallers) zoom(selected);
      else if (event.key === 'Escape') {
        sandwiched = -1;
        rebuild();
      } else return;
      event.preventDefault();
    });
    find<HTMLInputElement>('search')?.addEventListener('input', (event) => search((event.target as HTMLInputElement).value));
    tools.addEventListener('submit', (event) => event.preventDefault());
    find('order')?.addEventListener('click', (event) => {
      isHeaviestFirst = !isHeaviestFirst;
      (event.currentTarget as HTMLElement).setAttribute('aria-pressed', String(isHeaviestFirst));
      rebuild();
    });
    find('idle')?.addEventListener('click', (event) => {
      hasIdle = !hasIdle;
      (event.currentTarget as HTMLElement).setAttribute('aria-pressed', String(hasIdle));
      rebuild();
    });
    find('sandwich')?.addEventListener('click', () => {
      const drawing = isInCallers && callers ? callers : walk;
      sandwiched = sandwiched >= 0 ? -1 : (drawing.frame[selected] ?? -1);
      rebuild();
    });
    find('reset')?.addEventListener('click', () => {
      sandwiched = -1;
      rebuild();
    });
    const refresh = (): void => {
      colours.clear();
      draw();
    };
    new ResizeObserver(refresh).observe(box);
    new MutationObserver(refresh).observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', refresh);

    tools.hidden = false;
    canvas.hidden = false;
    find('static')?.classList.add('flame-paper');
    const help = find('help');
    if (help) help.hidden = false;
    draw();
  };

  for (const box of document.querySelectorAll<HTMLElement>('[data-flame]')) start(box);
}
