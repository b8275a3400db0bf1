/** Environment variables that name no option, and what each does. Whoever reads one more adds it here. */
export const fixedVariables: Readonly<Record<string, string>> = Object.freeze({
  NSI_ENV: 'Chooses the `environments` part of the configuration; goes before `NODE_ENV`.',
  NODE_ENV: 'Chooses the `environments` part where `NSI_ENV` is not set.',
  NSI_THREADS: 'How many threads a program may keep busy, in place of what control groups and affinity say.',
  NO_COLOR: 'Any value: no colour, whatever the terminal can do.',
  FORCE_COLOR: 'Any value but `0`: colour even when the output is not a terminal.',
  CI: 'Any value: progress as lines now and then, never drawn live.',
});
