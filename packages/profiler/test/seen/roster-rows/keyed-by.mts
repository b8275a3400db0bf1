/** Makes a function that turns a list into an object by a key of its items. */
export const keyedBy =
  <Item,>(key: (item: Item) => string) =>
  (items: readonly Item[]): Record<string, Item> =>
    items.reduce<Record<string, Item>>((record, item) => ({ ...record, [key(item)]: item }), {}); // <- slow
