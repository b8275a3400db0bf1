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
export function renderTable({ caption, columns, rows, isStacked = false, className = '' }: Table): Html {
  const kind = ['table', isStacked && 'table--stacked', className].filter(Boolean).join(' ');
  const head = columns.map(
    ({ label, isNumeric, hint, extra, isFixed }) =>
      html`<th
        scope="col"
        role="columnheader"
        ${attribute('class', isNumeric && 'number')}${attribute('title', hint)}${isFixed && html` data-fixed`}
      >
        ${label}${extra}
      </th>`,
  );
  const table = html`<table class="${kind}" role="table" data-sortable>
    <caption>
      ${caption}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        ${head}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map((row) => renderRow(row, columns))}
    </tbody>
  </table>`;
  return isStacked ? table : html`<div class="scroll" role="region" tabindex="0" aria-label="${caption}">${table}</div>`;
}

function renderRow({ cells, search, verdict }: TableRow, columns: readonly TableColumn[]): Html {
  return html`<tr role="row" ${attribute('data-search', search)}${attribute('data-verdict', verdict)}>
    ${cells.map((cell, index) => renderCell(typeof cell === 'string' ? { content: cell } : cell, columns[index], index === 0))}
  </tr> `;
}

function renderCell({ content, sortBy, className }: TableCell, column: TableColumn | undefined, isHeading: boolean): Html {
  const kind = [column?.isNumeric && 'number', className].filter(Boolean).join(' ');
  const attributes = html`${attribute('class', kind)}${attribute('data-sort', sortBy)}${attribute('data-label', column?.label)}`;
  return isHeading
    ? html`<th scope="row" role="rowheader" ${attributes}>${content}</th>`
    : html`<td role="cell" ${attributes}>${content}</td>`;
}

function attribute(name: string, value: string | number | false | undefined): Html | undefined {
  return value === undefined || value === false || value === '' ? undefined : html` ${name}="${value}"`;
}
