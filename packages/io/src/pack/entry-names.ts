import { isAbsolute } from '../copy/leads-outside.ts';
import { namesOf, textOf } from '../copy/path-bytes.ts';
import type { PackEntry } from './pack-entry.ts';

/** Longest path of an entry, as Linux bounds its own. */
const mostNameBytes = 4096;

/** What is wrong with the path of an entry; `undefined` for one that stays within any folder it is put in. */
export function faultOf(name: Buffer): 'outside' | 'malformed' | undefined {
  if (name.length === 0 || name.length > mostNameBytes || name.includes(0)) return 'malformed';
  const names = namesOf(name);
  if (isAbsolute(name) || names.includes('..')) return 'outside';
  if (process.platform === 'win32' && (name.includes(0x5c) || name.includes(0x3a))) return 'outside';
  return names.some((part) => part === '' || part === '.') ? 'malformed' : undefined;
}

/** The names of a pack: each once, and none below something that is no folder. Keys are the bytes of paths as latin1 text. */
export class EntryNames<Entry extends Pick<PackEntry, 'kind'>> {
  readonly entries: Map<string, Entry> = new Map();
  readonly #folders: Set<string> = new Set();

  /** Takes a name, or says why it cannot be taken. */
  take(name: Buffer, entry: Entry): string | undefined {
    const key = name.toString('latin1');
    if (this.entries.has(key)) return `a name that is free, got ${textOf(name)} a second time`;
    if (entry.kind !== 'folder' && this.#folders.has(key)) return `a name that is free, got ${textOf(name)}, which is a folder`;
    const parents: string[] = [];
    for (let end = key.lastIndexOf('/'); end > 0; end = key.lastIndexOf('/', end - 1)) {
      const parent = key.slice(0, end);
      const parentKind = this.entries.get(parent)?.kind;
      if (parentKind === 'file' || parentKind === 'link') return `a name below folders only, got ${textOf(name)}`;
      if (this.#folders.has(parent)) break;
      parents.push(parent);
    }
    for (const parent of parents) this.#folders.add(parent);
    this.entries.set(key, entry);
    return undefined;
  }
}
