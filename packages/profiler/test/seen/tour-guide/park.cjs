class Park {
  constructor(width, height, isFree) {
    Object.assign(this, { width, height, isFree, size: width * height });
  }

  static grown({ width, height, seed }) {
    let state = seed;
    const isFree = Uint8Array.from({ length: width * height }, () => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return (state >>> 16) % 10 < 8 ? 1 : 0;
    });
    return new Park(width, height, isFree);
  }

  squareAt(x, y) {
    return y * this.width + x;
  }

  *neighbours(square) {
    const x = square % this.width;
    if (x > 0 && this.isFree[square - 1]) yield square - 1;
    if (x < this.width - 1 && this.isFree[square + 1]) yield square + 1;
    if (this.isFree[square - this.width]) yield square - this.width;
    if (this.isFree[square + this.width]) yield square + this.width;
  }
}

module.exports = { Park };
