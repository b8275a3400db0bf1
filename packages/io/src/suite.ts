import type { Suite } from '@nsi/core/report';
import { cacheSuites } from './suites/cache-suites.ts';
import { readingSuites } from './suites/reading-suites.ts';

/** Benchmarks that `nsi bench --io` runs. */
const ioSuites: readonly Suite[] = [...readingSuites, ...cacheSuites];
export default ioSuites;
