import { resolve } from 'node:path';
import type { CommandRun } from '@nsi/core/cli';
import { editConfig } from '../probe/edit-config.ts';
import { probeDevice } from '../probe/probe-device.ts';
import { drawProbe } from './draw-probe.ts';
import { sizeOption } from './size-option.ts';

/** Data is what `probeDevice` returns, and `configFile`, the path that was written, or `null`. */
export const run: CommandRun = async ({ arguments: { folder }, options, frame, cwd, signal, progress, note }) => {
  const probe = await probeDevice(resolve(cwd, folder as string), {
    maxMs: Math.round((options['seconds'] as number) * 1000),
    maxBytes: sizeOption(options, 'maxBytes', 'NSI_IO_PROBE_OPTION'),
    signal,
    onProgress: ({ phase, share }) => progress({ text: `% probing: ${phase}`, done: Math.round(share * 100) }),
  });
  const writes = options['writeConfig'] === true;
  const configFile = writes ? await editConfig(probe.section, cwd, frame.config) : null;
  if (configFile !== null) note(`Wrote the section \`io\` of ${configFile}`);
  return { data: { ...probe, configFile }, text: drawProbe(probe) };
};
