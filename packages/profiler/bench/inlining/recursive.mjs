// Recursion with short functions beside it.
const isLeaf = (node) => node.left === undefined;
const heavier = (left, right) => (left > right ? left : right);

function grow(depth, seed) {
  if (depth === 0) return { weight: seed % 13 };
  return { weight: seed % 7, left: grow(depth - 1, seed * 3 + 1), right: grow(depth - 1, seed * 5 + 2) };
}

function deepest(node) {
  if (isLeaf(node)) return 1;
  return 1 + heavier(deepest(node.left), deepest(node.right));
}

function weigh(node) {
  return isLeaf(node) ? node.weight : node.weight + weigh(node.left) + weigh(node.right);
}

function fibonacci(count) {
  if (count < 2) return count;
  return fibonacci(count - 1) + fibonacci(count - 2);
}

const tree = grow(12, 1);
let sum = 0;
const start = process.cpuUsage();
while (process.cpuUsage(start).user < 900_000) {
  sum += deepest(tree) + weigh(tree) + fibonacci(18);
}
process.stdout.write(`${sum}\n`);
