export { codeOf, codeOfAsync, outcomeOf } from './error-code.ts';
export { commandCall } from './command-call.ts';
export { ManualClock } from './manual-clock.ts';
