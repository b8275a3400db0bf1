import { textWidth } from '../text-width/text-width.ts';

type Vega = typeof import('./vega-chunk.ts');

let loading: Promise<Vega> | undefined;

/** Vega and Vega-Lite, loaded when the first picture is drawn, measuring text with our own table: a process without canvas guesses widths. */
export function loadVega(): Promise<Vega> {
  loading ??= import('./vega-chunk.ts').then((vega) => {
    vega.textMetrics.width = measure;
    return vega;
  });
  return loading;
}

interface TextItem {
  readonly fontSize?: number;
  readonly fontWeight?: string | number;
}

function measure({ fontSize = 11, fontWeight }: TextItem, text: unknown): number {
  const isText = typeof text === 'string' || typeof text === 'number';
  return textWidth(isText ? `${text}` : '', fontSize, isBold(fontWeight));
}

function isBold(weight: string | number | undefined): boolean {
  return weight === 'bold' || Number(weight) >= 600;
}
