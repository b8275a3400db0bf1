import type { Integrity } from '@nsi/core/report';

/** What the check of a variant's output says, and how it is marked. */
export interface IntegrityWords {
  readonly kind: 'same' | 'differs' | 'unchecked';
  readonly words: string;
}

/** `same` where the outputs agree; otherwise where they differ first, with both values. */
export function integrityWords(integrity: Integrity | undefined): IntegrityWords {
  if (integrity?.status === 'ok') return { kind: 'same', words: 'same output' };
  if (integrity?.status !== 'failed') return { kind: 'unchecked', words: 'not checked' };
  const { difference } = integrity;
  if (!difference) return { kind: 'differs', words: 'output differs' };
  return {
    kind: 'differs',
    words: `differs at ${shortened(difference.at)}: expected ${shortened(difference.expected)}, got ${shortened(difference.actual)}`,
  };
}

const longest = 60;

function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
