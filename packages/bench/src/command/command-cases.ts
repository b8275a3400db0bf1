import { benchError } from '../errors.ts';

/** Commands to compare with each other, with one value of each parameter put in. */
export interface CommandCase {
  readonly id: string;
  readonly params: Readonly<Record<string, string>>;
  readonly commands: readonly NamedLine[];
}

export interface NamedLine {
  readonly name: string;
  readonly line: string;
}

/** One case, or one for every combination of the parameters given as `name=a,b`. Throws `NSI_BENCH_COMMAND_FAILED` for a parameter that names no value. */
export function commandCases(lines: readonly string[], names: readonly string[], parameters: readonly string[]): CommandCase[] {
  const sweep = parameters.map(parseParameter);
  const combinations = sweep.reduce<Record<string, string>[]>(
    (partial, { name, values }) => partial.flatMap((known) => values.map((value) => ({ ...known, [name]: value }))),
    [{}],
  );
  return combinations.map((params) => {
    const values = Object.entries(params).map(([name, value]) => `${name}=${value}`);
    const commands = lines.map((line, index) => ({ line: fill(line, params), name: fill(names[index] ?? line, params) }));
    return { id: values.length === 0 ? 'commands' : `commands/${values.join(',')}`, params, commands: distinct(commands) };
  });
}

function parseParameter(text: string): { readonly name: string; readonly values: readonly string[] } {
  const at = text.indexOf('=');
  const values = text.slice(at + 1).split(',');
  if (at > 0 && values.every((value) => value !== '')) return { name: text.slice(0, at), values };
  throw benchError('NSI_BENCH_COMMAND_FAILED', `expected a parameter such as size=1,10, got ${JSON.stringify(text)}`);
}

function fill(line: string, params: Readonly<Record<string, string>>): string {
  return Object.entries(params).reduce((filled, [name, value]) => filled.replaceAll(`{${name}}`, value), line);
}

/** The same line twice is a comparison of a command with itself: the second is told apart by a number. */
function distinct(commands: readonly NamedLine[]): NamedLine[] {
  const seen = new Map<string, number>();
  return commands.map(({ name, line }) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { line, name: count === 1 ? name : `${name} (${count})` };
  });
}
