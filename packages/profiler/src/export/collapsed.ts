import type { ProfileFrame, ProfileReport } from '@nsi/core/report';

/** One line a stack, `outer;inner count`: what flamegraph.pl and its heirs read. Idle samples are left out. */
export function toCollapsed({ frames, callTree: { parent, frame, self } }: ProfileReport): string {
  const labels = frames.map(labelOf);
  const lines: string[] = [];
  for (const [row, samples] of self.entries()) {
    if (samples === 0 || (frames[frame[row] as number] as ProfileFrame).category === 'idle') continue;
    const stack: string[] = [];
    // The root is no function.
    for (let at = row; (parent[at] as number) >= 0; at = parent[at] as number) stack.push(labels[frame[at] as number] as string);
    lines.push(`${stack.toReversed().join(';') || '(root)'} ${samples}`);
  }
  return `${lines.join('\n')}\n`;
}

/** Semicolons and line breaks would be read as something else. */
function labelOf({ name, file, line }: ProfileFrame): string {
  return (file === '' ? name : `${name || '(anonymous)'} (${file}:${line})`).replace(/[;\r\n]/g, ' ');
}
