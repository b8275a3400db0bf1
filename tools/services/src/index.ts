export { findChromium, launchChromium } from './chromium.ts';
export { describeLive, type LiveBlocks } from './describe-live.ts';
export { findProgram, type Program, type ProgramSearch } from './program.ts';
