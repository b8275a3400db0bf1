import { parseProfileReport, type ProfileReport } from '@nsi/core/report';
import { renderDocument } from '../report/page/document.ts';
import { renderMasthead } from '../report/page/masthead.ts';
import { profileChangeMasthead } from '../report/compare/profile-changes.ts';
import { profileMasthead } from '../report/profile/profile-part.ts';
import { withShortPaths } from '../report/profile/short-paths.ts';
import { flameMarkup } from './flame-markup.ts';
import { flameDifference, flameTree, type FlameTreeOptions } from './flame-tree.ts';

/** Two profiles of one program. */
export interface ProfilePair {
  readonly before: ProfileReport;
  readonly after: ProfileReport;
}

/** What a flame graph is drawn with. */
export interface FlameGraphOptions extends FlameTreeOptions {
  /** Default: what the profile is of. */
  readonly title?: string;
}

/**
 * The flame graph of a profile, or of what changed between two, as one HTML file that needs nothing else: zoom, search, callers and callees
 * of one function, keyboard; a static picture where there is no script. Throws as `parseProfileReport` on damaged reports.
 *
 * @example
 * await writeFile('flame.html', flameGraph(parseProfileReport(await readFile('profile.json', 'utf8'))));
 */
export function flameGraph(profile: ProfileReport | ProfilePair, options: FlameGraphOptions = {}): string {
  const isPair = 'before' in profile;
  const [before, after] = isPair ? [shown(profile.before), shown(profile.after)] : [undefined, shown(profile)];
  const masthead = before ? profileChangeMasthead(before, after) : profileMasthead(after);
  const tree = before ? flameDifference(before, after, options) : flameTree(after, options);
  const title = options.title ?? masthead.title;
  return renderDocument({
    title,
    description: masthead.verdict,
    header: renderMasthead({ ...masthead, title }),
    sections: [{ id: 'flame-graph', title: 'Flame graph', body: flameMarkup(tree, 'Flame graph'), scripts: ['flame graph'] }],
  });
}

function shown(report: ProfileReport): ProfileReport {
  return withShortPaths(parseProfileReport(report));
}
