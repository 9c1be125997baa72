/** Damaged logs and recordings of every tool: each becomes a valid archive, or is refused by a code. */
import { encodeSession } from '#src/encode/index.ts';
import { BytesSink, BytesSource, validateArchive } from '#src/format/index.ts';
import { ImportError } from '#src/importers/index.ts';
import { zlibDeflater } from '#src/node/zlib-deflater.ts';
import { randomOf } from '../random.mjs';
import { fixtureLogs, importerOf } from './fixture-logs.mjs';
import { memorySource } from './memory-source.mjs';
import { mutate } from './mutate.mjs';

/** One of so many archives is looked through. */
const VALIDATED = 4;

export async function prepare(seed) {
  const logs = fixtureLogs();
  return {
    inputOf: (index) => {
      const { bytes, tool, name } = logs[index % logs.length];
      const mutant = mutate(bytes, randomOf(seed * 1_000_003 + index));
      return { bytes: mutant.bytes, what: `${tool} ${name}: ${mutant.what}` };
    },
    check: (bytes, index) => pack(bytes, logs[index % logs.length], index % VALIDATED === 0),
  };
}

async function pack(bytes, { tool, name }, isValidated) {
  const importer = await importerOf(tool);
  const sink = new BytesSink();
  try {
    const source = { events: () => importer.import(memorySource(bytes, name)) };
    const { manifest } = await encodeSession([source], {
      deflater: zlibDeflater,
      sink,
      generator: { name: 'fuzz', version: '1' },
    });
    if (!manifest.fidelity) throw new Error('there is no summary');
    const { records, understood, kept, unreadable } = manifest.fidelity;
    if (understood + kept + unreadable !== records)
      throw new Error(`${records} records are not ${understood} + ${kept} + ${unreadable}`);
  } catch (error) {
    if (error instanceof ImportError) return 'refused';
    throw error;
  }
  if (isValidated) await expectValid(sink.bytes());
  return 'packed';
}

async function expectValid(bytes) {
  const { findings } = await validateArchive(new BytesSource(bytes));
  if (findings.length > 0)
    throw new Error(`the archive is not valid: ${findings[0].code} ${findings[0].message}`);
}
