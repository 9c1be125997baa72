import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { describe, expect, it } from '#test';
import { ArchiveReader, BytesSource } from '../../src/format/index.ts';
import { asciicast, claudeCode } from '../../src/importers/index.ts';
import { pack } from '../encode/pack.ts';
import { sourceOf } from '../helpers/import-sources.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const ajv = new Ajv2020({ strict: false, allErrors: true });
const schemas = new Map<string, ValidateFunction>(
  readdirSync(`${root}spec/schema`).map((name) => [
    name.replace('.schema.json', ''),
    ajv.compile(JSON.parse(readFileSync(`${root}spec/schema/${name}`, 'utf8')) as object),
  ]),
);

/** A foreign validator judges what our writer writes by the schemas as they are published. */
describe('the published JSON Schemas', () => {
  it('accept every line of the fixture of every kind', async () => {
    const bytes = new Uint8Array(readFileSync(`${root}spec/conformance/valid/every-kind.reprise`));

    expect(await faultsOf(await ArchiveReader.open(new BytesSource(bytes, 'every-kind')))).to.deep.equal([]);
  });

  it('accept every line of the sample session', async () => {
    const sample = (name: string): string => readFileSync(`${root}demo/sessions/${name}`, 'utf8');
    const { reader } = await pack([
      { events: () => claudeCode.import(sourceOf(sample('refresh-once.jsonl'))) },
      { events: () => asciicast.import(sourceOf(sample('refresh-once.cast'))) },
    ]);

    expect(await faultsOf(reader)).to.deep.equal([]);
  });

  it('refuse what the fixtures of invalid records hold', () => {
    const event = { t: 1.5, sessionUpdate: 'agent_message_chunk', content: { type: 'text' } };

    expect(faults('transcript-event', event)).to.have.length.greaterThan(2);
    expect(faults('change-event', { t: 1, id: 'a', path: 'a', op: 'paint' })).to.have.lengthOf(1);
    expect(faults('manifest', { format: 'zip' })).to.have.length.greaterThan(3);
  });
});

async function faultsOf(reader: ArchiveReader): Promise<string[]> {
  const found = [
    ...faults('manifest', JSON.parse(await reader.readText('manifest.json'))),
    ...faults('index', JSON.parse(await reader.readText('index.json'))),
  ];
  for (const { entry, kind } of reader.manifest.tracks) {
    const lines = (await reader.readText(entry)).trimEnd().split('\n');
    for (const [at, line] of lines.entries()) found.push(...lineFaults(kind, line, at));
  }
  return found;
}

function lineFaults(kind: string, line: string, at: number): string[] {
  if (kind === 'terminal' && at === 0) return faults('terminal-header', JSON.parse(line));
  const value: unknown = JSON.parse(line.replace(/^# /, ''));
  if (line.startsWith('#') || (typeof value === 'object' && value !== null && 'segment' in value))
    return faults('keyframe-line', value);
  return faults(kind === 'changes' ? 'change-event' : `${kind}-event`, value);
}

function faults(schema: string, value: unknown): string[] {
  const validate = schemas.get(schema)!;
  validate(value);
  return (validate.errors ?? []).map(
    ({ instancePath, message }) => `${schema}${instancePath} ${message ?? ''}`,
  );
}
