import { vizError } from '../errors.ts';

/** What a chart can be written as; `vl.json` is the Vega-Lite document itself. */
export type PictureFormat = 'svg' | 'png' | 'vl.json' | 'txt';

export const pictureFormats: readonly PictureFormat[] = Object.freeze(['svg', 'png', 'vl.json', 'txt'] as const);

/** The format asked for, else the one the output file's name ends with, else text. Throws `NSI_VIZ_FORMAT` when the two contradict. */
export function pictureFormat(asked: PictureFormat | undefined, output: string | undefined): PictureFormat {
  const named = pictureFormats.find((format) => output?.toLowerCase().endsWith(`.${format}`));
  if (asked !== undefined && named !== undefined && asked !== named) {
    throw vizError('NSI_VIZ_FORMAT', `expected \`--format\` and \`--output\` to agree, got ${asked} and ${String(output)}`);
  }
  if (asked === undefined && named === undefined && output !== undefined) {
    throw vizError(
      'NSI_VIZ_FORMAT',
      `expected \`--output\` to end in ${pictureFormats.map((format) => `.${format}`).join(', ')}, got ${output}`,
    );
  }
  return asked ?? named ?? 'txt';
}
