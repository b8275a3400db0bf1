import { timedFunction, type TimedFunctionOptions } from './timed-function.ts';

type Method<This, Arguments extends unknown[], Result> = (this: This, ...args: Arguments) => Result;

/**
 * A method decorator (TC39) that measures every call. The measurement's name is `name`, else the method's.
 *
 * @example
 * class Tiles {
 *   \@timed() load(id: string) { … }
 * }
 */
export function timed(
  options: TimedFunctionOptions = {},
): <This, Arguments extends unknown[], Result>(
  method: Method<This, Arguments, Result>,
  context: ClassMethodDecoratorContext<This, Method<This, Arguments, Result>>,
) => Method<This, Arguments, Result> {
  return (method, context) => timedFunction(method, { name: String(context.name), ...options });
}
