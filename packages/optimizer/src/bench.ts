export * from '@nsi/bench';
