export { prometheusRecorder, type PrometheusClient, type PrometheusRecorderOptions } from './prometheus-recorder.ts';
