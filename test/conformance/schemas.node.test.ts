import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { describe, expect, it } from '#test';
import { ArchiveReader, BytesSource, type TrackKind } from '#src/format/index.ts';
import { isObject } from '#src/format/segments/json-value.ts';
import {
  eventSchemaFault,
  headerSchemaFault,
  keyframeSchemaFault,
  notesSchemaFault,
} from '#src/format/validate/event-schema.ts';
import { asciicast } from '#src/importers/tools/asciicast/importer.ts';
import { claudeCode } from '#src/importers/tools/claude-code/importer.ts';
import { pack } from '../encode/pack.ts';
import { sourceOf } from '../helpers/import-sources.ts';
import { projectPath } from '../helpers/project-path.ts';

const root = projectPath('');
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

describe('the validator', () => {
  it('refuses what the published JSON Schemas refuse, whatever of a line is missing or changed, and no more', async () => {
    const bytes = new Uint8Array(readFileSync(`${root}spec/conformance/valid/every-kind.reprise`));
    const reader = await ArchiveReader.open(new BytesSource(bytes, 'every-kind'));
    const differences: string[] = [];
    const verdicts = { refused: 0, accepted: 0 };
    for (const { kind, place, value } of await linesOf(reader)) {
      for (const variant of variantsOf(value)) {
        const ours = validatorFault(kind, place, variant);
        const theirs = faults(schemaOf(kind, place), variant);
        verdicts[ours === undefined ? 'accepted' : 'refused'] += 1;
        // The validator knows the kind of the track, and with it which keyframe there must be.
        const isKnownBetter = place === 'keyframe' && ours !== undefined;
        if ((ours === undefined) !== (theirs.length === 0) && !isKnownBetter) {
          differences.push(
            `${JSON.stringify(variant)}: ${ours ?? 'fine'}, but ${theirs.join(', ') || 'fine'}`,
          );
        }
      }
    }

    expect(differences).to.deep.equal([]);
    expect(verdicts.refused).to.be.greaterThan(300);
    expect(verdicts.accepted).to.be.greaterThan(300);
  });
});

describe('the validator, on notes', () => {
  it('refuses what the published JSON Schema refuses, and no more [NTE-1]', async () => {
    const bytes = new Uint8Array(readFileSync(`${root}spec/conformance/valid/notes.reprise`));
    const reader = await ArchiveReader.open(new BytesSource(bytes, 'notes'));
    const differences: string[] = [];
    for (const variant of variantsOf(JSON.parse(await reader.readText('notes.json')))) {
      const isOurs = notesSchemaFault(variant) === undefined;
      if (isOurs !== (faults('notes', variant).length === 0)) differences.push(JSON.stringify(variant));
    }

    expect(differences).to.deep.equal([]);
  });
});

/** A value, and the value with each of its parts missing or replaced by something else. */
function* variantsOf(value: unknown): Generator {
  yield value;
  yield* changesOf(value);
}

function* changesOf(value: unknown): Generator {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    const place = Array.isArray(value) ? Number(key) : key;
    if (!Array.isArray(value))
      yield Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
    for (const other of [null, true, -1, 0, 1.5, '', 'x', 'blobs/x', 'x'.repeat(401), [], [{}], {}]) {
      yield withMember(value, place, other);
    }
    for (const changed of changesOf(member)) yield withMember(value, place, changed);
  }
}

function withMember(value: object, key: string | number, member: unknown): unknown {
  if (Array.isArray(value)) return value.with(Number(key), member);
  return { ...value, [key]: member };
}

type Place = 'header' | 'keyframe' | 'event';

interface Line {
  readonly kind: TrackKind;
  readonly place: Place;
  readonly value: unknown;
}

/** Every line of every track, parsed. */
async function linesOf(reader: ArchiveReader): Promise<Line[]> {
  const found: Line[] = [];
  for (const { entry, kind } of reader.manifest.tracks) {
    const lines = (await reader.readText(entry)).trimEnd().split('\n');
    for (const [at, line] of lines.entries()) {
      const value: unknown = JSON.parse(line.replace(/^# /, ''));
      const isKeyframe = line.startsWith('# ') || (isObject(value) && 'segment' in value);
      const place = kind === 'terminal' && at === 0 ? 'header' : isKeyframe ? 'keyframe' : 'event';
      found.push({ kind, place, value });
    }
  }
  return found;
}

async function faultsOf(reader: ArchiveReader): Promise<string[]> {
  return [
    ...faults('manifest', JSON.parse(await reader.readText('manifest.json'))),
    ...faults('index', JSON.parse(await reader.readText('index.json'))),
    ...(await linesOf(reader)).flatMap(({ kind, place, value }) => faults(schemaOf(kind, place), value)),
  ];
}

function schemaOf(kind: TrackKind, place: Place): string {
  if (place === 'header') return 'terminal-header';
  if (place === 'keyframe') return 'keyframe-line';
  return kind === 'changes' ? 'change-event' : `${kind}-event`;
}

function validatorFault(kind: TrackKind, place: Place, value: unknown): string | undefined {
  if (place === 'header') return headerSchemaFault(value);
  if (place === 'event') return eventSchemaFault(kind, value);
  return isObject(value) ? keyframeSchemaFault(kind, value) : 'no object';
}

function faults(schema: string, value: unknown): string[] {
  const validate = schemas.get(schema)!;
  validate(value);
  return (validate.errors ?? []).map(
    ({ instancePath, message }) => `${schema}${instancePath} ${message ?? ''}`,
  );
}
