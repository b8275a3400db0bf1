import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { findProgram, type Program } from './program.ts';

/** A server of this test's own, or the one that `NSI_POSTGRES_URL` names. Disposing it stops and deletes what was started. */
export interface PostgresServer extends AsyncDisposable {
  readonly url: string;
}

let found: Program | undefined;

/** The server's programs: `NSI_POSTGRES_BIN` (the file `postgres`), then the machine's, then Debian's package. Looked for once. */
export function findPostgres(): Program {
  return (found ??= process.env['NSI_POSTGRES_URL'] ? { name: 'PostgreSQL', path: process.env['NSI_POSTGRES_URL'] } : findProgram(search));
}

const search = {
  name: 'PostgreSQL',
  variable: 'NSI_POSTGRES_BIN',
  binaries: [...[18, 17, 16, 15].map((version) => `/usr/lib/postgresql/${version}/bin/postgres`), 'postgres'],
  debianPackage: 'postgresql',
};

/** Starts a server on a free port of loopback, in about two seconds. Rejects when there is none to start. */
export async function startPostgres(): Promise<PostgresServer> {
  const program = findPostgres();
  if ('missing' in program) throw new Error(`expected ${program.name} on this machine: ${program.missing}`);
  if (process.env['NSI_POSTGRES_URL']) return { url: program.path, async [Symbol.asyncDispose]() {} };

  const bin = dirname(program.path);
  const folder = mkdtempSync(join(tmpdir(), 'nsi-postgres-'));
  const port = await freePort();
  // The server refuses to run as root: its files and processes belong to the user that Debian's package made.
  const owner = process.getuid?.() === 0 ? 'postgres' : undefined;
  if (owner !== undefined) {
    chmodSync(folder, 0o755);
    chownSync(folder, idOf('-u', owner), idOf('-g', owner));
  }
  const run = (name: string, ...words: readonly string[]): Promise<unknown> => {
    const drop = owner === undefined ? [] : ['setpriv', `--reuid=${owner}`, `--regid=${owner}`, '--clear-groups'];
    const [command = name, ...rest] = [...drop, join(bin, name), ...words];
    return promisify(execFile)(command, rest, { cwd: folder });
  };
  const data = join(folder, 'data');
  await run('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync', '-E', 'UTF8', '--locale=C');
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off`;
  await run('pg_ctl', '-D', data, '-w', '-l', join(folder, 'server.log'), '-o', settings, 'start');
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async [Symbol.asyncDispose]() {
      await run('pg_ctl', '-D', data, '-w', '-m', 'immediate', 'stop');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function idOf(flag: '-u' | '-g', user: string): number {
  return Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
