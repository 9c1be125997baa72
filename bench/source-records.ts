/** What a source says, read without the importer of its tool: what is looked for in the archives that were made of it. */
import { readFileSync } from 'node:fs';
import type { ImportSource, OpenedSource } from '#src/importers/index.ts';
import { packedRecords } from '../test/helpers/claude-records.ts';
import { rolloutRecords } from '../test/helpers/codex-reading.ts';
import { projectPath } from '../test/helpers/project-path.ts';
import type { EnvelopeField } from '../test/helpers/leaf-scanner.ts';
import { documentRecords, lineRecords } from '../test/helpers/tool-suite.ts';

/** The records of a source, and the fields of them that its tool's page says are left out. */
export interface SourceRecords {
  readonly records: readonly unknown[];
  readonly leftOut: readonly EnvelopeField[];
}

/**
 * The records of a source: lines of JSON, the items of a document, the lines of a text.
 *
 * @returns `undefined` of databases, which hold more than sessions, and of recordings that are no JSON: what is lost of
 *   those is for tests to say, which know their forms
 */
export async function recordsOf({ source, tool, isStore }: OpenedSource): Promise<SourceRecords | undefined> {
  if (isStore) return undefined;
  const text = await textOf(source);
  const isJson = /^[[{]/.test(text);
  if (!isJson && tool.recordsTerminal) return undefined;
  const read = isDocument(text) ? itemsOf : (READINGS[tool.id] ?? lineRecords);
  const records = isJson
    ? read(text).map((record) => comparable(record, tool.id))
    : withoutMarks(text).split('\n');
  return { records, leftOut: leftOutOfPage(tool.id) };
}

/** Tools of which whole records are left out, or stand within others. */
const READINGS: Readonly<Record<string, (log: string) => readonly unknown[]>> = {
  'claude-code': packedRecords,
  'codex-cli': rolloutRecords,
};

/** A record as an archive says it: JSON in texts opened, and the lines of changes as they stand in the files. */
function comparable(record: unknown, tool: string): unknown {
  if (record === undefined) return undefined;
  return JSON.parse(JSON.stringify(record), (key, value: unknown) => {
    if (key === 'structuredPatch' && Array.isArray(value)) return value.map(linesOfHunk);
    // JSON in the texts of Claude Code is what commands have printed.
    return typeof value === 'string' && tool !== 'claude-code' ? plainText(value) : value;
  }) as unknown;
}

/** Claude Code writes tabs as two spaces there: where a line begins is not compared. */
function linesOfHunk(hunk: { readonly lines?: readonly string[] } | null): unknown {
  return { ...hunk, lines: hunk?.lines?.map((line) => line.slice(1).trimStart()) };
}

/** What a text that holds others says: the value of JSON, the lines of a patch or of a numbered file. */
function plainText(text: string): unknown {
  const value = /^[[{]/.test(text) ? parsed(text) : undefined;
  if (value !== undefined) return value;
  if (/^(?:@@|\*\*\* Begin Patch)/m.test(text)) {
    return text.replaceAll(/^(?:@@|\*\*\*|---|\+\+\+|diff |index ).*$/gm, '').replaceAll(/^[-+ ]/gm, '');
  }
  return text.replaceAll(/^(?:<content>)?(?:\d{5}\| |\d+: )|^<path>|<\/path>$/gm, '');
}

/** The fields that a tool's page says are left out: tests hold it to what the importer does. */
function leftOutOfPage(tool: string): readonly EnvelopeField[] {
  const page = readFileSync(projectPath(`docs/importers/${tool}.md`), 'utf8');
  const start = page.indexOf('## Fields that are left out');
  if (start === -1) return [];
  const rows = page.slice(start).matchAll(/^\| `([^`]+)` \| (.+) \|$/gm);
  // A record may stand within another one: its fields are known by the end of their path.
  return [...rows].map(([, path, why]) => ({ path: path!.replace(/^~?/, '~'), why: why! }));
}

async function textOf(source: ImportSource): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source.chunks()) chunks.push(chunk.slice());
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
}

function isDocument(text: string): boolean {
  return /^[[{]/.test(text) && parsed(text) !== undefined;
}

function itemsOf(text: string): readonly unknown[] {
  const root = parsed(text);
  if (typeof root !== 'object' || root === null || Array.isArray(root)) return documentRecords()(text);
  const lists = Object.entries(root).flatMap(([key, value]) => (Array.isArray(value) ? [key] : []));
  return documentRecords(...lists)(text);
}

/** A chat history in Markdown, without what marks prompts and messages of the program at the start of a line. */
function withoutMarks(text: string): string {
  return text.replaceAll(/^(?:#### |> )|[ \t]+$/gm, '');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
