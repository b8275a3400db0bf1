const state = { users: Array.from({ length: 500 }, (_, id) => ({ id, visits: 0, tags: ['a', 'b'], address: { city: `city ${id}` } })) };

function visit(users, id) {
  users[id % users.length].visits = id;
  return users.length;
}

let visits = 0;
for (const untilMs = performance.now() + 500; performance.now() < untilMs;) visits += visit(state.users, visits);
process.stdout.write(`${visits > 0}\n`);
