import { type EnvironmentCapture, watchEnvironment as watch } from '@nsi/core/report';

/** Captures the machine; steal and throttling are counted from now until the returned function is called. */
export function watchEnvironment(cwd: string): (nodeVersion: string, flags: readonly string[]) => Promise<EnvironmentCapture> {
  const watching = watch(cwd);
  return async (node, flags) => (await watching).finish({ node, flags });
}
