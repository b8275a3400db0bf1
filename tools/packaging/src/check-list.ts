/** Counts what was checked and prints each verdict as it falls. */
export interface CheckList {
  readonly passed: number;
  readonly failed: number;
  /** Runs one check: it passes unless `run` rejects. What `run` returns is printed behind the name. */
  check(name: string, run: () => Promise<string | void>): Promise<boolean>;
}

/** An empty list that prints to `print`. */
export function createCheckList(print: (line: string) => void): CheckList {
  let passed = 0;
  let failed = 0;
  return {
    get passed() {
      return passed;
    },
    get failed() {
      return failed;
    },
    async check(name, run) {
      try {
        const remark = await run();
        passed += 1;
        print(`ok    ${name}${remark ? `: ${remark}` : ''}`);
        return true;
      } catch (error) {
        failed += 1;
        print(`FAIL  ${name}\n${indent(error instanceof Error ? error.message : String(error))}`);
        return false;
      }
    },
  };
}

/** Runs `work` on every element, at most `limit` at a time. */
export async function forEachAtMost<Element>(
  limit: number,
  elements: readonly Element[],
  work: (element: Element) => Promise<void>,
): Promise<void> {
  const waiting = elements.values();
  const worker = async (): Promise<void> => {
    for (const element of waiting) await work(element);
  };
  await Promise.all(Array.from({ length: limit }, worker));
}

function indent(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `        ${line}`)
    .join('\n');
}
