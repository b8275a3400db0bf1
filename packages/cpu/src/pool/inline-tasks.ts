import { cpuError } from '../errors.ts';
import type { TaskFunction } from './task-context.ts';

declare const tasksOfModule: unique symbol;

/** A module made of functions; its type remembers them. */
export type InlineTasks<Tasks> = URL & { readonly [tasksOfModule]?: Tasks };

/**
 * A module of tasks from functions that stand right here: `createPool(inlineTasks({ double: (value: number) => value * 2 }))`. Their source
 * is what travels, so they know their arguments, what they import inside (`await import('node:crypto')`), each other as `tasks.name`, and
 * nothing else: a variable from outside is a ReferenceError on the thread. Throws `NSI_CPU_TASK_MODULE` for what has no source.
 */
export function inlineTasks<const Tasks extends Readonly<Record<string, TaskFunction>>>(
  tasks: Tasks,
): InlineTasks<{ readonly tasks: Tasks }> {
  const members = Object.entries(tasks).map(([name, task]) => memberOf(name, task));
  return new URL(`data:text/javascript,${encodeURIComponent(`${prelude}export const tasks = {\n${members.join(',\n')}\n};\n`)}`);
}

/** Builders that keep the names of functions wrap them in a call of this. */
const prelude = 'const __name = (target) => target;\n';

function memberOf(name: string, task: TaskFunction): string {
  const source = Function.prototype.toString.call(task);
  if (/\{\s*\[native code\]\s*\}$/.test(source))
    throw cpuError('NSI_CPU_TASK_MODULE', `expected \`${name}\` to be a function with a source, got a bound or native one`);
  if (/^class\b/.test(source)) throw cpuError('NSI_CPU_TASK_MODULE', `expected \`${name}\` to be a function, got a class`);
  return `${JSON.stringify(name)}: ${isExpression(source) ? `(${source})` : asFunction(name, source)}`;
}

/** Whether the source stands by itself: an arrow function or one that says `function`. Anything else is a method of an object. */
function isExpression(source: string): boolean {
  return /^(?:async\s+)?(?:function\b|\(|[\p{ID_Start}$_][\p{ID_Continue}$]*\s*=>)/u.test(source);
}

/** A method is only a method inside an object; taken out of one it can be called like any function. */
function asFunction(name: string, source: string): string {
  const [, key = name] = /^(?:async\b\s*)?\*?\s*([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*\(/u.exec(source) ?? [];
  return `({ ${source} })[${JSON.stringify(key)}]`;
}
