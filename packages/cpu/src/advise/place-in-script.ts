import type { SourcePlace } from '@nsi/core/report';
import type { SyntaxNode } from '../drivers/acorn.ts';
import type { Script } from './read-script.ts';

/** Where a node stands, counted from 1. */
export function placeInScript({ file, text }: Script, { start }: SyntaxNode): SourcePlace {
  const before = text.slice(0, start);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { file, line: before.split('\n').length, column: start - lineStart + 1 };
}

/** The node's text on one line, at most 100 characters. */
export function excerptOf({ text }: Script, { start, end }: SyntaxNode): string {
  const line = text.slice(start, end).replace(/\s+/g, ' ').trim();
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}
