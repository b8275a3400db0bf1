/** Whether a stream takes colour: `--no-color` and `NO_COLOR` forbid it, `FORCE_COLOR` demands it, else a terminal that is not dumb. */
export function takesColor(
  stream: { readonly isTTY?: boolean },
  variables: Readonly<Record<string, string | undefined>>,
  isForbidden = false,
): boolean {
  if (isForbidden || (variables['NO_COLOR'] ?? '') !== '') return false;
  const force = variables['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  return stream.isTTY === true && variables['TERM'] !== 'dumb';
}
