import type { Suite } from '@nsi/core/report';
import { expressionSuites } from './suites/expression-suites.ts';
import { kernelSuites } from './suites/kernel-suites.ts';
import { poolSuites } from './suites/pool-suites.ts';
import { scheduleSuites } from './suites/schedule-suites.ts';

/** Benchmarks that `nsi bench --cpu` runs. */
const cpuSuites: readonly Suite[] = [...kernelSuites, ...expressionSuites, ...poolSuites, ...scheduleSuites];
export default cpuSuites;
