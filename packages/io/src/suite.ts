import type { Suite } from '@nsi/core/report';
import { cacheSuites } from './suites/cache-suites.ts';
import { readingSuites } from './suites/reading-suites.ts';
import { writeSuites } from './suites/write-suites.ts';

/** Benchmarks that `nsi bench --io` runs. */
const ioSuites: readonly Suite[] = [...readingSuites, ...writeSuites, ...cacheSuites];
export default ioSuites;
