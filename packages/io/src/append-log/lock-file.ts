import { constants, readFileSync, readlinkSync, unlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { threadId } from 'node:worker_threads';
import { ioError } from '../errors.ts';
import { systemCode, type FileCalls } from '../write/file-calls.ts';
import { writeAll } from '../write/write-all.ts';

/** The right to write a file, held against other processes, threads and callers that ask for it by the same path. */
export interface FileLock {
  release(): Promise<void>;
}

interface Owner {
  readonly pid: number;
  readonly threadId: number;
  /** When the process began, in the system's own count: a process that reuses the number began later. */
  readonly begun: string;
  readonly host: string;
  /** Differs after the machine was started again; empty where that cannot be told. */
  readonly boot: string;
  /** Within which process numbers mean something; empty where there are no containers. */
  readonly namespace: string;
}

const maxLockBytes = 4096;
/** A lock file is filled at once; one that is still without a name then was left by a crash of the machine. */
const fillMs = 10_000;
const maxAttempts = 20;
const held = new Set<string>();
const { O_CREAT, O_EXCL, O_RDONLY, O_WRONLY } = constants;

/**
 * Takes the lock at `path`: a file that names its owner. One whose owner is gone is taken over. Rejects with `NSI_IO_LOG_LOCKED` when the
 * owner lives, or cannot be seen from here.
 */
export async function acquireLock(files: FileCalls, path: string): Promise<FileLock> {
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    if (await tryCreate(files, path)) {
      watchExit(path);
      return { release: () => release(files, path) };
    }
    await removeIfAbandoned(files, path);
  }
  throw locked(path, 'others that take turns');
}

async function tryCreate(files: FileCalls, path: string): Promise<boolean> {
  let file: number;
  try {
    file = await files.open(path, O_CREAT | O_EXCL | O_WRONLY, 0o644);
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
  try {
    await writeAll(files, file, Buffer.from(JSON.stringify(ownerHere())), { position: 0 });
    return true;
  } catch (error) {
    await files.unlink(path).catch(() => undefined);
    throw error;
  } finally {
    files.closeSync(file);
  }
}

/** Two that find the same abandoned lock must not both remove it, the second the new owner's: so removing is done under a lock of its own. */
async function removeIfAbandoned(files: FileCalls, path: string): Promise<void> {
  const found = await readLock(files, path);
  if (found === undefined) return;
  refuseLiving(path, found);
  const breaker = `${path}.break`;
  if (!(await tryCreate(files, breaker))) {
    const other = await readLock(files, breaker);
    if (other !== undefined) refuseLiving(breaker, other);
    await unlinkIfThere(files, breaker);
    return;
  }
  try {
    // Between reading and locking it may have been taken over by another.
    const still = await readLock(files, path);
    if (still?.text === found.text) await unlinkIfThere(files, path);
  } finally {
    await unlinkIfThere(files, breaker);
  }
}

function refuseLiving(path: string, { text, ageMs }: LockText): void {
  const owner = parseOwner(text);
  if (owner === undefined) {
    if (ageMs > fillMs) return;
    throw locked(path, 'one that is just taking it');
  }
  const own = ownerHere();
  if (owner.host !== own.host) throw locked(path, `process ${owner.pid} on ${owner.host}`);
  const isOfOtherBoot = owner.boot !== '' && own.boot !== '' && owner.boot !== own.boot;
  if (isOfOtherBoot) return;
  if (owner.namespace !== own.namespace) throw locked(path, `process ${owner.pid} of another container`);
  if (isAlive(owner)) throw locked(path, `process ${owner.pid}${owner.threadId === 0 ? '' : `, thread ${owner.threadId}`}`);
}

function locked(path: string, owner: string): Error {
  return ioError('NSI_IO_LOG_LOCKED', `expected no other writer, got ${owner}, by the lock file \`${path}\``);
}

interface LockText {
  readonly text: string;
  readonly ageMs: number;
}

async function readLock(files: FileCalls, path: string): Promise<LockText | undefined> {
  let file: number;
  try {
    file = await files.open(path, O_RDONLY, 0);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const bytes = Buffer.alloc(maxLockBytes);
    const { mtimeMs } = await files.fstat(file);
    return { text: bytes.toString('utf8', 0, await files.read(file, bytes, 0)), ageMs: Date.now() - mtimeMs };
  } finally {
    files.closeSync(file);
  }
}

function parseOwner(text: string): Owner | undefined {
  try {
    const owner = JSON.parse(text) as Owner;
    const isWhole = Number.isSafeInteger(owner.pid) && owner.pid > 0 && typeof owner.begun === 'string' && typeof owner.host === 'string';
    return isWhole && typeof owner.boot === 'string' && typeof owner.namespace === 'string' ? owner : undefined;
  } catch {
    return undefined;
  }
}

let here: Owner | undefined;

function ownerHere(): Owner {
  here ??= {
    pid: process.pid,
    threadId,
    begun: beginningOf(process.pid),
    host: hostname(),
    boot: orEmpty(() => readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()),
    namespace: orEmpty(() => readlinkSync('/proc/self/ns/pid')),
  };
  return here;
}

function isAlive({ pid, begun }: Owner): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Anything but "no such process" means that there is one.
    if (systemCode(error) === 'ESRCH') return false;
  }
  const now = beginningOf(pid);
  return now === '' || begun === '' || now === begun;
}

/** Start of a process in clock ticks since the machine began, on Linux; elsewhere empty. */
function beginningOf(pid: number): string {
  return orEmpty(() => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name of the program stands in brackets and may hold anything; the start is the 20th field behind it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  });
}

/** What only Linux tells. */
function orEmpty(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}

async function release(files: FileCalls, path: string): Promise<void> {
  if (!held.delete(path)) return;
  if (held.size === 0) process.off('exit', releaseAll);
  await unlinkIfThere(files, path);
}

async function unlinkIfThere(files: FileCalls, path: string): Promise<void> {
  try {
    await files.unlink(path);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
}

function watchExit(path: string): void {
  if (held.size === 0) process.on('exit', releaseAll);
  held.add(path);
}

function releaseAll(): void {
  for (const path of held) {
    try {
      unlinkSync(path);
    } catch {
      // Whoever comes next sees that this process is gone.
    }
  }
}
