/** Top-level keys of the configuration that no plugin may take as its name. */
export const reservedNames: readonly string[] = Object.freeze([
  '$schema',
  'level',
  'limits',
  'monitoring',
  'plugins',
  'environments',
  'config',
]);
