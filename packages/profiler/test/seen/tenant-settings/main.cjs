// Right answer: clone-volume
// Decides for the requests of many tenants what they may do, by settings that each tenant has.
'use strict';
const { SettingsCache } = require('./settings-cache.cjs');
const { loadSettings } = require('./settings-source.cjs');

const cache = new SettingsCache(loadSettings, { max: 200 });

function limitOf({ plan, limits }, action) {
  return limits[plan]?.[action] ?? limits.free[action] ?? 0;
}

function decide({ tenant, action, amount, country }) {
  const settings = cache.get(tenant);
  settings.seen = (settings.seen ?? 0) + 1;
  if (settings.blocked.includes(country)) return 'blocked';
  const limit = limitOf(settings, action) * (settings.trial ? 0.5 : 1);
  return amount > limit ? 'over limit' : 'allowed';
}

function* requests(count) {
  const actions = ['upload', 'invite', 'export'];
  const countries = ['DE', 'FR', 'XX', 'SE', 'PL'];
  for (let n = 0; n < count; n++) {
    yield { tenant: `tenant-${n % 50}`, action: actions[n % 3], amount: (n * 37) % 140, country: countries[n % 5] };
  }
}

const tally = { allowed: 0, blocked: 0, 'over limit': 0 };
for (const request of requests(60_000)) tally[decide(request)]++;
console.log(JSON.stringify(tally));
