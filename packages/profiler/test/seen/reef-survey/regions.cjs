const { plane } = require('./plane.cjs');

const [seenPlane, stackPlane] = [plane(Uint8Array), plane(Int32Array)];

/** The connected regions of ones, with their middle and size. */
exports.regions = (marks, side) => {
  const seen = seenPlane(marks.length);
  const stack = stackPlane(marks.length);
  const visit = (next, depth) => {
    if (next < 0 || next >= marks.length || seen[next] || !marks[next]) return depth;
    seen[next] = 1;
    stack[depth] = next;
    return depth + 1;
  };
  const found = [];
  for (let start = 0; start < marks.length; start++) {
    if (!marks[start] || seen[start]) continue;
    let depth = 0;
    let [size, sumX, sumY] = [0, 0, 0];
    stack[depth++] = start;
    seen[start] = 1;
    while (depth > 0) {
      const at = stack[--depth];
      size++;
      sumX += at % side;
      sumY += (at / side) | 0;
      depth = visit(at - 1, depth);
      depth = visit(at + 1, depth);
      depth = visit(at - side, depth);
      depth = visit(at + side, depth);
    }
    found.push({ x: sumX / size, y: sumY / size, size });
  }
  return found;
};
