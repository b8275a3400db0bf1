import { defineMetrics } from '@nsi/core';

/** What this room measures. */
export const memoryMetrics = defineMetrics({
  codecInput: {
    name: 'nsi_memory_codec_input_bytes_total',
    kind: 'counter',
    help: 'Plain bytes that were packed or unpacked.',
    labels: ['operation', 'codec'],
  },
  codecOutput: {
    name: 'nsi_memory_codec_packed_bytes_total',
    kind: 'counter',
    help: 'Packed bytes that were made or read.',
    labels: ['operation', 'codec'],
  },
});
