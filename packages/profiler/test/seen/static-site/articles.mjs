export const articles = Array.from({ length: 20_000 }, (_, index) => ({
  title: `Notes of day ${index}`,
  tags: ['notes', `day-${index % 30}`],
  body: 'It rained again. '.repeat(20 + (index % 10)),
}));
