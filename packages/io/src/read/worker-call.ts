import type { FileFailure } from './file-failure.ts';
import type { PackBounds } from './pack-files.ts';
import type { PackedFiles } from './packed-files.ts';
import type { PackedPaths } from './packed-paths.ts';
import type { WalkMessage, WalkReply } from '../walk/walk-message.ts';

/** What the file worker is asked. */
export type WorkerRequest = ReadRequest | StatRequest | WalkMessage;

interface ReadRequest extends PackBounds {
  readonly kind: 'read';
  readonly paths: PackedPaths;
}

interface StatRequest {
  readonly kind: 'stat';
  readonly paths: PackedPaths;
  readonly followLinks: boolean;
}

/** Figures of many files, in columns, in a form that crosses threads. */
export interface StatReply {
  readonly columns: Float64Array<ArrayBuffer>;
  readonly failures: readonly FileFailure[];
}

/** What each request is answered with. */
export interface WorkerReplies {
  readonly read: PackedFiles;
  readonly stat: StatReply;
  readonly walk: WalkReply;
}

/** A request with what the answer is found by, and a flag that the asking side sets when it no longer wants it. */
export interface WorkerEnvelope {
  readonly id: number;
  readonly request: WorkerRequest;
  readonly cancelled?: Int32Array<SharedArrayBuffer>;
}

/** An answer, or why there is none. */
export interface WorkerAnswer {
  readonly id: number;
  readonly reply?: WorkerReplies[keyof WorkerReplies];
  readonly fault?: Error;
}
