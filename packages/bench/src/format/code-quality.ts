import { createHash } from 'node:crypto';
import { problemsOf } from './problems.ts';
import { defineReporter, type Reporter } from './reporter.ts';

const severities = Object.freeze({ failure: 'critical', 'wrong output': 'blocker', regression: 'major', 'broken promise': 'minor' });

/** GitLab code quality (the Code Climate subset), shown in merge requests. A report knows no files, so the suite stands for the path. */
export const codeQualityReporter: Reporter = defineReporter({
  name: 'code-quality',
  summary: 'GitLab code quality',
  extension: '.json',
  render(report) {
    const issues = problemsOf(report).map(({ kind, caseId, suite, variant, message }) => ({
      description: message,
      check_name: `bench ${kind}`,
      // Without figures: the same problem is the same issue in the next run.
      fingerprint: createHash('sha256')
        .update(JSON.stringify([kind, caseId, variant]))
        .digest('hex'),
      severity: severities[kind],
      location: { path: suite, lines: { begin: 1 } },
    }));
    return `${JSON.stringify(issues, null, 2)}\n`;
  },
});
