import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { referenceFolder } from './corpus.ts';
import { projectPath } from './project-path.ts';

/** Why a test against a published schema skips itself. */
export const NO_REFERENCE = 'no folder of schemas: set REPRISE_REFERENCE to run this test';

/** Finds what a published schema says against a value: nothing when it is valid. */
export type SchemaCheck = (value: unknown) => readonly string[];

/** A published schema of another format, or `undefined` where the folder of them is missing. */
export function publishedSchema(name: string): SchemaCheck | undefined {
  const folder = referenceFolder();
  if (folder === undefined) return undefined;
  const schema = JSON.parse(readFileSync(join(folder, name), 'utf8')) as object;
  const validate = new Ajv2020({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
  return (value) =>
    validate(value)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

/** The JSON lines fixtures of an importer, those in folders too: name → records. */
export function lineFixtures(importer: string): ReadonlyMap<string, readonly unknown[]> {
  const folder = projectPath(`test/fixtures/importers/${importer}`);
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.jsonl'),
  );
  return new Map(
    names.sort().map((name) => [
      name,
      readFileSync(join(folder, name), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ]),
  );
}
