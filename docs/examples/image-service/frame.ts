import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A part of a frame and its mean colour. */
export interface Region {
  readonly left: number;
  readonly top: number;
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

/** What is told about a frame. */
export interface FrameDescription {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly regions: readonly Region[];
}

/** A frame in a folder: raw samples in one file, and what is known about it. */
export interface Frame {
  /** Red, green and blue by turns, a byte each, row by row. */
  readonly file: string;
  readonly description: FrameDescription;
}

/** The frame that `develop.ts` left in a folder. */
export function frameIn(folder: string): Frame {
  const description = JSON.parse(readFileSync(join(folder, 'frame.json'), 'utf8')) as FrameDescription;
  return { file: join(folder, 'frame.raw'), description };
}
