import type { Rule } from '@nsi/core';
import type { CommandRun } from '@nsi/core/cli';
import type { ProfileEvidence } from '@nsi/core/report';
import { profilerError } from '../errors.ts';
import { catalogue } from '../rules/catalogue.ts';
import type { ProfileRule } from '../rules/define-rule.ts';
import { listOf, wordOf } from './call-options.ts';
import { knownIds } from './known-rules.ts';
import { loadPluginRules } from './plugin-rules.ts';

/** Rules of plugins need say no more than what they find. */
type ExplainedRule = Rule<ProfileEvidence> & Partial<Pick<ProfileRule, 'covers' | 'experiment' | 'fix'>>;

/** Data is the rule: `{ id, summary, needs, specificity, covers, docs, experiment? }`. */
export const run: CommandRun = async (call) => {
  const rules: readonly ExplainedRule[] = [...catalogue, ...(await loadPluginRules(listOf(call, 'plugin'), call.cwd))];
  const [id] = knownIds([wordOf(call, 'id')], rules);
  const rule = rules.find((one) => one.id === id);
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
      ...(rule.covers?.length ? [`Instead of    ${rule.covers.join(', ')}`] : []),
      `Tried by      ${rule.experiment ?? 'no experiment'}`,
      ...(rule.fix?.function === undefined ? [] : [`Fix           ${[rule.fix.package, rule.fix.function].filter(Boolean).join(' · ')}`]),
      ...(rule.fix ? [`Not when      ${rule.fix.whenNot}`] : []),
      ...(rule.fix?.diff === undefined ? [] : ['', rule.fix.diff]),
    ].join('\n'),
  };
};
