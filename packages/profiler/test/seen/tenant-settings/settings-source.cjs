'use strict';

const plans = ['free', 'team', 'company'];

exports.loadSettings = function loadSettings(tenant) {
  const number = Number(/\d+$/.exec(tenant)?.[0] ?? 0);
  return {
    tenant,
    plan: plans[number % 3],
    trial: number % 4 === 0,
    blocked: number % 2 === 0 ? ['XX'] : [],
    since: new Date(1_700_000_000_000 + number * 86_400_000),
    limits: Object.fromEntries(
      plans.map((plan, index) => [plan, { upload: 40 * (index + 1), invite: 20 * (index + 1), export: 60 * (index + 1) }]),
    ),
    members: Array.from({ length: 60 }, (_, n) => ({ id: n, mail: `m${n}@${tenant}.example`, roles: n === 0 ? ['owner'] : ['member'] })),
  };
};
