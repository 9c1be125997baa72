/** Damage to files, as disks, networks and people do it; the same for the same random numbers. */

const NASTY = [0, 1, 0x0a, 0x22, 0x50, 0x4b, 0x5b, 0x7b, 0x7f, 0x80, 0xff];

/** Bytes of what a disk writes at once, and of a page of a database. */
const BLOCKS = [512, 4096];

const KINDS = { flip, set, cut, zero, drop, double, swapBlocks, insert };

/** What is put into texts: ends and beginnings of values, large numbers, text that says something else. */
const TEXTS = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ',',
  '\n',
  '\\',
  '\\u0000',
  '\\ud83d',
  '\u202e',
  '\u0000',
  '1e999',
  '-0',
  '99999999999999999999',
  'null',
  '{"__proto__":{"polluted":1}}',
  '"constructor"',
  '\u001b[2J',
  '[[[[[[[[',
];

/**
 * Damages bytes once or several times.
 *
 * @param {Uint8Array} bytes
 * @param {() => number} random - from 0 up to 1
 * @returns {{ bytes: Uint8Array, what: string }}
 */
export function mutate(bytes, random) {
  const times = 1 + (random() < 0.25 ? below(4, random) : 0);
  const names = Object.keys(KINDS);
  const told = [];
  let damaged = Buffer.from(bytes);
  for (let time = 0; time < times && damaged.length > 0; time += 1) {
    const name = names[below(names.length, random)];
    const at = placeIn(damaged, random);
    damaged = KINDS[name](damaged, at, random);
    told.push(`${name}@${at}`);
  }
  return { bytes: new Uint8Array(damaged), what: told.join(' ') };
}

/** Anywhere; at times near the end, where an archive has its directory, or the start, where others have a header. */
function placeIn(bytes, random) {
  const kind = random();
  const end = Math.min(bytes.length, 600);
  if (kind < 0.25) return bytes.length - 1 - below(end, random);
  if (kind < 0.4) return below(end, random);
  return below(bytes.length, random);
}

function below(limit, random) {
  return Math.floor(random() * limit);
}

function flip(bytes, at, random) {
  bytes[at] ^= 1 << below(8, random);
  return bytes;
}

function set(bytes, at, random) {
  bytes[at] = NASTY[below(NASTY.length, random)];
  return bytes;
}

function cut(bytes, at) {
  return bytes.subarray(0, at);
}

function zero(bytes, at, random) {
  return bytes.fill(0, at, Math.min(bytes.length, at + 1 + below(BLOCKS[0], random)));
}

function drop(bytes, at, random) {
  return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + below(BLOCKS[0], random))]);
}

function double(bytes, at, random) {
  const end = at + 1 + below(BLOCKS[0], random);
  return Buffer.concat([bytes.subarray(0, end), bytes.subarray(at)]);
}

/** Two blocks change places, or one is written over another. */
function swapBlocks(bytes, at, random) {
  const size = BLOCKS[below(BLOCKS.length, random)];
  const [one, other] = [at, below(bytes.length, random)].map((place) => place - (place % size));
  const first = Buffer.from(bytes.subarray(one, one + size));
  if (random() < 0.5) bytes.copy(bytes, one, other, other + size);
  bytes.set(first.subarray(0, Math.max(0, bytes.length - other)), other);
  return bytes;
}

function insert(bytes, at, random) {
  const text = Buffer.from(TEXTS[below(TEXTS.length, random)]);
  return Buffer.concat([bytes.subarray(0, at), text, bytes.subarray(at)]);
}
