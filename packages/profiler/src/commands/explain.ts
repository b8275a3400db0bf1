import type { CommandRun } from '@nsi/core/cli';
import { profilerError } from '../errors.ts';
import { catalogue } from '../rules/catalogue.ts';
import { wordOf } from './call-options.ts';
import { knownIds } from './known-rules.ts';

/** Data is the rule: `{ id, summary, needs, specificity, covers, docs, experiment? }`. */
export const run: CommandRun = async (call) => {
  const [id] = knownIds([wordOf(call, 'id')], catalogue);
  const rule = catalogue.find((one) => one.id === id);
  if (!rule) throw profilerError('NSI_PROFILER_RULE', `expected a rule, got \`${id}\``);
  const { test: _, ...data } = rule;
  return {
    data,
    text: [
      rule.id,
      '',
      rule.summary,
      '',
      `Reads         ${rule.needs.join(', ')}`,
      ...(rule.covers.length > 0 ? [`Instead of    ${rule.covers.join(', ')}`] : []),
      `Tried by      ${rule.experiment ?? 'no experiment'}`,
      ...(rule.fix?.function === undefined ? [] : [`Fix           ${[rule.fix.package, rule.fix.function].filter(Boolean).join(' · ')}`]),
      ...(rule.fix ? [`Not when      ${rule.fix.whenNot}`] : []),
      `More          ${rule.docs}`,
    ].join('\n'),
  };
};
