import type { ProfileFrame, ProfileReport } from '@nsi/core/report';

/** One line a stack, `outer;inner count`: what flamegraph.pl and its heirs read. Idle samples are left out. */
export function toCollapsed({ frames, callTree: { parent, frame, self } }: ProfileReport): string {
  const path: string[] = [];
  const lines: string[] = [];
  for (const [row, own] of frame.entries()) {
    const above = path[parent[row] as number];
    const at = frames[own] as ProfileFrame;
    path[row] = above === undefined || above === '' ? (parent[row] === -1 ? '' : label(at)) : `${above};${label(at)}`;
    if ((self[row] as number) > 0 && at.category !== 'idle') lines.push(`${path[row] || '(root)'} ${self[row]}`);
  }
  return `${lines.join('\n')}\n`;
}

/** Semicolons, spaces at the end and line breaks would be read as something else. */
function label({ name, file, line }: ProfileFrame): string {
  return (file === '' ? name : `${name || '(anonymous)'} (${file}:${line})`).replace(/[;\r\n]/g, ' ');
}
