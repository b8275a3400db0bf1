import type { CallTree, ProfileFrame } from '@nsi/core/report';

/** A call tree that grows: equal children of one row are one row. */
export interface TreeBuilder {
  /** Index of an equal frame. */
  frame(frame: ProfileFrame): number;
  /** Row of the child of `parent` with that frame; −1 is above the root. */
  child(parent: number, frame: number): number;
  /** Adds samples to a row, on a line of its file; 0 for none. */
  add(row: number, line: number, samples: number): void;
  readonly frames: readonly ProfileFrame[];
  readonly parent: readonly number[];
  readonly frameOf: readonly number[];
  /** Samples of each row by line. */
  readonly ticks: readonly ReadonlyMap<number, number>[];
  finish(): CallTree;
}

export function createTreeBuilder(): TreeBuilder {
  const frames: ProfileFrame[] = [];
  const frameIndex = new Map<string, number>();
  const parent: number[] = [];
  const frameOf: number[] = [];
  const ticks: Map<number, number>[] = [];
  const children = new Map<string, number>();
  return {
    frames,
    parent,
    frameOf,
    ticks,
    frame(frame) {
      const key = `${frame.name}\n${frame.file}\n${frame.line}\n${frame.column}\n${frame.category}`;
      let index = frameIndex.get(key);
      if (index === undefined) {
        index = frames.push(frame) - 1;
        frameIndex.set(key, index);
      }
      return index;
    },
    child(above, frame) {
      const key = `${above} ${frame}`;
      let row = children.get(key);
      if (row === undefined) {
        row = parent.push(above) - 1;
        frameOf.push(frame);
        ticks.push(new Map());
        children.set(key, row);
      }
      return row;
    },
    add(row, line, samples) {
      const own = ticks[row] as Map<number, number>;
      own.set(line, (own.get(line) ?? 0) + samples);
    },
    finish() {
      const self = ticks.map((own) => own.values().reduce((sum, samples) => sum + samples, 0));
      const total = [...self];
      // A caller's row stands before those it calls.
      for (let row = total.length - 1; row > 0; row--) {
        const above = parent[row] as number;
        if (above >= 0) total[above] = (total[above] as number) + (total[row] as number);
      }
      return { parent, frame: frameOf, self, total };
    },
  };
}
