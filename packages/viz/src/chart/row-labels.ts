import { fitText } from '../text-width/fit-text.ts';
import { textWidth } from '../text-width/text-width.ts';
import { cleanText, isolated } from './clean-text.ts';

export const labelSize = 12;

/** Names as they stand beside the drawing: printable, no wider than `maxWidth`, no two alike. */
export function rowLabels(names: readonly string[], maxWidth: number): readonly string[] {
  const taken = new Map<string, number>();
  return names.map((name) => {
    const fitted = fitText(cleanText(name) || '(no name)', maxWidth, labelSize);
    const count = (taken.get(fitted) ?? 0) + 1;
    taken.set(fitted, count);
    return isolated(count === 1 ? fitted : numbered(fitted, count, maxWidth, taken));
  });
}

/** Width of the widest label. */
export function widest(labels: readonly string[], fontSize: number = labelSize): number {
  return Math.ceil(labels.reduce((most, label) => Math.max(most, textWidth(label, fontSize)), 0));
}

function numbered(label: string, count: number, maxWidth: number, taken: Map<string, number>): string {
  const ending = ` (${count})`;
  const text = fitText(label, maxWidth - textWidth(ending, labelSize), labelSize) + ending;
  if (!taken.has(text)) {
    taken.set(text, 1);
    return text;
  }
  return numbered(label, count + 1, maxWidth, taken);
}
