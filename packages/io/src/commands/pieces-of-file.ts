import { open } from 'node:fs/promises';
import type { CommandCall } from '@nsi/core/cli';
import { formatBytes } from './format-bytes.ts';

const pieceBytes = 1 << 20;

/** A file piece by piece, saying how far it is. Each piece is valid until the next is asked for. */
export async function* piecesOfFile(
  path: string,
  signal: AbortSignal,
  progress: CommandCall['progress'],
): AsyncGenerator<Uint8Array, void, undefined> {
  await using file = await open(path);
  const piece = Buffer.allocUnsafeSlow(pieceBytes);
  for (let position = 0; ;) {
    signal.throwIfAborted();
    const { bytesRead } = await file.read(piece, 0, pieceBytes, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    progress({ text: `packing ${path}, ${formatBytes(position)}` });
    yield piece.subarray(0, bytesRead);
  }
}
