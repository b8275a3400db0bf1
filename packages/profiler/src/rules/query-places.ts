import type { ProfileEvidence, SourcePlace, Wait } from '@nsi/core/report';
import { textPlace } from './text-place.ts';

const leastLength = 12;
const mostLength = 40;

/** Where a query is made: by its stacks, or where a pool made them before it was free, by its text in the program. */
export function queryPlaces({ peer, places = [] }: Wait, evidence: ProfileEvidence): readonly SourcePlace[] {
  const [start = ''] = peer.slice(peer.indexOf(' ') + 1).split('?');
  const own = places.filter(({ file }) => !/[\\/]node_modules[\\/]/.test(file));
  if (own.length > 0 || start.trim().length < leastLength) return own;
  const words = start.trim().slice(0, mostLength).trim().split(' ');
  return textPlace(
    new RegExp(words.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join(String.raw`\s+`)),
    evidence,
  );
}
