// A chain three deep of functions on lines of their own.
function hash(value) {
  let left = value;
  left ^= left << 13;
  left ^= left >>> 17;
  return left ^ (left << 5);
}

function spread(value) {
  const mixed = hash(value);
  return (mixed * 31) % 1009;
}

function bucketOf(key, buckets) {
  const at = spread(key);
  return Math.abs(at) % buckets;
}

function fill(count) {
  const sizes = new Uint32Array(64);
  for (let key = 0; key < count; key++) {
    sizes[bucketOf(key, 64)]++;
  }
  return sizes;
}

let total = 0;
const start = process.cpuUsage();
while (process.cpuUsage(start).user < 900_000) total += fill(20_000)[3];
process.stdout.write(`${total}\n`);
