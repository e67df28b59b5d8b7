// OSC packets: messages of i, f and s arguments, and the bundles they may come in.

const utf8 = new TextEncoder();
const plain = new TextDecoder();

const WRITE = {
  i: (value) => number4((view) => view.setInt32(0, value)),
  f: (value) => number4((view) => view.setFloat32(0, value)),
  s: (value) => padded(String(value)),
};
const READ = {
  i: (view, at) => [view.getInt32(at), at + 4],
  f: (view, at) => [view.getFloat32(at), at + 4],
  s: (view, at) => string(view, at),
};

/** Return one message as bytes. `types`: the type tag of each argument, such as "if". */
export function encode(address, types, args) {
  const pieces = [padded(address), padded(`,${types}`)];
  [...types].forEach((type, index) => pieces.push(WRITE[type](args[index])));
  const packet = new Uint8Array(pieces.reduce((size, piece) => size + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    packet.set(piece, at);
    at += piece.length;
  }
  return packet;
}

/** Return the messages of a packet, [{address, args}], in order. Throws RangeError or TypeError on what is no OSC. */
export function decode(buffer) {
  return packetOf(new DataView(buffer));
}

function packetOf(view) {
  const [head, at] = string(view, 0);
  if (head !== "#bundle") return [message(view, head, at)];
  const messages = [];
  for (let next = at + 8; next < view.byteLength; ) {
    const size = view.getInt32(next);
    messages.push(...packetOf(new DataView(view.buffer, view.byteOffset + next + 4, size)));
    next += 4 + size;
  }
  return messages;
}

function message(view, address, start) {
  const [types, first] = string(view, start);
  const args = [];
  let at = first;
  for (const type of types.slice(1)) {
    const [value, after] = READ[type](view, at);
    args.push(value);
    at = after;
  }
  return { address, args };
}

function string(view, start) {
  let end = start;
  while (view.getUint8(end)) end += 1;
  return [plain.decode(new Uint8Array(view.buffer, view.byteOffset + start, end - start)), (end + 4) & ~3];
}

function padded(text) {
  const bytes = utf8.encode(text.replaceAll("\0", " "));
  const whole = new Uint8Array((bytes.length + 4) & ~3);
  whole.set(bytes);
  return whole;
}

function number4(write) {
  const bytes = new Uint8Array(4);
  write(new DataView(bytes.buffer));
  return bytes;
}
