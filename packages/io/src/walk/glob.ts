import { describe } from '@nsi/core';
import { ioError } from '../errors.ts';

/** Where matches of a glob can lie. */
export interface GlobBase {
  /** Folder that holds all of them; empty for the root. */
  readonly folder: string;
  /** Depth below which there are none; 1 is the root's own entries. */
  readonly maxDepth: number;
}

/** Globs as one expression over paths with slashes, and where their matches can lie. */
export interface CompiledGlobs {
  readonly expression: RegExp;
  readonly bases: readonly GlobBase[];
}

const mostAlternatives = 1024;
const magic = /[*?[\]{}\\]/;

/**
 * Compiles globs: `*` and `?` within a name, `**` over folders (none included), `[a-z]`, `[!a-z]`, `{one,two}`, `\` before a character that
 * is meant as such. They match a whole path; dots are characters like any other; a `/**` at the end takes in the folder itself. Throws
 * `NSI_IO_WALK_OPTION` for a glob that is empty, absolute, or stands for more than 1024.
 */
export function compileGlobs(globs: readonly string[]): CompiledGlobs {
  const plain = globs.flatMap((glob) => expandBraces(checkedGlob(glob)));
  if (plain.length > mostAlternatives)
    throw ioError('NSI_IO_WALK_OPTION', `expected at most ${mostAlternatives} globs, got ${plain.length}`);
  return { expression: new RegExp(`^(?:${plain.map(sourceOf).join('|')})$`, 'us'), bases: plain.map(baseOf) };
}

function checkedGlob(glob: string): string {
  const normal = glob.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
  if (normal !== '' && !normal.startsWith('/') && !normal.includes('\0')) return normal;
  throw ioError('NSI_IO_WALK_OPTION', `expected a glob relative to the root, such as \`src/**/*.ts\`, got ${describe(glob)}`);
}

/** `a{b,c{d,e}}` → `ab`, `acd`, `ace`. Braces without a comma stand for themselves. */
function expandBraces(glob: string): string[] {
  const finished: string[] = [];
  let open = [glob];
  while (open.length > 0) {
    if (open.length + finished.length > mostAlternatives) {
      throw ioError('NSI_IO_WALK_OPTION', `expected a glob of at most ${mostAlternatives} alternatives, got ${describe(glob)}`);
    }
    const next: string[] = [];
    for (const each of open) {
      const choices = firstBraces(each);
      if (choices) next.push(...choices);
      else finished.push(each);
    }
    open = next;
  }
  return finished;
}

function firstBraces(glob: string): string[] | undefined {
  for (let start = 0; start < glob.length; start++) {
    if (glob[start] === '\\') start += 1;
    else if (glob[start] === '{') {
      const choices = bracesAt(glob, start);
      if (choices) return choices;
    }
  }
  return undefined;
}

function bracesAt(glob: string, start: number): string[] | undefined {
  const commas: number[] = [];
  let depth = 0;
  for (let at = start; at < glob.length; at++) {
    const character = glob[at];
    if (character === '\\') at += 1;
    else if (character === '{') depth += 1;
    else if (character === ',' && depth === 1) commas.push(at);
    else if (character === '}' && --depth === 0) {
      if (commas.length === 0) return undefined;
      const edges = [start, ...commas, at];
      return edges
        .slice(1)
        .map((edge, place) => glob.slice(0, start) + glob.slice((edges[place] as number) + 1, edge) + glob.slice(at + 1));
    }
  }
  return undefined;
}

function sourceOf(glob: string): string {
  const segments = glob.split('/').filter((segment, index, all) => segment !== '' && !(segment === '**' && all[index - 1] === '**'));
  let source = '';
  let separator = '';
  for (const [index, segment] of segments.entries()) {
    if (segment !== '**') {
      source += separator + segmentSource(segment);
      separator = '/';
    } else if (index < segments.length - 1) {
      source += `${separator}(?:[^/]+/)*`;
      separator = '';
    } else source += index === 0 ? '.*' : '(?:/.*)?';
  }
  return source;
}

function segmentSource(segment: string): string {
  let source = '';
  for (let at = 0; at < segment.length; at++) {
    const character = segment[at] as string;
    if (character === '*') {
      if (segment[at - 1] !== '*') source += '[^/]*';
    } else if (character === '?') source += '[^/]';
    else if (character === '[') {
      const end = classEnd(segment, at);
      source += end < 0 ? '\\[' : classSource(segment.slice(at + 1, end));
      if (end > 0) at = end;
    } else if (character === '\\' && at + 1 < segment.length) source += escaped(segment[++at] as string);
    else source += escaped(character);
  }
  return source;
}

function classEnd(segment: string, start: number): number {
  const first = /[!^]/.test(segment[start + 1] ?? '') ? start + 2 : start + 1;
  return segment.indexOf(']', first + 1);
}

function classSource(inside: string): string {
  const isNegated = /^[!^]/.test(inside);
  const members = (isNegated ? inside.slice(1) : inside).replaceAll(/[\\\]^[]/g, '\\$&');
  return isNegated ? `[^/${members}]` : `(?!/)[${members}]`;
}

function escaped(character: string): string {
  return character.replace(/[$()*+./?[\\\]^{|}-]/, (special) => (special === '-' ? '-' : `\\${special}`));
}

function baseOf(glob: string): GlobBase {
  const segments = glob.split('/').filter((segment) => segment !== '');
  const firstMagic = segments.findIndex((segment) => magic.test(segment));
  const folders = firstMagic < 0 ? segments.slice(0, -1) : segments.slice(0, Math.min(firstMagic, segments.length - 1));
  return { folder: folders.join('/'), maxDepth: segments.includes('**') ? Infinity : segments.length };
}
