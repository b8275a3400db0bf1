/** One real command of each program, with the part of its output that proves it did its work. Files it reads are written first. */
export interface RealCommand {
  readonly args: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  readonly prints: RegExp;
}

/** By package folder. */
export const realCommands: Readonly<Record<string, RealCommand>> = Object.freeze({
  memory: { args: ['limits', '--json'], prints: /"\w+": ?\{?/ },
});
