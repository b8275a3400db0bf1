import { memoryError } from '../errors.ts';
import type { EvictionPolicy } from './eviction-policy.ts';
import { lru } from './lru.ts';
import { s3Fifo } from './s3-fifo.ts';
import { sieve } from './sieve.ts';
import { wTinyLfu } from './w-tinylfu.ts';

/** The policies that come with the package. `s3-fifo` is the default; `w-tinylfu` costs a little more memory and resists scans and loops best. */
export type PolicyName = 's3-fifo' | 'w-tinylfu' | 'lru' | 'sieve';

const policies: Readonly<Record<PolicyName, EvictionPolicy>> = Object.freeze({ 's3-fifo': s3Fifo, 'w-tinylfu': wTinyLfu, lru, sieve });

/** Every eviction policy that comes with the package, the default first. */
export const policyNames: readonly PolicyName[] = Object.freeze(Object.keys(policies) as PolicyName[]);

/** The policy itself, or the one of this name. Throws `NSI_MEMORY_CACHE_OPTION` for a name that is none. */
export function policyOf(policy: PolicyName | EvictionPolicy): EvictionPolicy {
  if (typeof policy === 'object') return policy;
  if (Object.hasOwn(policies, policy)) return policies[policy];
  throw memoryError('NSI_MEMORY_CACHE_OPTION', `expected \`policy\` to be one of ${policyNames.join(', ')}, got ${JSON.stringify(policy)}`);
}
