export * from '@nsi/io';
