import type { BigIntStats, Dirent } from 'node:fs';
import { failureOf } from '../read/file-failure.ts';
import { byteNameOf, isAscii, systemPathOf, type ByteName } from './byte-name.ts';
import { kindBitOf, kindBits } from './file-kind.ts';
import { packEnd, type WalkFailure, type WalkPart } from './walk-message.ts';
import { isEntered, isReported, isWanted, type WalkRules } from './walk-rules.ts';
import type { SystemPath } from '../read/packed-paths.ts';

/** A directory to be read. */
export interface Folder {
  /** Below the root, with slashes; empty for the root. */
  readonly path: ByteName;
  readonly depth: number;
}

/** A symbolic link whose target is to be looked at. */
export interface Link extends Folder {
  readonly name: ByteName;
}

interface FolderLink extends Folder {
  readonly identity: string;
}

/** A directory of more bytes than this, about ten thousand names, is read piece by piece. */
export const largeFolderBytes: number = 512 * 1024;
const entriesAPart = 4096;
/** A longer string takes memory of its own, which costs the receiving thread more than another message. */
const charactersAPart = 96 * 1024;

/**
 * Where a walk stands: what is still to be read and what was found. The one place that decides what is reported and entered, whoever makes
 * the system calls. With `followLinks` every directory is entered once: the real tree first, then what links lead to, in the order of
 * their paths, so that loops end and every mode finds the same.
 * Hot: see bench/walk.bench.ts.
 */
export class WalkCourse {
  readonly rules: WalkRules;
  /** Links that the driver is to look at before it asks for the next directory. */
  links: Link[] = [];
  readonly #root: ByteName;
  readonly #pending: Folder[] = [{ path: '', depth: 0 }];
  readonly #visited = new Set<string>();
  #folderLinks: FolderLink[] = [];
  #laterLinks: FolderLink[] = [];
  #isAgain = false;
  #names: ByteName[] = [];
  #ends: number[] = [];
  #length = 0;
  #failures: WalkFailure[] = [];

  constructor(root: ByteName, rules: WalkRules) {
    this.#root = root;
    this.rules = rules;
  }

  /** The next directory to read, or `undefined` at the end. */
  next(): Folder | undefined {
    return this.#pending.pop() ?? this.#nextLinked();
  }

  /** The path that system calls take. */
  systemPath(path: ByteName): SystemPath {
    if (path === '') return systemPathOf(this.#root);
    return systemPathOf(this.#root.endsWith('/') ? this.#root + path : `${this.#root}/${path}`);
  }

  /** With `followLinks`: whether this directory is entered for the first time. */
  enter(stats: BigIntStats): boolean {
    const identity = identityOf(stats);
    if (this.#isAgain) {
      this.#isAgain = false;
      return true;
    }
    if (this.#visited.has(identity)) return false;
    this.#visited.add(identity);
    return true;
  }

  /** An entry of `folder`, whose name came as one character a byte. */
  see(folder: Folder, entry: Dirent): void {
    const { name } = entry;
    const path = folder.path === '' ? name : `${folder.path}/${name}`;
    const depth = folder.depth + 1;
    if (!isWanted(this.rules, path, name)) return;
    const kind = kindBitOf(entry);
    if (kind === kindBits.symlink && this.rules.followLinks) {
      this.links.push({ path, depth, name });
      return;
    }
    this.#report(path, kind);
    if (kind === kindBits.directory && isEntered(this.rules, path, depth)) this.#pending.push({ path, depth });
  }

  /** What a link leads to; `undefined` for nowhere. */
  seeTarget({ path, depth }: Link, target: BigIntStats | undefined): void {
    if (target?.isDirectory()) this.#laterLinks.push({ path, depth, identity: identityOf(target) });
    else this.#report(path, target ? kindBitOf(target) : kindBits.symlink);
  }

  /** There was no descriptor for this directory: it is the next one again. */
  putBack(folder: Folder): void {
    this.#pending.push(folder);
    this.#isAgain = this.rules.followLinks;
  }

  /** A directory could not be read. One that vanished since its parent was read is no failure. */
  fail({ path, depth }: Folder, error: unknown): void {
    const { code, message, errno, syscall } = failureOf(0, error);
    const isRoot = path === '' && depth === 0;
    if (!isRoot && (code === 'ENOENT' || code === 'ENOTDIR')) return;
    this.#failures.push({
      path: byteNameOf(this.systemPath(path)),
      isRoot,
      code,
      message,
      ...(errno === undefined ? {} : { errno }),
      ...(syscall === undefined ? {} : { syscall }),
    });
  }

  /** Whether enough was found for a part. */
  get isFull(): boolean {
    return this.#length >= charactersAPart || this.#names.length >= entriesAPart || this.#failures.length >= entriesAPart;
  }

  get isEmpty(): boolean {
    return this.#names.length === 0 && this.#failures.length === 0;
  }

  /** What was found since the last call. */
  take(): WalkPart {
    const names = this.#names.join('');
    const part = { names, isAscii: isAscii(names), ends: new Uint32Array(this.#ends), failures: this.#failures };
    this.#length = 0;
    this.#names = [];
    this.#ends = [];
    this.#failures = [];
    return part;
  }

  #report(path: ByteName, kind: number): void {
    if (!isReported(this.rules, path, kind)) return;
    const name = this.rules.prefix + path;
    this.#length += name.length;
    this.#names.push(name);
    this.#ends.push(packEnd(this.#length, kind));
  }

  #nextLinked(): Folder | undefined {
    for (;;) {
      if (this.#folderLinks.length === 0) {
        if (this.#laterLinks.length === 0) return undefined;
        this.#folderLinks = this.#laterLinks.toSorted((left, right) => (left.path < right.path ? 1 : -1));
        this.#laterLinks = [];
      }
      const link = this.#folderLinks.pop() as FolderLink;
      const { path, depth, identity } = link;
      if (this.#visited.has(identity)) this.#report(path, kindBits.symlink);
      else {
        this.#report(path, kindBits.directory);
        if (isEntered(this.rules, path, depth)) return { path, depth };
      }
    }
  }
}

function identityOf({ dev, ino }: BigIntStats): string {
  return `${dev}:${ino}`;
}
