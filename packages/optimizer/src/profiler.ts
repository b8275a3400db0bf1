export * from '@nsi/profiler';
