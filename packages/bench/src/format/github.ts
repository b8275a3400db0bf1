import { type BenchProblem, problemsOf } from './problems.ts';
import { defineReporter, type Reporter } from './reporter.ts';

/** GitHub shows ten annotations of a kind a step; the rest is counted in a last one. */
const maxAnnotations = 9;

/** GitHub workflow commands: an annotation for each problem. Print it in a step of a job. */
export const githubReporter: Reporter = defineReporter({
  name: 'github',
  summary: 'GitHub annotations (workflow commands)',
  extension: '.txt',
  render(report) {
    const problems = problemsOf(report);
    const lines = problems.slice(0, maxAnnotations).map(annotation);
    if (problems.length > maxAnnotations)
      lines.push(`::warning title=Benchmarks::${problems.length - maxAnnotations} more problems are in the job summary`);
    return lines.map((line) => `${line}\n`).join('');
  },
});

function annotation({ kind, message }: BenchProblem): string {
  const level = kind === 'broken promise' ? 'warning' : 'error';
  return `::${level} title=${escapeProperty(`Benchmark: ${kind}`)}::${escapeMessage(message)}`;
}

function escapeMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
