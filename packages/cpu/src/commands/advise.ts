import { relative, resolve } from 'node:path';
import { styleText } from 'node:util';
import { printable, type CommandRun } from '@nsi/core/cli';
import type { Finding } from '@nsi/core/report';
import { adviseScript } from '../advise/advise-script.ts';
import { readScript } from '../advise/read-script.ts';

/** Data is `{ files, findings }`: the findings of all files, each with its place, the excerpt and what can stand there instead. */
export const run: CommandRun = async ({ arguments: { scripts }, cwd, frame, signal }) => {
  const files = (scripts as readonly string[]).map((script) => resolve(cwd, script));
  const findings: Finding[] = [];
  for (const file of files) {
    signal.throwIfAborted();
    findings.push(...adviseScript(await readScript(file, relative(cwd, file))));
  }
  return { data: { files, findings }, text: draw(findings, frame.color) };
};

function draw(findings: readonly Finding[], color: boolean): string {
  if (findings.length === 0) return 'Nothing found: no loop over elements that a kernel could take, and no heavy call in a loop.';
  const bold = (text: string): string => (color ? styleText('bold', text, { validateStream: false }) : text);
  return findings
    .map(({ message, where = [], evidence, certainty, fix }) => {
      const [place] = where;
      const facts = evidence.map(({ label, value }) => `    ${label.padEnd(7)}  ${printable(String(value))}`);
      const doubt = certainty === 'hint' && fix?.whenNot !== undefined ? [`    unless   ${fix.whenNot}`] : [];
      return [`${bold(`${place?.file ?? ''}:${place?.line ?? 0}`)}  ${printable(message)}`, ...facts, ...doubt].join('\n');
    })
    .join('\n\n');
}
