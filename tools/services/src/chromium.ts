import { chromium as playwright, type Browser } from 'playwright-core';
import { findProgram, type Program, type ProgramSearch } from './program.ts';

let found: Program | undefined;

/** The browser of the machine: `NSI_CHROMIUM`, then Chromium or Chrome, then Debian's package. Looked for once. */
export function findChromium(): Program {
  return (found ??= findProgram(chromium));
}

const chromium: ProgramSearch = {
  name: 'Chromium',
  variable: 'NSI_CHROMIUM',
  binaries: [
    '/usr/bin/chromium',
    'chromium',
    'chromium-browser',
    'google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  debianPackage: 'chromium',
};

const quietFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A headless browser with a profile of its own, which `close()` deletes. Rejects when there is no Chromium. */
export async function launchChromium(): Promise<Browser> {
  const program = findChromium();
  if ('missing' in program) throw new Error(`expected ${program.name} on this machine: ${program.missing}`);
  return await playwright.launch({ executablePath: program.path, args: quietFlags, headless: true });
}
