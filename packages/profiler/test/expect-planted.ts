import { expect } from 'vitest';
import { profilePlanted } from './profile-planted.ts';

/** The rule speaks about the slow program, on its slow line, with a fix and a bound; the clean twin gets no finding that could fail CI. */
export async function expectFound(id: string): Promise<void> {
  const { finding, findings, file, slowLine } = await profilePlanted(id, 'slow');
  const found = finding(id);

  expect(found, `found ${findings.map((one) => one.id).join(', ') || 'nothing'}`).toBeDefined();
  expect(found?.where?.[0]).toMatchObject({ file, line: slowLine });
  expect(found?.fix?.whenNot).toBeTruthy();
  expect(found?.signal).toBeDefined();
}

/** No rule but a mere hint speaks about the clean twin. */
export async function expectClean(id: string): Promise<void> {
  const { findings } = await profilePlanted(id, 'clean');

  expect(findings.filter(({ certainty }) => certainty !== 'hint').map((one) => `${one.id}: ${one.message}`)).toEqual([]);
}
