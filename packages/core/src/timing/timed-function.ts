import { coreError } from '../errors.ts';
import { measureCall, type TimingOptions } from './measure-time.ts';
import { isObserved } from './timer.ts';

/** How a timed function is measured. Fixed when it is made. */
export interface TimedFunctionOptions extends TimingOptions {
  /** Name of the measurement. Default: the function's own name. */
  readonly name?: string;
}

/** A function that behaves as `run` (same `this`, arguments, result, errors, name and length) and measures every call. */
export function timedFunction<This, Arguments extends unknown[], Result>(
  run: (this: This, ...args: Arguments) => Result,
  { name = run.name, recorder }: TimedFunctionOptions = {},
): (this: This, ...args: Arguments) => Result {
  if (name === '') {
    throw coreError('NSI_CORE_TIMED_NAME', 'expected a named function or the option `name`, got an anonymous function');
  }
  function timedCall(this: This, ...args: Arguments): Result {
    return isObserved(recorder) ? measureCall(name, () => Reflect.apply(run, this, args), recorder) : Reflect.apply(run, this, args);
  }
  return Object.defineProperties(timedCall, {
    name: { value: run.name || name, configurable: true },
    length: { value: run.length, configurable: true },
  });
}
