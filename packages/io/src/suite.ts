import type { Suite } from '@nsi/core/report';

/** Benchmarks that `nsi bench --io` runs. */
const ioSuites: readonly Suite[] = [];
export default ioSuites;
