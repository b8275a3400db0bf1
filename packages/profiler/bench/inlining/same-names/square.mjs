export function area(shape) {
  return shape.size * shape.size;
}

export const outline = (shape) => 4 * shape.size;
