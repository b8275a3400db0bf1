import type { CommandRun } from '@nsi/core/cli';
import { catalogue } from '../rules/catalogue.ts';
import { listOf } from './call-options.ts';
import { loadPluginRules } from './plugin-rules.ts';

/** Data is `[{ id, summary, needs, experiment? }]`. */
export const run: CommandRun = async (call) => {
  const rules = [...catalogue, ...(await loadPluginRules(listOf(call, 'plugin'), call.cwd))];
  const width = Math.max(...rules.map(({ id }) => id.length));
  return {
    data: rules.map(({ id, summary, needs, ...rest }) => ({
      id,
      summary,
      needs,
      ...('experiment' in rest ? { experiment: rest.experiment } : {}),
    })),
    text: rules.map(({ id, summary }) => `${id.padEnd(width)}  ${summary}`).join('\n'),
  };
};
