import type { CallCounter } from '@nsi/core/report';
import { formatBytes, formatCount } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleMatch } from './define-rule.ts';
import { sizeHistogram } from './size-histogram.ts';

const leastWrites = 500;
const leastPerTurn = 5;
const mostBytes = 1024;
const leastShare = 0.05;
/** Worth a look whatever they take here: each is a packet, and work for the network and the peer. */
const manyWrites = 5000;

interface PacketsMatch extends RuleMatch {
  readonly writes: number;
  readonly perTurn: number;
  readonly meanBytes: number;
  readonly written: CallCounter;
}

/** A message goes out in many pieces, each with a system call and a packet of its own. */
export const nodelaySmall: ProfileRule = defineRule<PacketsMatch>({
  id: 'nodelay-small',
  needs: ['counters'],
  summary:
    'At least 500 writes to sockets, 5 or more a turn, of less than 1 KiB in the mean, take 5 % of the busy samples or more; from 5,000 on a hint whatever they take.',
  specificity: 2,
  test(evidence) {
    const written = evidence.counter('net.Socket.write');
    const { count, repeatCount = 0, bytes, places } = written;
    const meanBytes = bytes / Math.max(1, count);
    const perTurn = count / Math.max(1, count - repeatCount);
    const share = evidence.shareBelow(
      ({ name, file }) => /^write(?:Utf8String|Latin1String|AsciiString|Buffer|v)?$/.test(name) && isStream(file),
    );
    if (count < leastWrites || perTurn < leastPerTurn || meanBytes >= mostBytes) return undefined;
    const isBusy = share.interval[0] >= leastShare;
    if (!isBusy && count < manyWrites) return undefined;
    return {
      certainty: isBusy ? 'certain' : 'hint',
      message: `${formatCount(count)} writes to sockets, ${perTurn.toFixed(0)} a turn, of ${formatBytes(meanBytes)} each.`,
      where: places,
      signal: { name: 'writes a turn', value: perTurn, unit: 'count', threshold: leastPerTurn, sampleCount: count },
      gain: { share: share.share * (1 - 1 / perTurn), of: 'cpu' },
      writes: count,
      perTurn,
      meanBytes,
      written,
    };
  },
  evidence: ({ writes, perTurn, meanBytes, written }) => [
    { label: 'writes', value: writes, unit: 'count' },
    { label: 'writes a turn', value: perTurn, unit: 'count' },
    { label: 'mean size', value: meanBytes, unit: 'bytes' },
    ...sizeHistogram([written]),
  ],
  fix: {
    diff: '+socket.cork();\n for (const field of fields) socket.write(field);\n+process.nextTick(() => socket.uncork()); // or join the pieces: one write',
    whenNot: 'the peer should see each piece as soon as it is there.',
  },
});

function isStream(file: string): boolean {
  return file === '' || file === 'node:internal/streams/writable' || file === 'node:net';
}
