import type { Transferable } from 'node:worker_threads';
import type { PlacedCall, Placement } from '../drivers/piscina.ts';
import type { Waiting } from './fair-queue.ts';
import type { SideMessage, WireAnswer, WireKind } from './wire.ts';

/** A call to a worker thread, before it has a slot. */
export interface Call {
  readonly kind: WireKind;
  readonly module: string;
  readonly task: string;
  readonly argument: unknown;
  readonly more?: number;
  readonly last?: number;
}

/** Whether a call runs several items one after the other. */
export function isBatch({ kind }: Call): boolean {
  return kind === 'batch' || kind === 'lines';
}

/** How a call waits, and what is told about it. */
export interface CallOptions {
  readonly key?: string | undefined;
  readonly priority?: number | undefined;
  /** Milliseconds since the epoch. */
  readonly deadline?: number | undefined;
  /** Of a batch: for each item. */
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly transfer?: readonly Transferable[] | undefined;
  readonly placement?: Placement | undefined;
  /** Progress and chunks, in order. */
  readonly onSide?: ((message: SideMessage) => void) | undefined;
  /** Called when no thread works on it any more, or ever will. */
  readonly onLanded?: (() => void) | undefined;
  /** Whether the pool bounds it by other means: it waits whatever `queue.max` says. */
  readonly isInner?: boolean;
}

/** A call that waits or runs. */
export interface Ticket {
  /** Resolves to what the task returned; of a batch, also to `LostBatch`. */
  readonly answer: Promise<unknown>;
  /** Whether it was handed to a thread. */
  readonly hasStarted: boolean;
  /** Rejects with `reason`, and asks the thread to stop. */
  cancel(reason: unknown): void;
  /** Says that a chunk of its stream was consumed. */
  credit(): void;
}

/** A batch whose thread was lost while `lost` ran: no result of it is left. */
export interface LostBatch {
  readonly lost: number;
  readonly error: unknown;
}

/** A call on its way through the pool. */
export interface Flight extends Waiting {
  readonly call: Call;
  readonly options: CallOptions;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
  readonly submittedAt: number;
  readonly serial: number;
  placement: Placement | undefined;
  /** -1 until it starts. */
  slot: number;
  startedAt: number;
  placed: PlacedCall | undefined;
  isSettled: boolean;
  /** Whether its slot is free again. */
  hasLanded: boolean;
  answer: WireAnswer | undefined;
  sidesSeen: number;
  /** The value, when it came beside the answer. */
  value: unknown;
  /** Why its thread is being ended. */
  reason: unknown;
  timers: Set<NodeJS.Timeout> | undefined;
}
