/** Code of the error that `run` throws or rejects with; `undefined` when there is none; the error itself when it has no code. */
export function codeOf(run: () => unknown): unknown {
  try {
    run();
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

export async function codeOfAsync(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => codeIn(error),
  );
}

function codeIn(error: unknown): unknown {
  return (error as { readonly code?: unknown }).code ?? error;
}
