/** Damaged databases of every tool that has one: bits, pages, ends; events, or refused by a code. */
import { ImportError } from '#src/importers/index.ts';
import { writeSqlite } from '../../dist/test/helpers/sqlite-writer.js';
import { randomOf } from '../random.mjs';
import { fixtureTables, importerOf } from './fixture-logs.mjs';
import { memorySource } from './memory-source.mjs';
import { mutate } from './mutate.mjs';

/** Of the fixtures, bytes. */
const PAGE = 65_536;

/** Sessions of a database that are read. */
const SESSIONS = 3;

export async function prepare(seed) {
  const databases = fixtureTables().map(({ tables, ...rest }) => ({ ...rest, bytes: writeSqlite(tables) }));
  return {
    inputOf: (index) => {
      const { tool, name, bytes } = databases[index % databases.length];
      const random = randomOf(seed * 1_000_003 + index);
      const mutant = random() < 0.3 ? withSwappedPages(bytes, random) : mutateUsed(bytes, random);
      return { bytes: mutant.bytes, what: `${tool} ${name}: ${mutant.what}` };
    },
    check: (bytes, index) => read(bytes, databases[index % databases.length]),
  };
}

/** Two pages change places, or one stands in both. */
function withSwappedPages(bytes, random) {
  const damaged = bytes.slice();
  const pages = bytes.length / PAGE;
  const [one, other] = [0, 1].map(() => Math.floor(random() * pages) * PAGE);
  damaged.set(bytes.subarray(one, one + PAGE), other);
  if (random() < 0.5) damaged.set(bytes.subarray(other, other + PAGE), one);
  return { bytes: damaged, what: `pages ${one / PAGE} and ${other / PAGE}` };
}

/** Most of a page is empty: damage there does nothing, so it goes where something stands. */
function mutateUsed(bytes, random) {
  if (random() < 0.3) return mutate(bytes, random);
  const damaged = bytes.slice();
  let at = Math.floor(random() * bytes.length);
  while (at > 0 && bytes[at] === 0) at -= 1;
  const isText = bytes[at] >= 0x20 && random() < 0.5;
  damaged[at] = isText ? 0x20 + Math.floor(random() * 95) : damaged[at] ^ (1 << Math.floor(random() * 8));
  return { bytes: damaged, what: `byte ${at}` };
}

async function read(bytes, { tool, name }) {
  const importer = await importerOf(tool);
  try {
    const sessions = await importer.sessions(memorySource(bytes, name, PAGE));
    for (const { id } of sessions.slice(0, SESSIONS)) {
      let last;
      for await (const event of importer.import(memorySource(bytes, name, PAGE), { session: id }))
        last = event;
      if (last?.type !== 'report') throw new Error('there is no summary at the end');
    }
    return sessions.length > 0 ? 'read' : 'no session';
  } catch (error) {
    if (error instanceof ImportError) return 'refused';
    throw error;
  }
}
