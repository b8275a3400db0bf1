export { findChromium, launchChromium } from './chromium.ts';
export { describeLive, type LiveBlocks } from './describe-live.ts';
export { findPostgres, type PostgresServer, startPostgres } from './postgres.ts';
export { findValgrind } from './valgrind.ts';
export { findProgram, type Program, type ProgramSearch } from './program.ts';
