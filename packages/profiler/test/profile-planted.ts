import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Finding, ProfileReport } from '@nsi/core/report';
import { profile, type ProfileOptions } from '../src/profile.ts';

/** What came of profiling a planted program. */
export interface PlantedProfile {
  readonly report: ProfileReport;
  readonly findings: readonly Finding[];
  /** The finding of one rule. */
  finding(id: string): Finding | undefined;
  /** File of the program, and the line of it that carries `// <- slow`; 0 when there is none. */
  readonly file: string;
  readonly slowLine: number;
}

const profiles = new Map<string, Promise<PlantedProfile>>();

/** Profiles `test/planted/<id>/<variant>.*` once a test file. */
export function profilePlanted(id: string, variant: 'slow' | 'clean', options: ProfileOptions = {}): Promise<PlantedProfile> {
  const key = `${id} ${variant} ${JSON.stringify(options)}`;
  const known = profiles.get(key) ?? run(id, variant, options);
  profiles.set(key, known);
  return known;
}

async function run(id: string, variant: string, options: ProfileOptions): Promise<PlantedProfile> {
  const folder = fileURLToPath(new URL(`planted/${id}/`, import.meta.url));
  const name = readdirSync(folder).find((one) => one.startsWith(`${variant}.`));
  if (name === undefined) throw new Error(`there is no program ${variant}.* in ${folder}`);
  const file = `${folder}${name}`;
  let report = await profile({ script: file, cwd: folder }, { stdio: 'ignore', ...options });
  // Programs run for so long, not for so much work: on a machine that is busy elsewhere they get little done. Those run again.
  for (let turn = 0; turn < maxTurns && isStarved(report); turn++)
    report = await profile({ script: file, cwd: folder }, { stdio: 'ignore', ...options });
  return {
    report,
    findings: report.findings,
    finding: (rule) => report.findings.find((one) => one.id === rule),
    file,
    slowLine:
      readFileSync(file, 'utf8')
        .split('\n')
        .findIndex((line) => line.includes('// <- slow')) + 1,
  };
}

const maxTurns = 3;

function isStarved({ summary: { eventLoopUtilization, busySampleCount = 0, wallNs, intervalNs } }: ProfileReport): boolean {
  return eventLoopUtilization > 0.9 && busySampleCount < 0.4 * (wallNs / intervalNs);
}
