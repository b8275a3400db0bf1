import type { Suite } from '@nsi/core/report';
import { cacheSuites } from './suites/cache-suites.ts';

/** Benchmarks that `nsi bench --io` runs. */
const ioSuites: readonly Suite[] = [...cacheSuites];
export default ioSuites;
