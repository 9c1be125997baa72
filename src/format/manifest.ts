/** `manifest.json` ⇄ {@link Manifest} (FORMAT section 3). */

import * as v from 'valibot';
import { MANIFEST_ENTRY } from './archive-layout.ts';
import { ArchiveError } from './errors.ts';
import { quote } from './findings.ts';
import { migrateManifest } from './migrate.ts';
import type { Manifest } from './model.ts';
import { isObject } from './segments/json-value.ts';
import { FORMAT_MAJOR } from './version.ts';

const text = v.string();
const optionalText = v.exactOptional(text);
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const optionalCount = v.exactOptional(count);
const sha256 = v.pipe(text, v.regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hexadecimal digits'));

const TrackSchema = v.looseObject({
  id: text,
  kind: text,
  entry: text,
  title: optionalText,
  parent: optionalText,
  spawnedBy: optionalText,
  synthesised: v.exactOptional(v.literal(true)),
  cols: optionalCount,
  rows: optionalCount,
  events: optionalCount,
});

const CostSchema = v.looseObject({ amount: v.number(), currency: text });

const StatsSchema = v.looseObject({
  turns: count,
  toolCalls: count,
  changes: count,
  errors: count,
  additions: optionalCount,
  deletions: optionalCount,
  files: optionalCount,
  tokens: v.exactOptional(
    v.record(
      text,
      v.looseObject({
        inputTokens: optionalCount,
        outputTokens: optionalCount,
        cacheReadTokens: optionalCount,
        cacheWriteTokens: optionalCount,
      }),
    ),
  ),
  cost: v.exactOptional(CostSchema),
});

const FidelitySchema = v.looseObject({
  records: count,
  understood: count,
  kept: count,
  unreadable: count,
  types: v.exactOptional(v.record(text, v.looseObject({ understood: optionalCount, kept: optionalCount }))),
  versions: v.exactOptional(v.array(text)),
  notes: v.exactOptional(v.array(v.looseObject({ code: text, count, message: text }))),
});

const ManifestSchema = v.looseObject({
  format: v.literal('reprise'),
  version: v.pipe(text, v.regex(/^\d+\.\d+$/)),
  id: v.pipe(text, v.uuid()),
  title: text,
  startedAt: v.exactOptional(v.pipe(text, v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/))),
  duration: count,
  generator: v.looseObject({ name: text, version: text }),
  agent: v.exactOptional(
    v.looseObject({ name: text, version: optionalText, models: v.exactOptional(v.array(text)) }),
  ),
  workspace: v.exactOptional(
    v.looseObject({
      root: optionalText,
      git: v.exactOptional(
        v.looseObject({ branch: optionalText, commit: optionalText, remote: optionalText }),
      ),
    }),
  ),
  tracks: v.array(TrackSchema),
  chapters: v.exactOptional(v.array(v.looseObject({ time: count, title: text, event: optionalText }))),
  stats: v.exactOptional(StatsSchema),
  redactions: v.exactOptional(v.array(v.looseObject({ class: text, count, rules: text }))),
  fidelity: v.exactOptional(FidelitySchema),
  derivedFrom: v.exactOptional(v.looseObject({ id: text, sha256 })),
  digests: v.exactOptional(v.record(text, sha256)),
});

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
  const result = v.safeParse(ManifestSchema, migrated);
  if (result.success) return migrated as unknown as Manifest;
  const [issue] = result.issues;
  throw invalid(`is invalid at ${quote(v.getDotPath(issue) ?? '')}: ${issue.message}`);
}

function invalid(message: string): ArchiveError {
  return new ArchiveError('invalid-entry', `"${MANIFEST_ENTRY}" ${message}`, { entry: MANIFEST_ENTRY });
}
