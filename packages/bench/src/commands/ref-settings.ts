import type { CommandCall } from '@nsi/core/cli';
import type { CompareWithRefOptions } from '../refs/compare-with-ref.ts';
import { callOptions, wordsOf } from './call-options.ts';
import { runSettings } from './run-settings.ts';
import { defaultPatterns } from './select-suites.ts';

/** What `compare-ref` and `ci` share of a command line. */
export function refSettings(call: CommandCall): CompareWithRefOptions {
  const { text, list } = callOptions(call);
  const [files, categories, install, build] = [wordsOf(call, 'files'), list('category'), text('install'), call.options['build']];
  return {
    ...runSettings(call),
    cwd: call.cwd,
    patterns: files.length > 0 ? files : defaultPatterns,
    note: call.note,
    ...(categories.length > 0 ? { categories } : {}),
    ...(install === undefined ? {} : { install }),
    ...(build === false || typeof build === 'string' ? { build } : {}),
  };
}
