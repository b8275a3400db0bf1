export * from '@nsi/viz';
