import type { HotLine, ProfileEvidence, ProfileFrame } from '@nsi/core/report';

/** A function of the program and what it takes by itself. */
export interface FunctionHeat {
  readonly frame: ProfileFrame;
  /** Self samples, those that are likely its own with them. */
  readonly samples: number;
  /** Those that another function may have taken. */
  readonly ambiguous: number;
  /** Samples by line, most first. */
  readonly lines: readonly (readonly [line: number, samples: number])[];
  readonly callCount?: number;
}

/** Functions of the program and its packages, most samples first. Samples of inlined functions that cannot be told apart go where they are likely from, or nowhere. */
export function functionHeat({ profile: { functions = [], frames }, ambiguousLines }: ProfileEvidence): readonly FunctionHeat[] {
  const likely = ambiguousLines.flatMap((group) => likelyLine(group) ?? []);
  return functions
    .flatMap(({ frame: index, self, lines, ambiguous = [], callCount }) => {
      const frame = frames[index] as ProfileFrame;
      if (frame.category !== 'app' && frame.category !== 'dependency') return [];
      const own = likely.filter((line) => line.file === frame.file && line.function === frame.name);
      const added = sum(own);
      return {
        frame,
        samples: self - sum(ambiguous) + added,
        ambiguous: added,
        lines: [...lines, ...own.map(({ line, samples }) => [line, samples] as const)].toSorted((left, right) => right[1] - left[1]),
        ...(callCount === undefined ? {} : { callCount }),
      };
    })
    .toSorted((left, right) => right.samples - left.samples);
}

/** Of lines that run as often as their functions are called, and one in a loop, the one in the loop is hot. */
function likelyLine(group: readonly HotLine[]): HotLine | undefined {
  const looping = group.filter(({ isInLoop }) => isInLoop);
  return looping.length === 1 ? looping[0] : undefined;
}

function sum(all: readonly { readonly samples: number }[]): number {
  return all.reduce((total, { samples }) => total + samples, 0);
}
