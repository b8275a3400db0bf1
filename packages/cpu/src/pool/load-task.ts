import type { TaskContext } from './task-context.ts';
import type { WorkerSetting } from './wire.ts';
import { workerError } from './worker-error.ts';

/** A task on its thread, whose types are known only to the caller. */
export type LoadedTask = (argument: unknown, context: TaskContext) => unknown;

type Module = Readonly<Record<string, unknown>>;

const modules = new Map<string, Module>();
let hasSetUp = false;

/** Whether the module of a task was loaded before: then `findTask` may be called. */
export function isLoaded(url: string): boolean {
  return modules.has(url);
}

/** Loads a module, and sets the thread up when it is the pool's own. */
export async function loadModule(url: string, { module, setup }: Pick<WorkerSetting, 'module' | 'setup'>): Promise<void> {
  let loaded: Module;
  try {
    loaded = (await import(url)) as Module;
  } catch (cause) {
    throw workerError('NSI_CPU_TASK_MODULE', `expected a module of tasks at ${url}, got ${describeCause(cause)}`, cause);
  }
  if (url === module && setup !== undefined && !hasSetUp) {
    await findIn(loaded, url, setup)(undefined, undefined as never);
    hasSetUp = true;
  }
  modules.set(url, loaded);
}

/** A task of a module that is loaded: in its `tasks`, or an exported function. */
export function findTask(url: string, name: string): LoadedTask {
  return findIn(modules.get(url) as Module, url, name);
}

function findIn(module: Module, url: string, name: string): LoadedTask {
  const { tasks } = module as { readonly tasks?: Module };
  const inTasks = typeof tasks === 'object' && Object.hasOwn(tasks, name) ? tasks[name] : undefined;
  const task = inTasks ?? (Object.hasOwn(module, name) ? module[name] : undefined);
  if (typeof task === 'function') return task as LoadedTask;
  const names = [...Object.keys(tasks ?? {}), ...Object.keys(module).filter((key) => typeof module[key] === 'function')];
  throw workerError(
    'NSI_CPU_TASK_NAME',
    `expected \`${name}\` to be a task of ${url}, got a module with ${names.join(', ') || 'no functions'}`,
  );
}

function describeCause(cause: unknown): string {
  return cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
}
