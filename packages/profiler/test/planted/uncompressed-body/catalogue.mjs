/** What the shop sells, as its API tells it. */
export const catalogue = Array.from({ length: 900 }, (_, index) => ({
  id: index,
  title: `Chair number ${index}`,
  description: 'Solid oak, oiled by hand, with a woven seat.',
  price: 100 + (index % 40),
}));
