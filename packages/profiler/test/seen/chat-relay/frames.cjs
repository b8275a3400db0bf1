'use strict';

exports.frame = function frame(message) {
  const body = Buffer.from(JSON.stringify(message));
  const bytes = Buffer.allocUnsafe(body.length + 4);
  bytes.writeUInt32BE(body.length);
  body.copy(bytes, 4);
  return bytes;
};

exports.readFrames = function readFrames(socket, onMessage) {
  let rest = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    let bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (bytes.length >= 4 && bytes.length >= 4 + bytes.readUInt32BE()) {
      const end = 4 + bytes.readUInt32BE();
      onMessage(JSON.parse(bytes.subarray(4, end).toString('utf8')));
      bytes = bytes.subarray(end);
    }
    rest = bytes;
  });
};
