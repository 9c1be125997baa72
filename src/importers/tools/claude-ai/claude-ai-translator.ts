import type { ContentBlock, SessionInfo } from '../../../format/index.ts';
import { parseIsoTime } from '../../sources/iso-time.ts';
import { compact, asNumber, isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { RecordTranslator, SourceRecord } from '../../records/record-importer.ts';
import { ShownText } from '../../kept/shown-text.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { describeCall } from '../../records/tool-description.ts';
import { callsOf } from './block-calls.ts';
import { FileEdits } from './file-edits.ts';
import type { FileEdit } from './file-edits.ts';
import { readToolOutput, runOf } from './tool-output.ts';
import { artifactEntry, CLAUDE_AI_TOOLS, commandOf } from './claude-ai-tools.ts';

/** What stands in the copy of a message for blocks that a client cannot show. */
const PLACEHOLDERS = [
  '```',
  'This block is not supported on your current device yet.',
  'Viewing artifacts created via the Analysis Tool web feature preview isn’t yet supported on mobile.',
];

/** What the messages of a conversation mean. */
export class ClaudeAiTranslator implements RecordTranslator {
  readonly #writer: SessionWriter;
  readonly #mainFiles = new FileEdits();
  readonly #branchFiles = new Map<string, FileEdits>();
  #facts: LogRecord = {};

  constructor(writer: SessionWriter) {
    this.#writer = writer;
  }

  survey(message: LogRecord, { number }: SourceRecord): void {
    const blocks = asList(message['content']);
    for (const [index, id] of callsOf(message, number)) {
      const block = blocks[index];
      if (!isObject(block)) continue;
      if (block['type'] === 'tool_result') this.#writer.survey.result(id);
      else this.#writer.survey.call(id, commandOf(asText(block['name']) ?? '', block['input']) !== undefined);
    }
  }

  envelope(conversation: LogRecord): void {
    this.#facts = conversation;
  }

  info(): Omit<SessionInfo, 'type' | 'startedAt'> {
    const title = asText(this.#facts['name']);
    const sessionId = asText(this.#facts['uuid']);
    const model = asText(this.#facts['model']);
    return {
      ...(title !== undefined && { title }),
      agent: { name: 'claude-ai', ...(model !== undefined && { models: [model] }) },
      ...(sessionId !== undefined && { sessionId }),
    };
  }

  document({ summary }: LogRecord): void {
    if (asText(summary) !== undefined)
      this.#writer.notice('system', asText(summary), { data: { kind: 'summary' } });
  }

  translate(message: LogRecord, place: SourceRecord): boolean {
    if (message['sender'] === 'human') return this.#prompt(message);
    return message['sender'] === 'assistant' && this.#answer(message, place);
  }

  #prompt(message: LogRecord): boolean {
    const { text: flat, content } = message;
    const texts: string[] = [];
    const others: unknown[] = [];
    for (const block of asList(content)) {
      if (isObject(block) && block['type'] === 'text' && typeof block['text'] === 'string')
        texts.push(block['text']);
      else others.push(block);
    }
    const isInBlocks = texts.some((part) => part !== '');
    const said = isInBlocks ? texts : [asText(flat) ?? ''];
    const blocks: ContentBlock[] = said
      .filter((part) => part !== '')
      .map((part) => ({ type: 'text', text: part }));
    blocks.push(...this.#uploads(message));
    if (blocks.length > 0 || asList(message['attachments']).length > 0) this.#writer.prompt(blocks);
    this.#attachments(message);
    for (const block of others) this.#other(block);
    if (isInBlocks && typeof flat === 'string') this.#compare(flat, asList(content));
    return true;
  }

  /** Files that were uploaded, by their names: the export does not hold them. */
  #uploads(message: LogRecord): readonly ContentBlock[] {
    const inAttachments = new Set(namesIn(message['attachments']));
    return asList(message['files']).flatMap((file): readonly ContentBlock[] => {
      const name = isObject(file) ? asText(file['file_name']) : undefined;
      if (!isObject(file) || name === undefined || inAttachments.has(name)) return [];
      return [{ type: 'resource_link', uri: uriOf(file, name), name }];
    });
  }

  /** Texts that were taken from attached files, or pasted. */
  #attachments(message: LogRecord): void {
    for (const attachment of asList(message['attachments'])) {
      if (!isObject(attachment)) {
        this.#writer.keep(attachment, 'attachment');
        continue;
      }
      const name = asText(attachment['file_name']);
      const type = asText(attachment['file_type']);
      const size = asNumber(attachment['file_size']);
      const data = compact([
        ['kind', 'attachment'],
        ['name', name],
        ['mediaType', type],
        ['size', size],
      ]);
      this.#writer.notice('system', asText(attachment['extracted_content']) ?? name, { data });
    }
  }

  #answer(message: LogRecord, place: SourceRecord): boolean {
    const blocks = asList(message['content']);
    const calls = callsOf(message, place.number);
    for (const [index, block] of blocks.entries()) {
      if (!isObject(block)) {
        this.#writer.keep(block, 'block');
        continue;
      }
      this.#writer.at(parseIsoTime(block['start_timestamp']));
      if (block['type'] === 'tool_use') this.#call(block, calls.get(index)!, place.branch);
      else if (block['type'] === 'tool_result') this.#result(block, calls.get(index)!, place.branch);
      else this.#said(block);
      // What comes next waits for the end of this one.
      this.#writer.at(parseIsoTime(block['stop_timestamp']));
    }
    const flat = asText(message['text']);
    if (flat === undefined) return blocks.length > 0 || message['text'] === '';
    if (blocks.length === 0) this.#writer.message('agent', flat);
    else this.#compare(flat, blocks);
    return true;
  }

  /** The text of a message is a copy of its blocks. What it says beyond them is kept. */
  #compare(flat: string, blocks: readonly unknown[]): void {
    const shown = new ShownText(...PLACEHOLDERS);
    shown.addAll(blocks);
    const more = shown.unseen(flat);
    if (more !== undefined) this.#writer.keep({ text: more }, 'text');
  }

  #said(block: LogRecord): void {
    const { type, text: words, thinking } = block;
    if (type === 'text' && typeof words === 'string') {
      if (words.trim() !== '') this.#writer.message('agent', words);
    } else if (type === 'thinking' && typeof thinking === 'string') {
      this.#writer.message('thought', thinking);
    } else this.#other(block);
  }

  /** Blocks around the conversation, and those of a kind that is not known. */
  #other(block: unknown): void {
    if (!isObject(block)) {
      this.#writer.keep(block, 'block');
      return;
    }
    switch (block['type']) {
      case 'token_budget':
        return;
      case 'flag':
        this.#writer.notice('system', `Flagged: ${asText(block['flag']) ?? 'no reason given'}`, {
          data: compact([
            ['kind', 'flag'],
            ['helpline', asText(block['helpline'])],
          ]),
        });
        return;
      default:
        this.#writer.keep(block, asText(block['type']) ?? 'block');
    }
  }

  #call(block: LogRecord, id: string, branch: string | undefined): void {
    const name = asText(block['name']) ?? '';
    const input = isObject(block['input']) ? block['input'] : {};
    const files = this.#filesOf(branch);
    const edit = files.edit(name, input);
    const command = commandOf(name, input);
    const isAnswered = this.#writer.survey.isAnswered(id);
    const entry = name === 'artifacts' ? artifactEntry(input) : CLAUDE_AI_TOOLS.get(name);
    const path = edit?.change.path;
    const description = describeCall(name, block['input'], entry);
    const shown = {
      ...description,
      locations: description.locations.length > 0 || path === undefined ? description.locations : [{ path }],
    };
    // Artifacts are written though nothing confirms it: many have no result.
    const isWritten = edit !== undefined && !isAnswered && name === 'artifacts';
    this.#writer.call({
      id,
      name,
      input: block['input'],
      description: shown,
      ...(command !== undefined && { command: { command } }),
      ...(edit && (isAnswered || isWritten) && { inChange: edit.inputs }),
      ...(isWritten && { isAnswered: false, content: [this.#change(edit, files)] }),
    });
  }

  #result(block: LogRecord, id: string, branch: string | undefined): void {
    const call = this.#writer.openCall(id);
    const isCommand = call?.start.command !== undefined;
    const output = readToolOutput(block, isCommand);
    const files = this.#filesOf(branch);
    const edit = call && output.status !== 'failed' ? files.edit(call.name, call.input) : undefined;
    const changes = edit ? [this.#change(edit, files)] : [];
    this.#writer.result(id, { ...output, content: [...changes, ...(output.content ?? [])] });
    if (!isCommand) return;
    for (const item of asList(block['content'])) {
      const said = isObject(item) ? asText(item['text']) : undefined;
      if (said !== undefined && runOf(said)) this.#writer.cover(said);
    }
  }

  #change(edit: FileEdit, files: FileEdits) {
    files.made(edit);
    return this.#writer.change(edit.change);
  }

  #filesOf(branch: string | undefined): FileEdits {
    if (branch === undefined) return this.#mainFiles;
    const files = this.#branchFiles.get(branch) ?? new FileEdits(this.#mainFiles);
    this.#branchFiles.set(branch, files);
    return files;
  }
}

function uriOf(file: LogRecord, name: string): string {
  const id = asText(file['file_uuid']);
  return id === undefined ? name : `urn:uuid:${id}`;
}

function namesIn(files: unknown): readonly string[] {
  return asList(files).flatMap((file) => (isObject(file) ? (asText(file['file_name']) ?? []) : []));
}
