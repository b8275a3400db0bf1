/** How far an optimizer may go. `conservative`: same behaviour, never more memory or threads; `balanced`: bounded extra; `aggressive`: trades memory, threads and start-up for throughput. */
export type Level = 'conservative' | 'balanced' | 'aggressive';

/** Every level, the most careful first. */
export const levels: readonly Level[] = Object.freeze(['conservative', 'balanced', 'aggressive']);

/** Where a program runs; chooses the `environments` part of the configuration. */
export type Environment = 'development' | 'testing' | 'production';

/** The environments that the toolkit knows by name. A configuration may have `environments` parts under other names too. */
export const environments: readonly Environment[] = Object.freeze(['development', 'testing', 'production']);

/** The environment named by `NSI_ENV`, else by `NODE_ENV` (`test` means `testing`), else `development`. */
export function environmentOf(variables: Readonly<Record<string, string | undefined>>): string {
  const name = variables['NSI_ENV'] ?? variables['NODE_ENV'] ?? 'development';
  return name === 'test' ? 'testing' : name;
}
