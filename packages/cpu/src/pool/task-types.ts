import type { TaskContext } from './task-context.ts';

/** What a pool knows of its module when it was given no type: any name, any argument. */
export type UntypedTasks = Readonly<Record<string, (argument: unknown, context: TaskContext) => unknown>>;

/** The tasks of a module: what `tasks` holds, and the functions it exports beside. */
export type TasksOf<M> = M extends { readonly tasks: infer Tasks } ? Omit<M, 'tasks'> & Tasks : M;

type Call = (...input: never[]) => unknown;
type Iteration = AsyncIterable<unknown> | Iterator<unknown>;

/** Names of the tasks that return one result. */
export type TaskName<M> = {
  [Name in keyof TasksOf<M> & string]: TasksOf<M>[Name] extends (...input: never[]) => Iteration
    ? never
    : TasksOf<M>[Name] extends Call
      ? Name
      : never;
}[keyof TasksOf<M> & string];

/** Names of the tasks that are generators. Of an untyped module, every name. */
export type GeneratorName<M> = {
  [Name in keyof TasksOf<M> & string]: TasksOf<M>[Name] extends (...input: never[]) => infer Returned
    ? unknown extends Returned
      ? Name
      : Returned extends Iteration
        ? Name
        : never
    : never;
}[keyof TasksOf<M> & string];

/** What the task takes. `undefined` when it takes nothing. */
export type TaskArgument<M, Name extends keyof TasksOf<M>> = TasksOf<M>[Name] extends () => unknown
  ? undefined
  : TasksOf<M>[Name] extends (argument: infer Argument, ...more: never[]) => unknown
    ? Argument
    : never;

/** What the task resolves to. */
export type TaskResult<M, Name extends keyof TasksOf<M>> = TasksOf<M>[Name] extends (...input: never[]) => infer Returned
  ? Awaited<Returned>
  : never;

/** What the generator task yields. */
export type TaskYield<M, Name extends keyof TasksOf<M>> = TasksOf<M>[Name] extends (...input: never[]) => infer Returned
  ? Returned extends AsyncIterable<infer Yielded> | Iterable<infer Yielded>
    ? Yielded
    : unknown
  : never;
