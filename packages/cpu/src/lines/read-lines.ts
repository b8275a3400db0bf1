import { StringDecoder } from 'node:string_decoder';
import { cpuError } from '../errors.ts';

/** Longest line in characters: what is longer is no line of values. */
const longestLine = 2 ** 26;

/** The lines of a stream that are worth running, and which lines of the stream they were. */
export interface LineSource extends AsyncIterable<string> {
  /** Number of the line, from 0, that was given as the `index`-th. */
  lineOf(index: number): number;
  /** Bytes that were read. */
  readonly bytes: number;
}

/** Lines of UTF-8 without those that are blank and those that `isDone` knows. Throws `NSI_CPU_RUN_INPUT` for a line of more than 64 Mi characters. */
export function readLines(stream: AsyncIterable<Buffer>, isDone: (line: number) => boolean): LineSource {
  /** How many lines had been left out when the `index`-th was given; only where it changes. */
  const leftOut: { readonly index: number; readonly count: number }[] = [{ index: 0, count: 0 }];
  let bytes = 0;
  let given = 0;
  let number = 0;

  const isWanted = (text: string): boolean => {
    const line = number++;
    if (text.trim() !== '' && !isDone(line)) {
      given++;
      return true;
    }
    const last = leftOut.at(-1) as { index: number; count: number };
    const count = last.count + 1;
    if (last.index === given) leftOut.pop();
    leftOut.push({ index: given, count });
    return false;
  };

  return {
    lineOf(index) {
      let [low, high] = [0, leftOut.length];
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if ((leftOut[middle] as { index: number }).index <= index) low = middle;
        else high = middle;
      }
      return index + (leftOut[low] as { count: number }).count;
    },
    get bytes() {
      return bytes;
    },
    async *[Symbol.asyncIterator]() {
      const decoder = new StringDecoder('utf8');
      let rest = '';
      for await (const chunk of stream) {
        const isFirst = bytes === 0;
        bytes += chunk.length;
        const text = decoder.write(chunk);
        const lines = (isFirst ? text.replace(/^\uFEFF/, '') : text).split('\n');
        lines[0] = rest + (lines[0] as string);
        rest = lines.pop() as string;
        if (rest.length > longestLine)
          throw cpuError('NSI_CPU_RUN_INPUT', `expected lines of at most ${longestLine} characters, got a longer one`);
        for (const line of lines) if (isWanted(line)) yield line;
      }
      rest += decoder.end();
      if (rest !== '' && isWanted(rest)) yield rest;
    },
  };
}
