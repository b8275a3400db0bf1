import { parentPort, type MessagePort } from 'node:worker_threads';
import { answerWalk } from '../walk/walk-worker.ts';
import { packFiles } from './pack-files.ts';
import { unpackPaths } from './packed-paths.ts';
import { statSyncMany } from './stat-columns.ts';
import type { StatReply, WorkerAnswer, WorkerEnvelope } from './worker-call.ts';
import type { PackedFiles } from './packed-files.ts';
import type { WalkReply } from '../walk/walk-message.ts';

// This thread imports no more than it needs: it is started in the midst of a program's work.
const port = parentPort as MessagePort;
port.on('message', (envelope: WorkerEnvelope) => void answer(envelope));

async function answer(envelope: WorkerEnvelope): Promise<void> {
  const { id } = envelope;
  try {
    const reply = await replyTo(envelope);
    port.postMessage({ id, reply } satisfies WorkerAnswer, transferOf(reply));
  } catch (fault) {
    port.postMessage({ id, fault: fault as Error } satisfies WorkerAnswer);
  }
}

function replyTo({ request, cancelled }: WorkerEnvelope): PackedFiles | StatReply | WalkReply | Promise<PackedFiles> {
  const isCancelled = (): boolean => cancelled !== undefined && Atomics.load(cancelled, 0) !== 0;
  if (request.kind === 'read') return packFiles(unpackPaths(request.paths), request, isCancelled);
  if (request.kind === 'stat') return statSyncMany(unpackPaths(request.paths), request.followLinks, isCancelled);
  return answerWalk(request);
}

function transferOf(reply: PackedFiles | StatReply | WalkReply): ArrayBuffer[] {
  if ('slabs' in reply) return [...reply.slabs, reply.table.buffer];
  if ('columns' in reply) return [reply.columns.buffer];
  return reply.batches.map(({ ends }) => ends.buffer);
}
