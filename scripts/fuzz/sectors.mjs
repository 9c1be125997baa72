/** What a disk does to an archive: a block of 512 bytes is zeroed, changes places with another, or stands in its place. */
import { DamageCheck } from '../../dist/test/helpers/damaged-archive.js';
import { inDrawnOrder } from './drawn-order.mjs';
import { sampleArchives } from './sample-archives.mjs';

const SECTOR = 512;

export async function prepare(seed) {
  const archives = Object.values(await sampleArchives());
  const checks = await Promise.all(archives.map((bytes) => DamageCheck.of(bytes)));
  const cases = archives.flatMap((bytes, archive) => {
    const count = Math.ceil(bytes.length / SECTOR);
    return Array.from({ length: count * KINDS.length }, (_, index) => ({
      archive,
      sector: Math.floor(index / KINDS.length),
      other: (Math.floor(index / KINDS.length) * 7 + 1 + seed) % count,
      kind: KINDS[index % KINDS.length],
    }));
  });
  const caseOf = inDrawnOrder(cases, seed);
  return {
    all: cases.length,
    inputOf: (index) => {
      const { archive, sector, other, kind } = caseOf(index);
      const bytes = archives[archive].slice();
      kind(bytes, sector * SECTOR, other * SECTOR);
      return { bytes, what: `${kind.name} of sector ${sector}, ${other}` };
    },
    check: (bytes, index) => checks[caseOf(index).archive].outcomeOf(bytes, true),
  };
}

const KINDS = [zero, swap, double];

function zero(bytes, at) {
  bytes.fill(0, at, at + SECTOR);
}

function swap(bytes, at, other) {
  const [first, second] = [at, other].map((start) => bytes.slice(start, start + SECTOR));
  const size = Math.min(first.length, second.length);
  bytes.set(first.subarray(0, size), other);
  bytes.set(second.subarray(0, size), at);
}

function double(bytes, at, other) {
  bytes.set(bytes.slice(at, at + SECTOR).subarray(0, bytes.length - other), other);
}
