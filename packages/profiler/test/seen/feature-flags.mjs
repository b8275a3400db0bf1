// Right answer: json-clone
// Evaluates feature flags for many users, on a copy of the rules so that nobody changes them.

const rules = {
  version: 12,
  flags: Array.from({ length: 40 }, (_, index) => ({
    name: `flag-${index}`,
    rollout: index * 2.5,
    countries: ['DE', 'AT', 'CH'].slice(index % 3),
    overrides: { beta: index % 7 === 0, staff: true },
  })),
};

function currentRules() {
  return JSON.parse(JSON.stringify(rules)); // <- slow
}

function flagsFor(user) {
  const { flags } = currentRules();
  return flags
    .filter(({ rollout, countries, overrides }) => user.bucket < rollout || (user.isStaff && overrides.staff && countries.length > 0))
    .map(({ name }) => name);
}

const usage = new Map();
for (let id = 0; id < 12_000; id++) {
  for (const flag of flagsFor({ bucket: (id * 37) % 100, isStaff: id % 50 === 0 })) usage.set(flag, (usage.get(flag) ?? 0) + 1);
}
console.log(usage.size, 'flags in use');
