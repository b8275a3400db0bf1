function work(id) {
  let sum = 0;
  for (let i = 0; i < 200; i++) sum += (id * i) % 7;
  console.log('job', { id, sum, at: new Date(0), tags: ['a', 'b', 'c'] }); // <- slow
  return sum;
}

let [id, sum] = [0, 0];
for (const untilMs = performance.now() + 700; performance.now() < untilMs;) sum += work(id++);
process.stdout.write(`${sum > 0}\n`);
