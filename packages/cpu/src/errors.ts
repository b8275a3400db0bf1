import { defineErrors, type MakeError } from '@nsi/core';

/** Every code of this room, with when it is thrown and what to do. */
export const cpuErrors = {
  NSI_CPU_ARENA_DISPOSED: {
    when: 'An array is asked of an arena that was disposed.',
    hint: 'Dispose the arena after its last user.',
  },
  NSI_CPU_ARENA_EXHAUSTED: {
    when: 'An arena has no room left for an array.',
    hint: 'Free arrays that are no longer needed, work in a scope, or create the arena with a larger `maxBytes`.',
  },
  NSI_CPU_ARENA_OPTION: {
    when: 'An arena is created with a size it cannot have, or an array is asked for with an impossible length.',
    hint: 'Use a value within the bounds the message names.',
  },
  NSI_CPU_ARENA_VIEW: {
    when: 'An array that the arena does not hold, or no longer holds, is given back to it.',
    hint: 'Free each array once, with the view that the arena returned, in the arena that made it.',
  },
  NSI_CPU_ARRAY: {
    when: 'Something that is not a typed array of numbers, or whose memory was transferred away, is given as one.',
    hint: 'Pass a typed array of 8, 16 or 32-bit integers or of 32 or 64-bit floats that is still attached.',
  },
  NSI_CPU_LENGTH: {
    when: 'Arrays that belong together differ in length or in element type.',
    hint: 'Pass arrays of one length, or cut the longer ones with `subarray`.',
  },
  NSI_CPU_OPTION: {
    when: 'An operation is asked for with an option that is unknown or out of range.',
    hint: 'Use a value within the bounds the message names.',
  },
  NSI_CPU_OVERLAP: {
    when: 'The output shares memory with an input in a way that would read what was already written.',
    hint: 'Write to the very same elements where the operation allows it, or to an array of its own.',
  },
  NSI_CPU_IMAGE: {
    when: 'An image does not fit its own data: width, height or stride is impossible, or the data is too short.',
    hint: 'Pass `width` and `height` from 1, a `stride` of at least the width, and data of `stride * (height - 1) + width` elements.',
  },
  NSI_CPU_KERNEL_ARGUMENTS: {
    when: 'A compiled function is called without one of its inputs or without an output, or with too many.',
    hint: 'Pass an array or a number for each parameter, and an array for the output as the last argument.',
  },
  NSI_CPU_KERNEL_CAPTURE: {
    when: 'A function to be compiled uses a variable of the code around it, whose value its text does not show.',
    hint: 'Make it a parameter and pass it with each call; a number stands for all elements.',
  },
  NSI_CPU_KERNEL_FUNCTION: {
    when: 'Something is to be compiled that is not a function of numbers, such as an async function.',
    hint: 'Pass an arrow function such as `(x, y) => x * 2 + y`.',
  },
  NSI_CPU_KERNEL_NAME: {
    when: 'A kernel is registered under a name that is taken or impossible, or is asked for and not there.',
    hint: 'Choose a name of your own, such as `acme/blur`.',
  },
  NSI_CPU_WASM: {
    when: 'The kernels cannot run: `wasm/` is missing from the installation, or the memory cannot be had.',
    hint: 'Build the kernels with `nx run cpu:kernels` when working from source, or lower `maxBytes`.',
  },
  NSI_CPU_THREADS: {
    when: '`NSI_THREADS` is set to something that is not a number of threads.',
    hint: 'Set it to a whole number from 1, or leave it out.',
  },
  NSI_CPU_INTEGRITY: {
    when: 'A benchmark finds that a kernel and its plain JavaScript twin disagree.',
    hint: 'Report it with the machine and the Node.js version that the message names; results of this kernel cannot be relied on there.',
  },
  NSI_CPU_SCHEDULER_DEADLINE: {
    when: 'A task is not done by its `deadline`.',
    hint: 'Give it more time, a higher `priority`, or the scheduler more concurrency.',
  },
  NSI_CPU_SCHEDULER_DISPOSED: {
    when: 'A task is added to a scheduler that was disposed, or was waiting or running in it then.',
    hint: 'Await `idle()` before the scheduler is disposed.',
  },
  NSI_CPU_SCHEDULER_FULL: {
    when: 'A task is added to a scheduler in which `maxWaiting` tasks wait.',
    hint: 'Slow the caller down, raise `maxWaiting`, or answer that the program is busy.',
  },
  NSI_CPU_LIMIT_NAME: {
    when: 'A limit is registered under a name that is taken or impossible, or is asked for and not there.',
    hint: 'Use one of the names the message lists, or register the limit first.',
  },
  NSI_CPU_GRAPH_CYCLE: {
    when: 'Tasks of a graph wait for each other in a circle.',
    hint: 'Remove one of the dependencies on the path that the message names.',
  },
  NSI_CPU_GRAPH_DEPENDENCY: {
    when: 'A task of a graph depends on one that is not in it.',
    hint: 'Add the missing task, or correct its name.',
  },
  NSI_CPU_GRAPH_NAME: {
    when: 'A task of a graph has a name that is taken.',
    hint: 'Give every task a name of its own.',
  },
  NSI_CPU_GRAPH_TASK: {
    when: 'A task of a graph fails; its own error is the `cause`.',
    hint: "See the cause; run with `onError: 'settle'` to get what the other tasks made.",
  },
  NSI_CPU_MEMOIZE_KEY: {
    when: 'Arguments have no key: they hold a symbol, or something that only this process knows and the store is outside of it.',
    hint: 'Pass `key` to `memoize` and name the call by what decides its result.',
  },
  NSI_CPU_MINIMIZE_VALUE: {
    when: 'A function that is to be minimized has no finite value at the start.',
    hint: 'Start where the function is defined, within its bounds.',
  },
  NSI_CPU_POOL_DISPOSED: {
    when: 'A pool is disposed while a task waits or runs, or is used afterwards.',
    hint: 'Dispose the pool after the last task: `await` what it returns before the block ends.',
  },
  NSI_CPU_POOL_FULL: {
    when: 'More tasks wait for a thread than `queue.max` allows, or more than 256 parallel loops run.',
    hint: 'Wait for earlier tasks, use `map`, which bounds itself, or create the pool with `queue: { onFull: "wait" }`.',
  },
  NSI_CPU_POOL_OPTION: {
    when: 'A pool is created or called with an option it cannot use.',
    hint: 'Use a value within the bounds the message names.',
  },
  NSI_CPU_RUN_FAILED: {
    when: 'A line fails, or is not JSON, in a `run` with --fail-fast.',
    hint: 'See what the message says of the line; `run --resume` continues with it.',
  },
  NSI_CPU_RUN_INPUT: {
    when: '`run` is given a task, an input or an output it cannot use.',
    hint: 'Name the task as `file.mjs#function`, and give one JSON value a line.',
  },
  NSI_CPU_RUN_RESUME: {
    when: '`run --resume` finds a journal that does not belong to this input, task or order, or none beside an output.',
    hint: 'Repeat the command line of the run that was interrupted, or pass --force to begin anew.',
  },
  NSI_CPU_SCRIPT: {
    when: 'A file to be advised on is not JavaScript or TypeScript that can be read.',
    hint: 'Name a .js, .mjs, .cjs, .ts or .mts file; types that need more than erasing (enum, namespace) are not read.',
  },
  NSI_CPU_TASK_ARGUMENT: {
    when: 'The argument of a task cannot be cloned or moved to its thread.',
    hint: 'Pass plain data, typed arrays, Maps, Sets and Dates; no functions, no class instances that need their methods.',
  },
  NSI_CPU_TASK_DEADLINE: {
    when: 'A task has not ended by its `deadline`.',
    hint: 'Give it more time, a higher `priority`, or add threads.',
  },
  NSI_CPU_TASK_MODULE: {
    when: 'The module of a task is missing, has a syntax error or throws while it loads.',
    hint: 'See `cause`; pass a URL such as `new URL("./tasks.ts", import.meta.url)`.',
  },
  NSI_CPU_TASK_NAME: {
    when: 'A module has no task of that name.',
    hint: 'Export the function, or put it into `export const tasks = defineTasks({ … })`.',
  },
  NSI_CPU_TASK_RESULT: {
    when: 'A task returns or yields something that cannot be cloned.',
    hint: 'Return plain data, typed arrays, Maps, Sets and Dates; no functions, no promises inside objects.',
  },
  NSI_CPU_TASK_STREAM: {
    when: '`stream` is asked for a task that is not a generator.',
    hint: 'Write the task as `async function*`, or call it with `run`.',
  },
  NSI_CPU_TASK_TIMEOUT: {
    when: 'A task takes longer than `timeoutMs`, counted from its start on the thread.',
    hint: 'Raise `timeoutMs`, or let the task read `context.aborted` and stop in time.',
  },
  NSI_CPU_THREAD_EXIT: {
    when: 'The thread of a task ends under it: `process.exit`, an error outside any task, or somebody ended it.',
    hint: 'See `cause`. The next task gets a new thread; `retries` runs this one again.',
  },
  NSI_CPU_THREAD_MEMORY: {
    when: 'A task runs out of heap and takes its thread with it.',
    hint: 'Give the task less at a time, or raise `memory.maxOldMiB`.',
  },
} as const;

/** A code of this room. */
export type CpuErrorCode = keyof typeof cpuErrors;

/** Makes an error of this room. */
export const cpuError: MakeError<CpuErrorCode> = defineErrors(cpuErrors);
