import type { Suite } from '@nsi/core/report';

/** Benchmarks that `nsi bench --memory` runs. */
const memorySuites: readonly Suite[] = [];
export default memorySuites;
