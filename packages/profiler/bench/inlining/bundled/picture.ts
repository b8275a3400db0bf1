import { luma, mix, type Colour } from './colour.ts';

const isDark = (colour: Colour): boolean => luma(colour) < 90;

export function countDark(pixels: readonly Colour[]): number {
  let count = 0;
  for (const pixel of pixels) {
    if (isDark(pixel)) count++;
  }
  return count;
}

export function blend(pixels: readonly Colour[], with_: Colour): number {
  let sum = 0;
  for (let index = 0; index < pixels.length; index++) {
    const mixed = mix(pixels[index]!, with_, 0.25);
    sum += mixed.red + mixed.blue;
  }
  return sum;
}
