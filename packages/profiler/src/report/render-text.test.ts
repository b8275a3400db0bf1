import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { renderMarkdown } from './render-markdown.ts';
import { renderText } from './render-text.ts';

const options = { color: false, columns: 80, cwd: '/app' };
const { profile } = evidenceOf({
  stacks: [
    ['main /app/a.js:3', 5],
    ['main /app/a.js:3 > inner /app/b.js:7', 30],
  ],
  report: { target: { kind: 'script', path: 'a.js', args: [] }, findings: [] },
  summary: { overheadRatio: 0 },
});
const counted = { ...profile, functions: (profile.functions ?? []).map((one, index) => ({ ...one, callCount: 1200 * (index + 1) })) };

test('exact calls stand beside the functions, where they were counted', () => {
  expect(renderText(profile, options)).not.toContain('called');
  expect(renderText(counted, options)).toMatch(/inner b\.js:7 .*, called 1,200×/);
  expect(renderMarkdown(profile)).toContain('| self | total | function | where |\n');
  expect(renderMarkdown(counted)).toMatch(/\| `inner` \| `[^`]+` \| 1,200 \|/);
});

test('the line of a finding is marked, and a line hardly seen is not hot for being the hottest', () => {
  const finding = {
    id: 'sequential-awaits',
    severity: 'high',
    message: 'One after the other.',
    evidence: [],
    where: [{ file: '/app/a.js', line: 2, excerpt: { firstLine: 1, lines: ['async function load() {', '  write();'], shares: [0.05, 0] } }],
  } as const;

  const text = renderText({ ...profile, findings: [finding] }, options);

  expect(text).toMatch(/^ +█ +5\.0 % +1 async function load/m);
  expect(text).toMatch(/^ +▸ 2 {3}write\(\);/m);
});
