import { findProgram, type Program } from './program.ts';

let found: Program | undefined;

/** The simulated processor that counts instructions: `NSI_VALGRIND`, then the machine's, then Debian's package. Looked for once. */
export function findValgrind(): Program {
  return (found ??= findProgram({ name: 'Valgrind', variable: 'NSI_VALGRIND', binaries: ['valgrind'], debianPackage: 'valgrind' }));
}
