const origin = `http://127.0.0.1:${process.argv[2]}`;
const get = async (path) => (await fetch(origin + path)).json();

let answers = 0;
let best = '';
for (let round = 0; round < 19; round++) {
  const [top] = (await Promise.all([get('/ranking'), get('/health?by=probe'), get('/health')]))[0];
  best = top.machine;
  answers += 3;
}
process.send({ answers, best }, () => process.disconnect());
