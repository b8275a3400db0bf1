import { readdirSync, readFileSync } from 'node:fs';

/** What the C runtime gives on Windows. */
const windowsLimit = 2048;
const unknownLimit = 1024;

/** File descriptors this process may have open, and how many it has. Asked once: costs two small synchronous reads. */
export function openFileLimit(): { readonly limit: number; readonly open: number } {
  if (process.platform === 'win32') return { limit: windowsLimit, open: 3 };
  return { limit: softLimit() ?? unknownLimit, open: openNow() };
}

/** Node.js raises the soft limit to the hard one when it starts, so the soft one is what counts. */
function softLimit(): number | undefined {
  try {
    const [, soft] = /^Max open files\s+(\d+|unlimited)/m.exec(readFileSync('/proc/self/limits', 'latin1')) ?? [];
    if (soft !== undefined) return soft === 'unlimited' ? Infinity : Number(soft);
  } catch {
    // No procfs: ask Node.js itself, which is slower.
  }
  const { userLimits } = process.report.getReport() as unknown as {
    readonly userLimits?: { readonly open_files?: { readonly soft: number | string } };
  };
  const soft = userLimits?.open_files?.soft;
  if (soft === undefined) return undefined;
  return soft === 'unlimited' ? Infinity : Number(soft);
}

function openNow(): number {
  for (const directory of ['/proc/self/fd', '/dev/fd']) {
    try {
      return readdirSync(directory).length;
    } catch {
      // The next one may be there.
    }
  }
  return 32;
}
