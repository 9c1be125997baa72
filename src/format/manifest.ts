/** `manifest.json` ⇄ {@link Manifest} (spec section 5). */

import { MANIFEST_ENTRY, NOTES_ENTRY } from './archive-layout.ts';
import { ArchiveError } from './errors.ts';
import { quote } from './findings.ts';
import { array, count, faultOf, literal, number, object, record, text, textLike } from './json-shape.ts';
import { migrateManifest } from './migrate.ts';
import type { Manifest } from './model.ts';
import { isObject } from './segments/json-value.ts';
import { FORMAT_MAJOR } from './version.ts';

const sha256 = textLike('a SHA-256 in hexadecimal digits', /^[0-9a-f]{64}$/);
const uuid = textLike('a UUID', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);
const version = textLike('a version', /^\d+\.\d+$/);
const moment = textLike('a time in UTC', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);

const track = object(
  { id: text, kind: text, entry: text },
  {
    title: text,
    parent: text,
    spawnedBy: text,
    synthesised: literal(true),
    cols: count,
    rows: count,
    poster: count,
    events: count,
  },
);

const tokens = object(
  {},
  { inputTokens: count, outputTokens: count, cacheReadTokens: count, cacheWriteTokens: count },
);

const stats = object(
  { turns: count, toolCalls: count, changes: count, errors: count },
  {
    additions: count,
    deletions: count,
    files: count,
    commits: count,
    tests: object({ runs: count }, { passed: count, failed: count }),
    tokens: record(tokens),
    cost: object({ amount: number, currency: text }),
  },
);

const fidelity = object(
  { records: count, understood: count, kept: count, unreadable: count },
  {
    types: record(object({}, { understood: count, kept: count })),
    versions: array(text),
    notes: array(object({ code: text, count, message: text })),
  },
);

const cut = object(
  { time: count },
  {
    length: count,
    closed: literal(true),
    turns: count,
    messages: count,
    toolCalls: count,
    changes: count,
    tracks: count,
  },
);

const manifestShape = object(
  {
    format: literal('reprise'),
    version,
    id: uuid,
    title: text,
    duration: count,
    generator: object({ name: text, version: text }),
    tracks: array(track),
  },
  {
    startedAt: moment,
    agent: object({ name: text }, { version: text, models: array(text) }),
    workspace: object({}, { root: text, git: object({}, { branch: text, commit: text, remote: text }) }),
    chapters: array(object({ time: count, title: text }, { event: text })),
    stats,
    redactions: array(object({ class: text, count, rules: text })),
    masking: object(
      { rules: text },
      { kept: count, uncertain: count, unsearched: object({}, { images: count, documents: count }) },
    ),
    fidelity,
    sources: array(
      object(
        { tool: text, name: text, size: count },
        { session: text, sessionId: text, revision: text, entry: text },
      ),
    ),
    derivedFrom: object({ id: text, sha256 }),
    cuts: array(cut),
    digests: record(sha256),
  },
);

/**
 * The text of `manifest.json`, indented: people read it with `unzip -p`. The SHA-256 of these bytes is the identity
 * of the archive.
 */
export function formatManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/**
 * Checks a parsed `manifest.json` and brings it to the current version. Unknown keys are kept.
 *
 * @param archive - name of the archive, for messages
 * @throws {ArchiveError} `unsupported-version` when its major version is newer than ours, `invalid-entry` with the
 *   path of the first member that is not as it must be
 */
export function readManifest(json: unknown, archive: string): Manifest {
  if (!isObject(json)) throw invalid('is not a JSON object, or is too deeply nested');
  const { version } = json;
  const major = typeof version === 'string' ? /^(\d+)\.\d+$/.exec(version)?.[1] : undefined;
  if (json['format'] === 'reprise' && Number(major) > FORMAT_MAJOR) {
    throw new ArchiveError(
      'unsupported-version',
      `${quote(archive)} is written in version ${String(version)} of the format: it needs a Reprise that reads ` +
        `version ${major}.0 or later, this one reads up to ${FORMAT_MAJOR}.x`,
      { entry: MANIFEST_ENTRY },
    );
  }
  const migrated = migrateManifest(json);
  const fault = faultOf(migrated, manifestShape);
  if (fault === undefined) return migrated as unknown as Manifest;
  throw invalid(`is invalid: ${fault}`);
}

/** Whether an archive has notes: known from its manifest, before anything else is read (spec [NTE-2]). */
export function hasNotes({ digests }: Pick<Manifest, 'digests'>): boolean {
  return digests !== undefined && Object.hasOwn(digests, NOTES_ENTRY);
}

function invalid(message: string): ArchiveError {
  return new ArchiveError('invalid-entry', `"${MANIFEST_ENTRY}" ${message}`, { entry: MANIFEST_ENTRY });
}
