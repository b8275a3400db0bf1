import * as v from 'valibot';
import { findProblems, problemsError, type Problem } from '../options/check.ts';
import { nearestName } from '../options/nearest-name.ts';
import type { Plugin } from '../plugin/plugin.ts';
import { readVariables, variableTargets, type VariableTarget } from './environment-variables.ts';
import { levels, type Level } from './level.ts';
import { limitsSchema, noLimits, type Limits } from './limits.ts';
import { isPlainObject, mergeLayers, originAt, type ConfigLayer, type Merged } from './merge.ts';
import { reservedNames } from './sections.ts';

/** Everything that the configuration in force is made from; nothing else is read, neither files nor `process.env`. */
export interface ResolveConfigOptions {
  /** Files and code, lowest first. Each may have an `environments` part, which goes over the rest of it. */
  readonly layers?: readonly ConfigLayer[];
  /** Environment variables; those that start with `NSI_` set options, over files and below `overrides`. */
  readonly variables?: Readonly<Record<string, string | undefined>>;
  /** Code and flags: over everything else. */
  readonly overrides?: readonly ConfigLayer[];
  /** Chooses the `environments` part. */
  readonly environment: string;
  /** Plugins whose sections are resolved. */
  readonly plugins?: readonly Plugin[];
  /** Names of sections that are right though their plugin is not loaded. */
  readonly knownSections?: readonly string[];
}

/** The configuration in force, frozen. */
export interface ResolvedConfig {
  readonly level: Level;
  readonly environment: string;
  readonly limits: Limits;
  readonly monitoring: Monitoring;
  /** Packages to load plugins from. */
  readonly plugins: readonly string[];
  /** By plugin name. */
  readonly sections: Readonly<Record<string, ResolvedSection>>;
  /** Who set each leaf, by its path. */
  readonly origins: ReadonlyMap<string, string>;
}

/** The configuration in force of one plugin: its level table with everything the user set put over it. */
export interface ResolvedSection {
  /** Default true. False gives the plugin's plain twin. */
  readonly enabled: boolean;
  /** The section's own, else that of the whole configuration. */
  readonly level: Level;
  /** Typed by the plugin's schema. */
  readonly options: unknown;
  /** The same before the schema read it, for display: `"64MiB"` rather than 67108864. */
  readonly written: Readonly<Record<string, unknown>>;
}

/** Where metrics are served. */
export interface Monitoring {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
}

const levelSchema = v.picklist(levels as readonly [Level, ...Level[]]);
const frameSchema = v.strictObject({
  level: levelSchema,
  limits: limitsSchema,
  monitoring: v.strictObject({ host: v.string(), port: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535)) }),
  plugins: v.array(v.string()),
});
const frameDefaults = Object.freeze({ level: 'balanced', limits: {}, monitoring: { host: '127.0.0.1', port: 9464 }, plugins: [] });
const sectionHeadSchema = v.object({ enabled: v.boolean(), level: v.optional(levelSchema) });
/** The variables that set options of the frame, which need no plugin. */
const frameTargets: readonly VariableTarget[] = [
  ...variableTargets({ level: '', monitoring: frameDefaults.monitoring, plugins: [] }),
  ...variableTargets({ maxMemoryBytes: '', maxThreads: 0, maxOpenFiles: 0, maxSockets: 0, maxDbConnections: 0 }, 'limits'),
];

/**
 * The configuration in force and the origin of every leaf. Pure. Precedence, lowest first: level table, `layers`, their `environments` part,
 * `NSI_…` variables, `overrides`. Throws `NSI_CORE_CONFIG` with every problem: path, what was expected, what came, the nearest right name.
 */
export function resolveConfig(options: ResolveConfigOptions): ResolvedConfig {
  const { variables = {}, plugins = [], knownSections = [] } = options;
  const fromVariables = readVariables(variables, [...frameTargets, ...plugins.flatMap(sectionTargets)]);
  const merged = mergeAll(options, fromVariables.layers);
  const problems: Problem[] = [
    ...merged.problems,
    ...fromVariables.problems,
    ...unknownSections(merged, [...plugins.map(({ name }) => name), ...knownSections]),
  ];
  const origins = new Map(merged.origins);

  const { level, limits, monitoring, plugins: packages } = merged.value;
  const frame = findProblems(frameSchema, { level, limits, monitoring, plugins: packages });
  if (frame.problems) problems.push(...located(frame.problems, merged.origins));
  if (frame.problems) throw problemsError(problems, 'NSI_CORE_CONFIG');

  const sections: Record<string, ResolvedSection> = {};
  for (const plugin of plugins) {
    const section = resolveSection(plugin, merged, frame.value.level);
    if (section.problems) problems.push(...section.problems);
    else {
      sections[plugin.name] = Object.freeze(section.value);
      for (const [path, origin] of section.origins) origins.set(path, origin);
    }
  }
  if (problems.length > 0) throw problemsError(problems, 'NSI_CORE_CONFIG');
  return Object.freeze({
    level: frame.value.level,
    environment: options.environment,
    limits: Object.freeze({ ...noLimits, ...frame.value.limits } as Limits),
    monitoring: Object.freeze(frame.value.monitoring),
    plugins: Object.freeze(frame.value.plugins),
    sections: Object.freeze(sections),
    origins,
  });
}

/** The packages that a configuration names as plugins, to load them before it is resolved. Empty when the list itself is wrong, which `resolveConfig` then reports. */
export function pluginSources(options: Omit<ResolveConfigOptions, 'plugins'>): readonly string[] {
  const { plugins } = mergeAll(options, readVariables(options.variables ?? {}, frameTargets).layers).value;
  return Array.isArray(plugins) ? plugins.filter((source) => typeof source === 'string') : [];
}

/** The variables that set options of `plugin`. */
export function sectionTargets({ name, levels: tables }: Plugin): readonly VariableTarget[] {
  return variableTargets({ enabled: true, level: '', ...tables.balanced }, name);
}

export { frameTargets };

function mergeAll({ layers = [], overrides = [], environment }: ResolveConfigOptions, fromVariables: readonly ConfigLayer[]): Merged {
  return mergeLayers([
    { origin: 'default', value: frameDefaults },
    ...layers.flatMap((layer) => withEnvironment(layer, environment)),
    ...fromVariables,
    ...overrides.flatMap((layer) => withEnvironment(layer, environment)),
  ]);
}

function withEnvironment({ origin, value }: ConfigLayer, environment: string): readonly ConfigLayer[] {
  if (!isPlainObject(value)) return [{ origin, value }];
  const { environments, $schema: _, ...base } = value;
  if (environments === undefined) return [{ origin, value: base }];
  const part = isPlainObject(environments) && Object.hasOwn(environments, environment) ? environments[environment] : undefined;
  return [
    { origin, value: base },
    ...(isPlainObject(environments)
      ? [{ origin: `${origin} environments.${environment}`, value: part }]
      : [{ origin: `${origin} environments`, value: environments }]),
  ];
}

function unknownSections({ value, origins }: Merged, names: readonly string[]): readonly Problem[] {
  const known = [...new Set([...reservedNames.filter((name) => name !== '$schema' && name !== 'config'), ...names])];
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => {
      const nearest = nearestName(key, known);
      const origin = originAt(origins, key);
      return {
        path: key,
        expected: `one of ${known.join(', ')}`,
        actual: `the unknown key \`${key}\``,
        ...(origin === undefined ? {} : { origin }),
        ...(nearest === undefined ? {} : { nearest }),
      };
    });
}

function located(problems: readonly Problem[], origins: ReadonlyMap<string, string>): readonly Problem[] {
  return problems.map((problem) => {
    const origin = originAt(origins, problem.path);
    return origin === undefined ? problem : { ...problem, origin };
  });
}

type SectionResult =
  | { readonly problems: readonly Problem[] }
  | { readonly problems?: undefined; readonly value: ResolvedSection; readonly origins: ReadonlyMap<string, string> };

function resolveSection({ name, options: schema, levels: tables }: Plugin, merged: Merged, globalLevel: Level): SectionResult {
  const given = merged.value[name] ?? {};
  const wrongType = findProblems(v.record(v.string(), v.unknown()), given, name);
  if (wrongType.problems) return { problems: located(wrongType.problems, merged.origins) };
  const head = findProblems(sectionHeadSchema, { enabled: true, ...wrongType.value }, name);
  if (head.problems) return { problems: located(head.problems, merged.origins) };

  const level = head.value.level ?? globalLevel;
  const { enabled: _enabled, level: _level, ...rest } = wrongType.value;
  const whole = mergeLayers([
    { origin: `level ${level}`, value: { [name]: tables[level] } },
    { origin: 'given', value: { [name]: rest } },
  ]);
  const origins = new Map(
    [...whole.origins].map(([path, origin]) => [path, origin === 'given' ? (originAt(merged.origins, path) ?? origin) : origin]),
  );
  const written = (whole.value[name] ?? {}) as Readonly<Record<string, unknown>>;
  const checked = findProblems(schema, written, name);
  if (checked.problems) return { problems: located(checked.problems.map(withHeadNames), origins) };

  if (!merged.origins.has(`${name}.enabled`)) origins.set(`${name}.enabled`, 'default');
  if (!merged.origins.has(`${name}.level`)) origins.set(`${name}.level`, originAt(merged.origins, 'level') ?? 'default');
  return { value: { enabled: head.value.enabled, level, options: checked.value, written }, origins };
}

/** A section's own options know nothing of `enabled` and `level`, which are right there too. */
function withHeadNames(problem: Problem): Problem {
  const [, key, deeper] = problem.path.split('.');
  if (key === undefined || deeper !== undefined || !problem.actual.startsWith('the unknown key')) return problem;
  const nearest = problem.nearest ?? nearestName(key, ['enabled', 'level']);
  return {
    ...problem,
    expected: problem.expected.replace('one of ', 'one of enabled, level, '),
    ...(nearest === undefined ? {} : { nearest }),
  };
}
