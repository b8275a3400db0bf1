export * from '@nsi/cpu';
