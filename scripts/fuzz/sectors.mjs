/** What a disk does to an archive: a block of 512 bytes is zeroed, changes places with another, or stands in its place. */
import { sampleArchives } from './sample-archives.mjs';
import { compareWith } from './archives.mjs';
import { everythingIn } from './everything.mjs';

const SECTOR = 512;

export async function prepare(seed) {
  const archives = await sampleArchives();
  const wholes = await Promise.all(archives.map(everythingIn));
  const cases = archives.flatMap((bytes, archive) => {
    const count = Math.ceil(bytes.length / SECTOR);
    return Array.from({ length: count * KINDS.length }, (_, index) => ({
      archive,
      sector: Math.floor(index / KINDS.length),
      other: (Math.floor(index / KINDS.length) * 7 + 1 + seed) % count,
      kind: KINDS[index % KINDS.length],
    }));
  });
  const caseOf = (index) => cases[(index * 13) % cases.length];
  return {
    inputOf: (index) => {
      const { archive, sector, other, kind } = caseOf(index);
      const bytes = archives[archive].slice();
      kind(bytes, sector * SECTOR, other * SECTOR);
      return { bytes, what: `${kind.name} of sector ${sector}, ${other}` };
    },
    check: (bytes, index) => compareWith(wholes[caseOf(index).archive], bytes),
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
