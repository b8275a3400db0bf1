import type { CommandCall } from '@nsi/core/cli';
import type { ProfileTarget } from '../run/target.ts';
import { countOf, listOf, textOf, usageError } from './call-options.ts';

/** What a command line names: a script, a module, or a command after two dashes. */
export function targetOf(call: CommandCall): ProfileTarget {
  const { program, cwd } = call;
  const [script, module, args] = [textOf(call, 'script'), textOf(call, 'module'), listOf(call, 'args')];
  const calls = countOf(call, 'call');
  if (script !== undefined && module !== undefined) throw usageError('expected `--script` or `--module`, got both');
  if (calls !== undefined && module === undefined) throw usageError('expected `--module` beside `--call`, got none');
  if (script !== undefined) return { script, args: [...args, ...program], cwd };
  if (module !== undefined) return { module, args: [...args, ...program], cwd, ...(calls === undefined ? {} : { calls }) };
  const [command, ...rest] = program;
  if (command === undefined) throw usageError('expected `--script`, `--module` or a command after two dashes, got none');
  // `nsi-profiler app.js` means the script.
  if (/\.[cm]?[jt]s$/.test(command)) return { script: command, args: rest, cwd };
  return { command, args: rest, cwd };
}
