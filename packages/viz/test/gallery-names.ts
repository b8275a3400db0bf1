/** Names that a stranger could give. */
export const longName: string = `memory/pool ${'a-very-long-name-'.repeat(17)}end`;
export const hostile = '<script>alert("1")</script> & \u202Eevil\u0000\n\'quoted\'';
export const hebrew = 'מאגר זיכרון (גדול)';
export const nastyNames: readonly string[] = [
  hostile,
  longName,
  hebrew,
  'مجموعة الذاكرة 1',
  '',
  'a',
  'a',
  '漢字の名前',
  '__proto__',
  'constructor',
];

/** As many cases as a large suite has. */
export const manyNames: readonly string[] = Array.from({ length: 200 }, (_, index) => `case ${index + 1}/size=${2 ** (index % 20)}`);
