import { html, type Html, type HtmlValue } from './html.ts';

export interface TableColumn {
  readonly label: string;
  /** Numbers stand at the end of their cell, one below the other. */
  readonly isNumeric?: boolean;
  /** What the column's figures mean, shown on hover and read aloud. */
  readonly hint?: string;
  /** Stands below the label, such as an axis. */
  readonly extra?: Html;
  /** The column cannot be sorted by. */
  readonly isFixed?: boolean;
}

/** A cell's content and, where the text does not sort as it reads, the value it sorts by. */
export interface TableCell {
  readonly content: HtmlValue;
  readonly sortBy?: number | string;
  readonly className?: string;
}

export interface TableRow {
  readonly cells: readonly (TableCell | string)[];
  /** Words the case filter looks in, and the verdict it can be narrowed to. */
  readonly search?: string;
  readonly verdict?: string;
}

export interface Table {
  /** Names the table for those who hear it. */
  readonly caption: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  /** On a phone each row becomes a card with the column labels beside the values. */
  readonly isStacked?: boolean;
  readonly className?: string;
}

/** A table whose columns the reader can sort. The first cell of a row is its heading. */
export function renderTable(table: Table): Html {
  const { caption, columns, rows, isStacked = false, className = '' } = table;
  const kind = ['table', isStacked && 'table--stacked', className].filter(Boolean).join(' ');
  const markup = html`<table class="${kind}" data-sortable${role(table, 'table')}>
    <caption>${caption}</caption>
    <thead${role(table, 'rowgroup')}><tr${role(table, 'row')}>${columns.map((column) => renderHeading(column, table))}</tr></thead>
    <tbody${role(table, 'rowgroup')}>
      ${rows.map((row) => renderRow(row, table))}
    </tbody>
  </table>`;
  return isStacked ? markup : html`<div class="scroll" role="region" tabindex="0" aria-label="${caption}">${markup}</div>`;
}

function renderHeading({ label, isNumeric, hint, extra, isFixed }: TableColumn, table: Table): Html {
  const attributes = [
    role(table, 'columnheader'),
    attribute('class', isNumeric && 'number'),
    attribute('title', hint),
    isFixed && html` data-fixed`,
  ];
  return html`<th scope="col" ${attributes}>${label}${extra}</th>`;
}

function renderRow({ cells, search, verdict }: TableRow, table: Table): Html {
  const attributes = [role(table, 'row'), attribute('data-search', search), attribute('data-verdict', verdict)];
  const markup = cells.map((cell, index) => renderCell(typeof cell === 'string' ? { content: cell } : cell, index, table));
  return html`<tr${attributes}>${markup}</tr>
    `;
}

function renderCell({ content, sortBy, className }: TableCell, index: number, table: Table): Html {
  const column = table.columns[index];
  const attributes = [
    attribute('class', [column?.isNumeric && 'number', className].filter(Boolean).join(' ')),
    attribute('data-sort', sortBy),
    attribute('data-label', table.isStacked && column?.isNumeric && column.label),
  ];
  return index === 0
    ? html`<th scope="row" ${role(table, 'rowheader')}${attributes}>${content}</th>`
    : html`<td${role(table, 'cell')}${attributes}>${content}</td>`;
}

/** A table laid out as cards is no table to a browser any more; its roles say that it is one. */
function role({ isStacked = false }: Table, name: string): Html | undefined {
  return isStacked ? html` role="${name}"` : undefined;
}

function attribute(name: string, value: string | number | false | undefined): Html | undefined {
  return value === undefined || value === false || value === '' ? undefined : html` ${name}="${value}"`;
}
