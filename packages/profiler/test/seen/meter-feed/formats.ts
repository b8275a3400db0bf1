import { mismatch } from './mismatch.ts';

export interface Reading {
  readonly meter: number;
  readonly value: number;
  readonly make: string;
}

type Format = (telegram: string) => Reading;

const semicolons: Format = (telegram) => {
  const [mark, meter, value] = telegram.split(';');
  if (mark !== 'M') return mismatch('semicolons', telegram);
  return { make: 'heat', meter: Number(meter), value: Number(value) };
};

const assignment: Format = (telegram) => {
  const at = telegram.indexOf('=');
  if (at < 0 || !telegram.endsWith('kWh')) return mismatch('assignment', telegram);
  return { make: 'power', meter: Number(telegram.slice(0, at)), value: Number(telegram.slice(at + 1, -3)) };
};

const bars: Format = (telegram) => {
  const parts = telegram.split('|');
  if (parts.length !== 3) return mismatch('bars', telegram);
  return { make: 'water', meter: Number(parts[0]), value: Number.parseInt(parts[1] ?? '', 16) };
};

/** The reading in a telegram, in whichever format it is. */
export function decode(telegram: string, formats: readonly Format[] = [semicolons, assignment, bars]): Reading {
  for (const format of formats) {
    try {
      return format(telegram);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return { make: 'unknown', meter: 0, value: 0 };
}
