import type { Finding, ProfileReport, SourcePlace } from '@nsi/core/report';

/** The report with the program's own files named from the folder they share: what they have in common says nothing. */
export function withShortPaths(report: ProfileReport): ProfileReport {
  const root = sharedFolder(
    report.frames.filter(({ category, file }) => category === 'app' && file.startsWith('/')).map(({ file }) => file),
  );
  if (root === '') return report;
  const short = (file: string): string => (file.startsWith(root) ? file.slice(root.length) : file);
  const place = <Place extends SourcePlace>(one: Place): Place => ({ ...one, file: short(one.file) });
  const finding = (one: Finding): Finding => ({
    ...one,
    ...(one.where ? { where: one.where.map(place) } : {}),
    ...(one.callers ? { callers: one.callers.map(place) } : {}),
  });
  return {
    ...report,
    target: { ...report.target, path: short(report.target.path) },
    frames: report.frames.map((frame) => ({ ...frame, file: short(frame.file) })),
    findings: report.findings.map(finding),
    ...(report.waits ? { waits: report.waits.map((wait) => (wait.places ? { ...wait, places: wait.places.map(place) } : wait)) } : {}),
    ...(report.counters ? { counters: report.counters.map((counter) => ({ ...counter, places: counter.places.map(place) })) } : {}),
    ...(report.threads ? { threads: report.threads.map((thread) => ({ ...thread, name: short(thread.name) })) } : {}),
  };
}

/** With a slash at its end; empty when there is none but the root. */
function sharedFolder(files: readonly string[]): string {
  const [first, ...others] = files.map((file) => file.split('/').slice(0, -1));
  if (!first) return '';
  const length = others.reduce((shared, parts) => {
    const differs = parts.findIndex((part, index) => part !== first[index]);
    return Math.min(shared, differs < 0 ? parts.length : differs);
  }, first.length);
  return length <= 1 ? '' : `${first.slice(0, length).join('/')}/`;
}
