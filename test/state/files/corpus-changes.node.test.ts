import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '#test';
import { sha256Hex } from '#src/format/index.ts';
import type { ChangeEvent, SourceChange, SourceFileRead, SourceHunk } from '#src/format/index.ts';
import { ChangeRecorder, FilesState, parsePatch, referencedText } from '#src/state/files/index.ts';
import type { RecordedChange } from '#src/state/files/index.ts';
import { corpusFolder, NO_CORPUS } from '../../helpers/corpus.ts';

const corpus = corpusFolder();

/** The part of a Claude Code tool result that tells of files. */
interface Result {
  readonly type?: string;
  readonly filePath?: string;
  readonly content?: string;
  readonly oldString?: string;
  readonly newString?: string;
  readonly replaceAll?: boolean;
  readonly edits?: readonly { old_string: string; new_string: string; replace_all?: boolean }[];
  readonly originalFile?: string | null;
  readonly originalFileContents?: string | null;
  readonly structuredPatch?: readonly SourceHunk[];
  readonly userModified?: boolean;
  readonly file?: { filePath: string; content: string; startLine: number; totalLines: number };
}

function toChange(result: Result, index: number): SourceChange | undefined {
  const { filePath: path, content, oldString, newString, edits, structuredPatch: hunks } = result;
  if (path === undefined) return undefined;
  const original = result.originalFile ?? result.originalFileContents ?? undefined;
  const base = { type: 'change', time: index, sourceId: String(index), path } as const;
  const before = original === undefined ? {} : { before: original };
  if (content !== undefined && hunks) {
    return { ...base, ...before, op: result.type === 'create' ? 'create' : 'modify', after: content, hunks };
  }
  if (oldString !== undefined && newString !== undefined && hunks) {
    const edit = { oldText: oldString, newText: newString, replaceAll: result.replaceAll ?? false };
    return { ...base, ...before, op: 'modify', hunks, ...(result.userModified ? {} : { edits: [edit] }) };
  }
  if (!edits || !hunks) return undefined;
  const list = edits.map((edit) => ({
    oldText: edit.old_string,
    newText: edit.new_string,
    replaceAll: edit.replace_all ?? false,
  }));
  return { ...base, ...before, op: 'modify', edits: list, hunks };
}

function* readResults(file: string): Generator<Result> {
  for (const row of readFileSync(file, 'utf8').split('\n')) {
    if (!row.includes('"toolUseResult":{')) continue;
    try {
      yield (JSON.parse(row) as { toolUseResult: Result }).toolUseResult;
    } catch {
      // Cut off or damaged lines are the importer's business.
    }
  }
}

function logs(): string[] {
  const folder = join(corpus!, 'claude-code');
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((name) => name.endsWith('.jsonl'))
    .sort();
}

/** Every line of what a source says, for the check that none is lost. */
function* sourceTexts(change: SourceChange): Generator<string> {
  if (change.before !== undefined) yield change.before;
  if (change.after !== undefined) yield change.after;
  for (const { oldText, newText } of change.edits ?? []) yield* [oldText, newText];
}

describe('changes of real Claude Code logs', { skip: corpus ? false : NO_CORPUS }, () => {
  for (const log of corpus ? logs() : []) {
    it(`are recorded without loss: ${log.split('/').at(-1)}`, async () => {
      const blobs = new Map<string, string>();
      const storeText = (text: string): string => {
        const entry = `blobs/${sha256Hex(text)}.txt`;
        blobs.set(entry, text);
        return entry;
      };
      const recorder = new ChangeRecorder({ storeText });
      const state = new FilesState({
        blob: async (entry) => blobs.get(entry)!,
        segment: () => Promise.reject(new Error('one segment')),
      });
      const lines = new Set<string>();
      const counts = { changes: 0, inexact: 0, observed: 0, reads: 0, referenced: 0, patch: 0, text: 0 };
      const apply = (recorded: RecordedChange): void => {
        const event: ChangeEvent = { t: 0, id: `c${counts.changes}`, ...recorded };
        state.apply(event);
        const patch = event.patch ?? (event.patchBlob && blobs.get(event.patchBlob));
        const text = event.text ?? (event.blob && blobs.get(event.blob));
        counts.patch += event.patch?.length ?? 0;
        counts.text += event.text?.length ?? 0;
        if (patch) expect(parsePatch(patch)).to.be.an('array');
        for (const line of patch?.split('\n') ?? []) lines.add(line.slice(1));
        for (const line of text?.split('\n') ?? []) lines.add(line);
        for (const edit of (event._meta?.reprise?.['asked'] ?? []) as {
          oldText: string;
          newText: string;
        }[]) {
          for (const line of [...edit.oldText.split('\n'), ...edit.newText.split('\n')]) lines.add(line);
        }
        if (event.op === 'observe') counts.observed += 1;
        else counts.changes += 1;
        if (event.exact === false) counts.inexact += 1;
      };

      let index = 0;
      for (const result of readResults(log)) {
        index += 1;
        if (result.type === 'text' && result.file) {
          const { filePath: path, content: text, startLine, totalLines } = result.file;
          const read: SourceFileRead = { type: '_reprise/read', path, text, startLine, totalLines };
          const recorded = recorder.recordRead(read);
          counts.reads += 1;
          if (!recorded) continue;
          counts.referenced += 1;
          if (recorded.observe) apply(recorded.observe);
          const known = await state.textAt(path);
          expect(sha256Hex(known!)).to.equal(recorded.reference.sha256);
          expect(referencedText(known!, recorded.reference)).to.equal(text);
          continue;
        }
        const change = toChange(result, index);
        if (!change) continue;
        const events = recorder.record(change);
        events.forEach(apply);

        expect(events.filter(({ op }) => op !== 'observe').length).to.be.at.most(1);
        const known = await state.textAt(change.path);
        if (state.sha256(change.path) !== undefined) expect(known).to.be.a('string');
        if (change.after !== undefined) expect(known).to.equal(change.after);
        const all = [...lines].join('\n');
        for (const text of sourceTexts(change)) {
          for (const line of text.split('\n')) {
            if (!lines.has(line) && !all.includes(line)) expect.fail(`lost: ${line}`);
          }
        }
      }
      if (process.env['REPRISE_VERBOSE']) console.log(log.split('/').at(-1), JSON.stringify(counts));
    });
  }
});
