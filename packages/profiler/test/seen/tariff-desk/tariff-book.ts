import { EventEmitter } from 'node:events';

export class TariffBook extends EventEmitter<{ revised: [factor: number] }> {
  factor = 1;

  constructor() {
    super();
    this.setMaxListeners(0);
  }

  /** Rates of a country, by weight step of 300 g. */
  ratesOf(country: string): number[] {
    const base = country.charCodeAt(0) + country.charCodeAt(1);
    return Array.from({ length: 101 }, (_, step) => (base / 50 + step * 0.07) * this.factor);
  }

  revise(factor: number): void {
    this.factor = factor;
    this.emit('revised', factor);
  }
}
