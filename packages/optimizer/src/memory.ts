export * from '@nsi/memory';
