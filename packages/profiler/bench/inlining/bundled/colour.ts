export interface Colour {
  red: number;
  green: number;
  blue: number;
}

export const luma = ({ red, green, blue }: Colour): number => 0.299 * red + 0.587 * green + 0.114 * blue;

export function mix(left: Colour, right: Colour, share: number): Colour {
  return {
    red: left.red + (right.red - left.red) * share,
    green: left.green + (right.green - left.green) * share,
    blue: left.blue + (right.blue - left.blue) * share,
  };
}
