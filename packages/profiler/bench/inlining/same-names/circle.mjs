export function area(shape) {
  return Math.PI * shape.size * shape.size;
}

export const outline = (shape) => 2 * Math.PI * shape.size;
