import { Seal } from './seal.mjs';

const seal = new Seal(process.env.KIOSK_PHRASE ?? 'a kiosk by the lake');

/** The basket in the cookie header, empty when there is none or it was tampered with. */
export function basketOf(header = '') {
  const text = /(?:^|;\s*)basket=([^;]+)/.exec(header)?.[1];
  return text ? JSON.parse(seal.open(text) ?? '{}') : {};
}

export const sealed = (basket) => `basket=${seal.close(JSON.stringify(basket))}`;
