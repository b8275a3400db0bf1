const state = { users: Array.from({ length: 500 }, (_, id) => ({ id, tags: ['a', 'b'], address: { city: `city ${id}` } })) };

function withVisit(before, id) {
  const after = JSON.parse(JSON.stringify(before)); // <- slow
  after.users[id % after.users.length].visits = id;
  return after;
}

let current = state;
let id = 0;
for (const untilMs = performance.now() + 700; performance.now() < untilMs;) current = withVisit(current, id++);
process.stdout.write(`${current.users.length}\n`);
