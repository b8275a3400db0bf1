const last = new Map<string, Promise<unknown>>();

/** Runs `work` after all earlier work of the same key has settled. */
export async function inTurn<Value>(key: string, work: () => Promise<Value>): Promise<Value> {
  const before = last.get(key);
  const own = before === undefined ? work() : before.then(work, work);
  last.set(key, own);
  try {
    return await own;
  } finally {
    if (last.get(key) === own) last.delete(key);
  }
}
