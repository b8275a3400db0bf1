const byStep = (left, right) => left.step - right.step;

export class RateBook {
  constructor(rates = []) {
    this.rates = [...rates].sort(byStep);
  }

  /** The rate of the step a parcel falls into, or of the heaviest step of its zone. */
  rateFor(carrier, zone, step) {
    return this.rates.find((rate) => rate.step >= step && rate.carrier === carrier && rate.zone === zone); // <- slow
  }
}
