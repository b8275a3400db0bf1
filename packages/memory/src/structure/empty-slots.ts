// V8 gives `Array(count)` above this length a hash table instead of a row of slots.
const maxPresized = 2 ** 25;

/** An array of `count` times `undefined`, every slot filled, so that storing a value never changes its shape. */
export function emptySlots<Value>(count: number): (Value | undefined)[] {
  if (count <= maxPresized) return Array<Value | undefined>(count).fill(undefined);
  const slots: (Value | undefined)[] = [];
  for (let slot = 0; slot < count; slot++) slots.push(undefined);
  return slots;
}
