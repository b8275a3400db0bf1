import type { SourcePlace } from './finding.ts';
import type { CallCounter } from './profile-activity.ts';
import type { FrameCategory, ProfileFrame, ProfileReport } from './profile-report.ts';

/**
 * What a profiler rule can ask for in `needs`. `profile` is always there; each of the others is a part of the report that some modes do not
 * collect, and a rule that needs a missing one is left out.
 */
export type EvidenceName =
  | 'profile'
  | 'counters'
  | 'waits'
  | 'series'
  | 'collections'
  | 'allocations'
  | 'promoted'
  | 'stretches'
  | 'packages'
  | 'spans'
  | 'callCounts'
  | 'deoptimizations'
  | 'megamorphic';

/**
 * What profiler rules read: the report without its findings, and the questions that most rules ask of it. A package types its rules as
 * `Rule<ProfileEvidence>` and gives them through its plugin; it need not know the profiler.
 */
export interface ProfileEvidence {
  /** `findings` is empty while rules run. */
  readonly profile: ProfileReport;
  /** Lines of source on which samples fell, most first, with their text. Lines of Node.js itself have none and are left out. */
  readonly hotLines: readonly HotLine[];
  /** Samples of inlined functions that one line of several took: each group holds the lines that can be meant, each with all of the samples. */
  readonly ambiguousLines: readonly (readonly HotLine[])[];
  /** Share of the busy samples in and below the outermost frames that `isWanted` names; nested ones count once. */
  shareBelow(isWanted: (frame: ProfileFrame) => boolean): SampleShare;
  /** Share of the busy samples on lines that `isWanted` names: what the lines themselves do and builtins they call that have no frame. */
  shareOnLines(isWanted: (line: HotLine) => boolean): SampleShare;
  /** The counter of that name; all zero when it was never called. */
  counter(name: string): CallCounter;
  /** Counters whose name matches, most calls first. */
  countersLike(pattern: RegExp): readonly CallCounter[];
  /** Text of one line of a source file of the program, trimmed; `''` when it cannot be read. */
  sourceText(file: string, line: number): string;
  /** Wilson's 95 % interval of `hits` of `count`. */
  interval(hits: number, count: number): readonly [low: number, high: number];
}

/** One line of source with its samples. */
export interface HotLine {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Trimmed. */
  readonly text: string;
  /** The function whose own samples these are. */
  readonly function: string;
  readonly category: FrameCategory;
  /** Self samples of all threads. */
  readonly samples: number;
  /** Of the busy samples, 0–1. */
  readonly share: number;
  /** Whether the line stands in a loop, or in a function that is handed to an array method, as the source tells. */
  readonly isInLoop: boolean;
  /** What of it has no frame of its own, as the source tells; empty where the source is not JavaScript, or little time is spent in the file. */
  readonly operations: readonly LineOperation[];
}

/** Something that a line of source does and whose time falls on the line: a built-in that is called, an error that is made, a copy by spread. */
export interface LineOperation {
  /**
   * What is called, aliases followed: `JSON.parse` for `parse(text)` after `const { parse } = JSON`; a method by what it is called on,
   * `rows.find`. Or what the shape of the source tells, with a colon: `shape:search` looks in an array for one value, `shape:array-head`
   * takes from the start of one, `shape:copy-all` copies all that was gathered so far, `shape:json-clone` copies through text,
   * `shape:rebuild` reads or cuts a string that grows, `shape:make-error` makes an error, `shape:error-class` and
   * `shape:error-constructor` are what it is made by, `shape:await` awaits a promise,
   * `shape:async-step` is where an async function begins or ends, `shape:allocate` makes something on the heap,
   * `shape:retain` keeps something in a collection that nothing is taken out of.
   */
  readonly name: string;
  /** The line to edit, where the time falls on others too. */
  readonly line: number;
  /** Whether it is repeated by a loop around it, or by an array method that calls it. */
  readonly isInLoop: boolean;
}

/** How much of a program's busy samples something takes. */
export interface SampleShare {
  /** 0–1. */
  readonly share: number;
  /** Wilson's 95 % interval of the share. */
  readonly interval: readonly [low: number, high: number];
  readonly samples: number;
  /** All samples in which a thread was not idle. */
  readonly busySamples: number;
  /** Lines of the program (not of its packages, where there are any) that led there, most samples first, at most 10. */
  readonly places: readonly SampledPlace[];
}

/** A place in the program and the samples it is answerable for. */
export interface SampledPlace extends SourcePlace {
  readonly samples: number;
}
