export interface NewCommand {
  readonly name: string;
  readonly summary: string;
  readonly bin: string;
}

/** The source of a package's `commands/index.ts` with one more command at the end of its list. */
export function addToCommands(source: string, { name, summary, bin }: NewCommand): string {
  const end = source.lastIndexOf('\n]');
  if (end < 0) throw new Error('expected a list of commands that ends with `]` on a line of its own, found none');
  if (source.includes(`name: '${name}',`)) throw new Error(`expected a name that is not taken, got \`${name}\``);
  const definition = `
  defineCommand({
    name: '${name}',
    summary: '${summary.replaceAll("'", "\\'")}',
    arguments: [{ name: 'file', summary: 'what to read' }],
    examples: [{ command: '${bin} ${name} data.bin', summary: 'print its size' }],
    load: () => import('./${name}.ts'),
  }),`;
  return source.slice(0, end) + definition + source.slice(end);
}
