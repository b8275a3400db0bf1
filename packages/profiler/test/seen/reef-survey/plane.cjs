/** Gives out one and the same cleared array as long as the size stays. */
exports.plane = (Kind) => {
  let array = new Kind(0);
  return (size) => {
    if (array.length === size) array.fill(0);
    else array = new Kind(size);
    return array;
  };
};
