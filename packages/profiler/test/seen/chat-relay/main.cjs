// Right answer: clean
// Relays what people write in a chat to all who are in the same room; now and then somebody writes.
'use strict';
const { setTimeout: pause } = require('node:timers/promises');
const { Member } = require('./member.cjs');
const { startRelay } = require('./relay.cjs');

async function talk(members, rounds) {
  for (let round = 0; round < rounds; round++) {
    const speaker = members[(round * 3) % members.length];
    speaker.say(`message ${round} from ${speaker.name}`);
    if (round % 10 === 0) speaker.say('anybody there?');
    await pause(20);
  }
}

async function main() {
  const relay = await startRelay();
  const names = ['ann', 'ben', 'cat', 'dan', 'eve', 'fay'];
  const members = await Promise.all(names.map((name, index) => Member.join(relay.port, name, `room-${index % 2}`)));
  await talk(members, 110);
  await pause(50);
  console.log(members.map(({ name, heard }) => `${name} ${heard}`).join(', '));
  for (const member of members) member.leave();
  relay.close();
}

main();
