import { isAbsolute } from 'node:path';
import type { AmbiguousSamples, CallTree, ProfileFrame, SourcePlace } from '@nsi/core/report';
import type { RawCallFrame, RawNode, RawSegment, RawThread } from '../collector/raw-profile.ts';
import { operationsIn, wholeLength } from '../source/calls-on.ts';
import { importedFile, withImportedFiles } from '../source/imported-files.ts';
import { indexOfShape } from '../source/shape-index.ts';
import { compiledFormOf, type SourceFiles } from '../source/source-files.ts';
import type { SourceMaps } from '../source/source-maps.ts';
import { fileOfUrl } from './file-of-url.ts';
import { categoryOf } from './frame-category.ts';
import { findCompiledFiles } from './find-compiled-files.ts';
import { createInlineResolver, keyOf, type PlacedFunction } from './resolve-inlined.ts';
import { createTreeBuilder, type TreeBuilder } from './tree-builder.ts';

/** All segments of one thread, in order. */
export interface ThreadProfile {
  readonly thread: RawThread;
  readonly segments: readonly RawSegment[];
}

/** The samples of all threads as one tree. */
export interface MergedProfile {
  readonly frames: readonly ProfileFrame[];
  readonly callTree: CallTree;
  /** Samples of each row by line. */
  readonly ticks: readonly ReadonlyMap<number, number>[];
  /** Row of each thread, in the order given. */
  readonly threadRows: readonly number[];
  /** Row that each node of each segment became, by node id: for reading the samples in order of time. */
  readonly rowsById: ReadonlyMap<RawSegment, ReadonlyMap<number, number>>;
  /** Functions that a function was inlined into: frame to frames. */
  readonly inlinedInto: ReadonlyMap<number, ReadonlySet<number>>;
  /** Samples of inlined functions that could not be told apart, by the frame they stay with. */
  readonly unresolved: ReadonlyMap<number, number>;
  /** Those of them for which it is known which lines can be meant, by the frame they stay with and by line. */
  readonly ambiguous: ReadonlyMap<number, ReadonlyMap<number, AmbiguousSamples>>;
  /** Samples in the collector itself. */
  readonly ownSamples: number;
  /** Files whose text on disk is not what ran: a loader compiled them, and their lines are those of the compiled form. */
  readonly compiledFiles: ReadonlySet<string>;
}

export interface MergeOptions {
  readonly sources: SourceFiles;
  readonly maps: SourceMaps;
}

const noLines: ReadonlySet<number> = new Set();
const none: ReadonlyMap<string, PlacedFunction> = new Map();
/** Self samples of a file from which on it is parsed. */
const leastSamples = 3;

/** Merges threads into one tree: positions are those of the written source, inlined functions are put right, the collector is taken out. */
export function mergeThreads(threads: readonly ThreadProfile[], { sources, maps }: MergeOptions): MergedProfile {
  const builder = createTreeBuilder();
  const root = builder.child(-1, builder.frame({ name: '(root)', file: '', line: 0, column: 0, category: 'node' }));
  const inlinedInto = new Map<number, Set<number>>();
  const unresolved = new Map<number, number>();
  const ambiguous = new Map<number, Map<number, AmbiguousSamples>>();
  const rowsById = new Map<RawSegment, ReadonlyMap<number, number>>();
  // What a loader compiled is looked at as it ran.
  const generatedOf = (url: string): string => {
    const file = fileOfUrl(url);
    return sources.hasCompiled(file) ? compiledFormOf(file) : file;
  };
  const fileSamples = samplesByFile(threads, generatedOf);
  const compiledFiles = findCompiledFiles(threads, sources, fileSamples);
  const resolver = createInlineResolver({
    files: [...new Set([...withImportedFiles(fileSamples.keys(), sources), ...sources.unfolded])],
    fileOf: (file, path) => importedFile(sources, file, path),
    unfoldedAt: unfoldedLines(sources),
    lineCount: (file) => sources.lines(file).length,
    shapeOf: (file) => sources.shape(file),
    mentions: (file, word) => sources.mentions(file, word),
    seenCallees: (caller) => (calls ??= seenCalls()).get(keyOf(caller)) ?? none,
    tickedLines: (charged) => (ticked ??= chargedLines()).get(keyOf(charged)) ?? noLines,
    // A bundle imports nothing from files beside it: there its names alone tell.
    callsOf: ({ file, index }) => (sources.javaScript(file).length > wholeLength ? [] : operationsIn(sources, file).inFunction(index)),
  });
  // A file without samples of its own is not worth parsing: where its functions start, V8 tells.
  const isParsed = (file: string): boolean => (fileSamples.get(file) ?? 0) >= leastSamples && !compiledFiles.has(file);
  let ownSamples = 0;
  let ticked: ReadonlyMap<string, ReadonlySet<number>> | undefined;
  let calls: ReadonlyMap<string, ReadonlyMap<string, PlacedFunction>> | undefined;

  const threadRows = threads.map(({ thread, segments }) => {
    const row = threads.length === 1 ? root : builder.child(root, builder.frame(threadFrame(thread)));
    const isRight = Number(/^v(\d+)/.exec(thread.nodeVersion)?.[1] ?? 0) >= 26;
    for (const segment of segments) if (segment.cpu) rowsById.set(segment, mergeSegment(segment.cpu.nodes, row, thread, isRight));
    return row;
  });
  return {
    frames: builder.frames,
    callTree: builder.finish(),
    ticks: builder.ticks,
    threadRows,
    rowsById,
    inlinedInto,
    unresolved,
    ambiguous,
    ownSamples,
    compiledFiles,
  };

  /** Who was seen calling whom. */
  function seenCalls(): ReadonlyMap<string, ReadonlyMap<string, PlacedFunction>> {
    const found = new Map<string, Map<string, PlacedFunction>>();
    const placeOf = ({ callFrame }: RawNode): PlacedFunction | undefined => {
      const file = generatedOf(callFrame.url);
      return fileSamples.has(file) && !compiledFiles.has(file)
        ? resolver.functionAt(file, callFrame.lineNumber + 1, callFrame.columnNumber + 1)
        : undefined;
    };
    for (const { cpu } of threads.flatMap(({ segments }) => segments)) {
      const byId = new Map((cpu?.nodes ?? []).map((node) => [node.id, node]));
      for (const node of cpu?.nodes ?? []) {
        const caller = (node.children?.length ?? 0) > 0 ? placeOf(node) : undefined;
        if (!caller) continue;
        const callees = found.get(keyOf(caller)) ?? new Map<string, PlacedFunction>();
        found.set(keyOf(caller), callees);
        for (const id of node.children ?? []) {
          const child = byId.get(id);
          const callee = child && placeOf(child);
          if (callee) callees.set(keyOf(callee), callee);
        }
      }
    }
    return found;
  }

  /** Lines of the ticks that V8 charged to each function. */
  function chargedLines(): ReadonlyMap<string, ReadonlySet<number>> {
    const found = new Map<string, Set<number>>();
    for (const { callFrame, positionTicks = [] } of threads.flatMap(({ segments }) => segments.flatMap(({ cpu }) => cpu?.nodes ?? []))) {
      const file = generatedOf(callFrame.url);
      const charged =
        positionTicks.length > 0 && isParsed(file)
          ? resolver.functionAt(file, callFrame.lineNumber + 1, callFrame.columnNumber + 1)
          : undefined;
      if (!charged) continue;
      const lines = found.get(keyOf(charged)) ?? new Set<number>();
      found.set(keyOf(charged), lines);
      for (const { line } of positionTicks) lines.add(line);
    }
    return found;
  }

  function mergeSegment(nodes: readonly RawNode[], top: number, { collector }: RawThread, isRight: boolean): ReadonlyMap<number, number> {
    const rows = new Map<number, number>();
    const byId = new Map(nodes.map((node) => [node.id, node]));
    const waiting: (readonly [node: RawNode, above: number])[] = nodes[0] ? [[nodes[0], -1]] : [];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [node, above] = next;
      const isOwn = collector !== '' && fileOfUrl(node.callFrame.url).startsWith(collector);
      const row = above < 0 ? top : isOwn ? above : builder.child(above, builder.frame(frameOf(node.callFrame)));
      rows.set(node.id, row);
      if (isOwn) ownSamples += node.hitCount ?? 0;
      else addTicks(node, row, isRight);
      for (const id of node.children ?? []) {
        const child = byId.get(id);
        if (child) waiting.push([child, row]);
      }
    }
    return rows;
  }

  function addTicks({ callFrame, hitCount = 0, positionTicks = [] }: RawNode, row: number, isRight: boolean): void {
    const file = generatedOf(callFrame.url);
    const charged =
      isRight || hitCount === 0 || !isParsed(file)
        ? undefined
        : resolver.functionAt(file, callFrame.lineNumber + 1, callFrame.columnNumber + 1);
    // No function of the source begins where V8 says that this one does: a class has a constructor without writing one, and its line is its own.
    const isImplied =
      charged !== undefined &&
      (charged.index === 0 ? !/^(?:\(anonymous\))?$/.test(callFrame.functionName) : charged.range.firstLine !== callFrame.lineNumber + 1);
    let rest = hitCount;
    for (const { line, ticks } of positionTicks) {
      rest -= ticks;
      const isOwn = !charged || (isImplied && line === callFrame.lineNumber + 1);
      const placement = isOwn ? [] : resolver.place(charged, line);
      if (placement === 'unresolved' || placement === 'same line') {
        const own = builder.frameOf[row] as number;
        unresolved.set(own, (unresolved.get(own) ?? 0) + ticks);
        builder.add(row, placement === 'unresolved' ? 0 : originalLine(file, line, charged), ticks);
        if (placement === 'unresolved' && charged) addAmbiguous(own, charged, line, ticks);
        continue;
      }
      const at = placement.reduce((above, step) => inlinedRow(builder, above, step), row);
      builder.add(at, originalLine(file, line, placement.at(-1) ?? charged), ticks);
    }
    if (rest > 0) builder.add(row, 0, rest);
  }

  function addAmbiguous(frame: number, charged: PlacedFunction, line: number, ticks: number): void {
    const byLine = ambiguous.get(frame) ?? new Map<number, AmbiguousSamples>();
    ambiguous.set(frame, byLine);
    const known = byLine.get(line);
    const candidates = known?.candidates ?? resolver.candidates(charged, line).map((one) => placeOn(one, line));
    byLine.set(line, { samples: (known?.samples ?? 0) + ticks, candidates });
  }

  function placeOn(one: PlacedFunction, line: number): SourcePlace {
    const { file, name } = frameOfFunction(one);
    return { file, line: originalLine(one.file, line, one), function: name };
  }

  function inlinedRow(tree: TreeBuilder, above: number, step: PlacedFunction): number {
    const frame = tree.frame(frameOfFunction(step));
    const into = inlinedInto.get(frame) ?? new Set();
    into.add(tree.frameOf[above] as number);
    inlinedInto.set(frame, into);
    return tree.child(above, frame);
  }

  function frameOfFunction({ file, range }: PlacedFunction): ProfileFrame {
    return frameOf({ functionName: range.name, scriptId: '', url: file, lineNumber: range.firstLine - 1, columnNumber: range.firstColumn });
  }

  function originalLine(charged: string, line: number, known: PlacedFunction | undefined): number {
    const { file = charged, range } = known ?? {};
    return maps.originalLine({
      file,
      line,
      from: range?.firstLine === line ? range.firstColumn : 0,
      to: range?.lastLine === line ? range.lastColumn : Infinity,
    });
  }

  function frameOf({ functionName, url, lineNumber, columnNumber }: RawCallFrame): ProfileFrame {
    const generated = generatedOf(url);
    const category = categoryOf(functionName, generated);
    const known = isParsed(generated) ? resolver.functionAt(generated, lineNumber + 1, columnNumber + 1) : undefined;
    // One function has one start, whether V8 or the source told it.
    const [line, column] = known ? [known.range.firstLine, known.range.firstColumn + 1] : [lineNumber + 1, columnNumber + 1];
    const { file, ...position } = maps.original({ file: generated, line: Math.max(0, line), column: Math.max(0, column) });
    // A bundler may have shortened the name: the source has the right one.
    const written = file === generated ? known : resolver.functionAt(file, position.line, position.column);
    const hasName = written !== undefined && written.range.name !== '' && written.range.firstLine === position.line;
    return {
      name: file !== generated && hasName ? written.range.name : functionName || (known?.range.name ?? ''),
      file,
      line: position.line,
      column: position.column,
      category: file === generated ? category : categoryOf(functionName, file),
    };
  }
}

/** The innermost functions on a line of the files that were unfolded; undefined where none was. */
function unfoldedLines(sources: SourceFiles): (line: number) => readonly (readonly [file: string, index: number])[] | undefined {
  if (sources.unfolded.size === 0) return () => undefined;
  const first = new Map([...sources.unfolded].map((file) => [file, sources.lines(file).findIndex((line) => line !== '') + 1]));
  return (line) =>
    [...first].flatMap(([file, firstLine]) => {
      // The last line is the map.
      if (line < firstLine || line >= sources.lines(file).length) return [];
      // At its end: a method begins behind its name.
      const index = indexOfShape(sources.shape(file)).innermostAt(line, sources.lines(file)[line - 1]?.length ?? 0);
      return index < 0 ? [] : [[file, index] as const];
    });
}

function threadFrame({ pid, threadId, name }: RawThread): ProfileFrame {
  return {
    name: threadId === 0 ? `main thread of ${pid} ${name}` : `worker ${threadId} of ${pid}`,
    file: '',
    line: 0,
    column: 0,
    category: 'node',
  };
}

/** Self samples of each file that ran; the collector's own are left out. */
function samplesByFile(threads: readonly ThreadProfile[], generatedOf: (url: string) => string): ReadonlyMap<string, number> {
  const samples = new Map<string, number>();
  for (const { thread, segments } of threads) {
    for (const { callFrame, hitCount = 0 } of segments.flatMap(({ cpu }) => cpu?.nodes ?? [])) {
      const file = generatedOf(callFrame.url);
      const isFile = isAbsolute(file) && !(thread.collector !== '' && file.startsWith(thread.collector));
      if (isFile) samples.set(file, (samples.get(file) ?? 0) + hitCount);
    }
  }
  return samples;
}
