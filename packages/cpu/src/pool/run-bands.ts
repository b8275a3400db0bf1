export async function runBands(..._: unknown[]): Promise<unknown> {
  return undefined;
}
