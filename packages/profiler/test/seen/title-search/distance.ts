/** How many letters must be put in, left out or changed to make one text of the other. */
export function distance(left: string, right: string): number {
  const table: number[][] = [];
  for (let row = 0; row <= left.length; row++) {
    const cells: number[] = [row];
    const above = table[row - 1];
    const letter = left[row - 1];
    for (let column = 1; column <= right.length; column++) {
      if (above === undefined) {
        cells.push(column);
        continue;
      }
      cells[column] = Math.min(above[column]! + 1, cells[column - 1]! + 1, above[column - 1]! + (letter === right[column - 1] ? 0 : 1)); // <- slow
    }
    table.push(cells);
  }
  return table[left.length]?.[right.length] ?? 0;
}
