export function clamp(value, low, high) {
  if (value < low) return low;
  return value > high ? high : value;
}

export function wrap(value, size) {
  const rest = value % size;
  return rest < 0 ? rest + size : rest;
}
