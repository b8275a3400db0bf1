import type { Suite } from '@nsi/core/report';

/** Benchmarks that `nsi bench --cpu` runs. */
const cpuSuites: readonly Suite[] = [];
export default cpuSuites;
