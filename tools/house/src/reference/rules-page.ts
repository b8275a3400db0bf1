import type { Rule } from '@nsi/core';
import { code, notice, page, type Page, table } from './markdown.ts';
import type { Room } from './rooms.ts';

/** A rule as its page shows it: those of optimizers may leave out what the profiler's own always say. */
type DocumentedRule = Rule<never> & {
  readonly experiment?: string;
  readonly fix?: { readonly package?: string; readonly function?: string; readonly whenNot?: string };
};

/** Every profiler rule: when it speaks, what it needs, what cures it and when that would be wrong. */
export function rulesPage(rooms: readonly Room[]): Page {
  return page('docs/reference/rules.md', [
    '# Rules',
    notice,
    `The profiler tests its evidence with these rules; \`nsi-profiler explain ID\` prints one. Shares are of busy samples, and the lower bound of their interval is what passes a
threshold. An experiment is what \`nsi-profiler whatif\` tries on the program itself.`,
    ...rooms
      .filter(({ rules }) => rules.length > 0)
      .flatMap(({ folder, rules }) => [`## Of @nsi/${folder}`, ...rules.flatMap((rule) => ruleBlocks(rule))]),
  ]);
}

function ruleBlocks({ id, summary, needs, fix, experiment }: DocumentedRule): readonly string[] {
  const cure = [fix?.package, fix?.function].filter((part) => part !== undefined).join(' · ');
  const rows = [
    ['needs', needs.map(code).join(', ')],
    ['cure', code(cure)],
    ['not when', fix?.whenNot?.replace(/^when /, '') ?? ''],
    ['experiment', code(experiment ?? '')],
  ].filter(([, text]) => text !== '');
  return [`### ${id}`, summary, rows.length > 0 ? table(['', ''], rows) : ''];
}
