import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';
import { entriesOf, type Entry, type HousePackage } from './workspace.ts';

/** How the public names of one entry compare with its report in `api/`. */
export interface ApiVerdict {
  readonly file: string;
  readonly isSame: boolean;
}

/** Compares the emitted declarations of every entry with the reports in `api/`; with `update`, writes those. A report without an entry is one too many. */
export function compareApi(housePackage: HousePackage, { update }: { readonly update: boolean }): readonly ApiVerdict[] {
  const folder = join(housePackage.root, 'api');
  if (update) mkdirSync(folder, { recursive: true });
  const temporary = mkdtempSync(join(tmpdir(), 'nsi-api-'));
  try {
    const entries = entriesOf(housePackage);
    const verdicts = entries.map((entry) => ({ file: fileNameOf(entry), isSame: extract(housePackage, entry, temporary, update) }));
    const known = new Set(verdicts.map(({ file }) => file));
    const stale = readFolder(folder).filter((file) => !known.has(file));
    if (update) for (const file of stale) rmSync(join(folder, file));
    return [...verdicts, ...stale.map((file) => ({ file, isSame: update }))];
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

function extract({ root }: HousePackage, entry: Entry, temporary: string, update: boolean): boolean {
  const declarations = join(root, entry.types);
  const compilerOptions = {
    target: 'es2023',
    module: 'nodenext',
    moduleResolution: 'nodenext',
    lib: ['es2023', 'esnext.disposable'],
    types: ['node'],
    skipLibCheck: true,
  };
  const silent = { default: { logLevel: 'none' as const } };
  const config = ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(root, 'package.json'),
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: declarations,
      compiler: { overrideTsconfig: { compilerOptions, files: [declarations] } },
      newlineKind: 'lf',
      apiReport: { enabled: true, reportFileName: fileNameOf(entry), reportFolder: join(root, 'api'), reportTempFolder: temporary },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: { compilerMessageReporting: silent, extractorMessageReporting: silent, tsdocMessageReporting: silent } as never,
    },
  });
  const { apiReportChanged } = Extractor.invoke(config, {
    localBuild: update,
    messageCallback: (message) => void (message.handled = true),
  });
  return update || !apiReportChanged;
}

/** `.` is `index.api.md`, `./report` is `report.api.md`. */
function fileNameOf({ path }: Entry): string {
  return `${path === '.' ? 'index' : path.slice(2).replaceAll('/', '-')}.api.md`;
}

function readFolder(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
