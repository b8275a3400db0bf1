import { nearestName } from '../options/nearest-name.ts';
import type { Problem } from '../options/check.ts';
import { isPlainObject, type ConfigLayer } from './merge.ts';

/** An option that an environment variable can set. */
export interface VariableTarget {
  readonly variable: string;
  readonly path: string;
  /** The option's default: a number or boolean is read from text, anything else stays text. */
  readonly sample: unknown;
}

/** The variables for the leaves of `defaults`, which stand at `prefix`: `memory.pool.maxBytes` is `NSI_MEMORY_POOL_MAX_BYTES`. */
export function variableTargets(defaults: Readonly<Record<string, unknown>>, prefix = ''): readonly VariableTarget[] {
  return Object.entries(defaults).flatMap(([key, sample]) => {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    return isPlainObject(sample) ? variableTargets(sample, path) : [{ variable: variableName(path), path, sample }];
  });
}

/** Name of the variable that sets the option at `path`. */
export function variableName(path: string): string {
  return `NSI_${path
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[.-]/g, '_')
    .toUpperCase()}`;
}

/** One layer for each variable that is set. A variable of a known section that sets nothing is a problem. */
export function readVariables(
  variables: Readonly<Record<string, string | undefined>>,
  targets: readonly VariableTarget[],
): { readonly layers: readonly ConfigLayer[]; readonly problems: readonly Problem[] } {
  const byName = new Map(targets.map((target) => [target.variable, target]));
  const sections = new Set(
    targets.flatMap(({ path }) => (path.includes('.') ? [`${variableName(path.slice(0, path.indexOf('.')))}_`] : [])),
  );
  const layers: ConfigLayer[] = [];
  const problems: Problem[] = [];
  for (const [name, text] of Object.entries(variables)) {
    if (text === undefined || !name.startsWith('NSI_')) continue;
    const target = byName.get(name);
    if (target) layers.push({ origin: name, value: nested(target.path, parseText(text, target.sample)) });
    else if ([...sections].some((section) => name.startsWith(section))) problems.push(unknownVariable(name, byName.keys()));
  }
  return { layers, problems };
}

function unknownVariable(name: string, known: Iterable<string>): Problem {
  const nearest = nearestName(name, known);
  return {
    path: '',
    expected: 'an environment variable that sets an option',
    actual: `\`${name}\``,
    ...(nearest === undefined ? {} : { nearest }),
  };
}

function parseText(text: string, sample: unknown): unknown {
  if (typeof sample === 'boolean') return { true: true, 1: true, false: false, 0: false }[text.toLowerCase()] ?? text;
  if (typeof sample === 'number' && text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
  if (Array.isArray(sample)) return text.split(',').map((part) => part.trim());
  return text;
}

function nested(path: string, value: unknown): unknown {
  return path.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
}
