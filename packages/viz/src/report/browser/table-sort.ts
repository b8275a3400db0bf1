/// <reference lib="dom" />

/** Runs in the page. Turns column headings into buttons that sort: numbers by `data-sort`, text by the reader's alphabet. */
export function tableSort(): void {
  const keyOf = (row: HTMLTableRowElement, column: number): number | string => {
    const cell = row.cells[column];
    const key = cell?.dataset['sort'] ?? cell?.textContent ?? '';
    return key !== '' && !Number.isNaN(Number(key)) ? Number(key) : key;
  };

  const compare = (a: number | string, b: number | string): number => {
    if (typeof a === 'number' && typeof b === 'number') return a - b;
    if (typeof a === 'number' || typeof b === 'number') return typeof a === 'number' ? -1 : 1;
    return a.localeCompare(b, undefined, { numeric: true });
  };

  const sort = (table: HTMLTableElement, heading: HTMLTableCellElement): void => {
    const body = table.tBodies[0];
    if (!body) return;
    const isDescending = heading.getAttribute('aria-sort') === 'ascending';
    for (const other of table.querySelectorAll('th[aria-sort]')) other.removeAttribute('aria-sort');
    heading.setAttribute('aria-sort', isDescending ? 'descending' : 'ascending');
    const column = heading.cellIndex;
    const rows = [...body.rows].map((row) => ({ row, key: keyOf(row, column) }));
    rows.sort((a, b) => (isDescending ? compare(b.key, a.key) : compare(a.key, b.key)));
    body.append(...rows.map(({ row }) => row));
  };

  for (const table of document.querySelectorAll<HTMLTableElement>('table[data-sortable]')) {
    if ((table.tBodies[0]?.rows.length ?? 0) < 2) continue;
    for (const heading of table.querySelectorAll<HTMLTableCellElement>('thead th')) {
      if (heading.dataset['fixed'] !== undefined) continue;
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'sort';
      button.append(...heading.childNodes);
      button.addEventListener('click', () => sort(table, heading));
      heading.append(button);
    }
  }
}
