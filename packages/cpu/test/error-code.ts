/** Code of the error that a promise rejects with; its message when it has none; `undefined` when it resolves. */
export async function codeOfAsync(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise;
    return undefined;
  } catch (error) {
    const { code, message } = error as { readonly code?: unknown; readonly message?: string };
    return code ?? message ?? error;
  }
}

/** Code of the error that `run` throws. */
export function codeOf(run: () => unknown): unknown {
  try {
    run();
    return undefined;
  } catch (error) {
    return (error as { readonly code?: unknown }).code ?? error;
  }
}
