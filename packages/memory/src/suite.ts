import type { Suite } from '@nsi/core/report';
import { cacheSuites } from './suites/cache-suites.ts';
import { codecSuites } from './suites/codec-suites.ts';
import { poolSuites } from './suites/pool-suites.ts';
import { structureSuites } from './suites/structure-suites.ts';

/** Benchmarks that `nsi bench --memory` runs. */
const memorySuites: readonly Suite[] = [...codecSuites, ...cacheSuites, ...poolSuites, ...structureSuites];
export default memorySuites;
