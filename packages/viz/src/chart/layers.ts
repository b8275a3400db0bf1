import { fitText } from '../text-width/fit-text.ts';
import { light } from '../theme/palette.ts';
import type { AxisScale } from './axis-scale.ts';
import type { Fragment } from './frame.ts';
import { labelSize, rowLabels, widest } from './row-labels.ts';

/** Pixels between names, drawing and numbers. */
export const gap = 10;

/** Vertical places are worked out by the chart and given in pixels from the top. */
export const pixels: Fragment = Object.freeze({ type: 'quantitative', scale: null, axis: null });

/** The quantitative encoding of an axis worked out by `axisScale`. */
export function axisEncoding(
  field: string,
  scale: AxisScale,
  { title = '', isBase = false }: { title?: string; isBase?: boolean } = {},
): Fragment {
  return {
    field,
    type: 'quantitative',
    scale: { type: scale.type, domain: scale.domain, nice: false, ...(scale.type === 'linear' ? { zero: false } : {}) },
    axis: {
      values: scale.ticks,
      labelExpr: scale.labelExpression,
      title: title === '' ? null : title,
      grid: !isBase,
      domain: isBase,
      ticks: isBase,
    },
  };
}

/** Names left of the rows and numbers right of them, fitted, with the room each column takes. */
export interface RowColumns {
  readonly names: readonly string[];
  readonly texts: readonly string[];
  readonly left: number;
  readonly right: number;
}

/** Names get at most 38 % of the width and numbers 34 %, so that the drawing keeps a quarter of it. */
export function rowColumns(names: readonly string[], texts: readonly string[], width: number): RowColumns {
  const fittedNames = rowLabels(names, width * 0.38);
  const fittedTexts = texts.map((text) => fitText(text, width * 0.34, labelSize));
  return {
    names: fittedNames,
    texts: fittedTexts,
    left: widest(fittedNames) + gap,
    right: fittedTexts.some((text) => text !== '') ? widest(fittedTexts) + gap : 0,
  };
}

/** The layers that write the fields `name` and `text` beside the drawing, at the height of the field `y`. */
export function columnLayers(values?: readonly object[]): readonly Fragment[] {
  const data = values === undefined ? {} : { data: { values } };
  const y = { field: 'y', ...pixels };
  return [
    {
      ...data,
      mark: { type: 'text', align: 'right', baseline: 'middle', dx: -gap, color: light.ink },
      encoding: { x: { value: 0 }, y, text: { field: 'name', type: 'nominal' } },
    },
    {
      ...data,
      mark: { type: 'text', align: 'left', baseline: 'middle', dx: gap, color: light.ink },
      encoding: { x: { value: 'width' }, y, text: { field: 'text', type: 'nominal' } },
    },
  ];
}

/** Words on an axis: what it measures and which end is good. */
export function axisTitle(label: string, better?: 'lower' | 'higher'): string {
  return [label, better === undefined ? '' : `${better} is better`].filter((part) => part !== '').join(' · ');
}
