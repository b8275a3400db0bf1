/** Code of the error that `run` throws, its message where it has none; `undefined` when nothing is thrown; what is no error, as it is. */
export function codeOf(run: () => unknown): unknown {
  try {
    run();
    return undefined;
  } catch (error) {
    return codeIn(error);
  }
}

/** As `codeOf`, of what a promise, or the promise that `work` returns, rejects with. */
export async function codeOfAsync(work: PromiseLike<unknown> | (() => unknown)): Promise<unknown> {
  try {
    await (typeof work === 'function' ? work() : work);
    return undefined;
  } catch (error) {
    return codeIn(error);
  }
}

/** What `run` returns, or the code of its error, as text. */
export function outcomeOf(run: () => unknown): string {
  try {
    return String(run());
  } catch (error) {
    return String(codeIn(error));
  }
}

function codeIn(error: unknown): unknown {
  const { code, message } = error as { readonly code?: unknown; readonly message?: string };
  return code ?? message ?? error;
}
