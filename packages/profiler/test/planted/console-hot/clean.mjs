function work(id) {
  let sum = 0;
  for (let i = 0; i < 20_000; i++) sum += (id * i) % 7;
  return sum;
}

let [id, sum] = [0, 0];
for (const untilMs = performance.now() + 400; performance.now() < untilMs;) sum += work(id++);
console.log('done', sum > 0);
