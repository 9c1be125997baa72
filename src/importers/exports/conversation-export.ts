/**
 * Account exports: one JSON document with all conversations of an account. It may have hundreds of megabytes, so it
 * is cut into conversations while it arrives, and no more than one of them is in memory at a time.
 */

import type { Diagnostic } from '../../format/index.ts';
import { ImportError } from '../sources/import-error.ts';
import type { ImportSource } from '../sources/import-source.ts';
import type { LogRecord } from '../sources/log-record.ts';
import type { ImportOptions, SourceSession } from '../importer.ts';
import { isObject } from '../sources/json-value.ts';
import { logItems } from '../sources/log-document.ts';
import type { LogItem } from '../sources/log-document.ts';
import type { LineReading } from '../sources/log-lines.ts';
import type { RecordReading, SourceRecord } from '../records/record-importer.ts';
import { EXPORT_PART } from './files-of-export.ts';
import { ExportWalk } from './export-walk.ts';
import { CONVERSATIONS } from './first-conversation.ts';

/** How a tool writes a conversation. */
export interface ConversationFormat {
  readonly label: string;
  /** Key of a conversation's member whose items are its messages: an array, or an object. */
  readonly messages: string;
  /** What a conversation says beside its messages. Their number is not known where they are read one by one. */
  readonly facts: (
    conversation: LogRecord,
  ) => Omit<SourceSession, 'id'> & { readonly id?: string | undefined };
  /** Puts the messages in order and tells the branches that were abandoned. */
  readonly arrange: (messages: readonly SourceRecord[], conversation: LogRecord) => readonly SourceRecord[];
}

/** What an importer of account exports takes from here. */
export interface ConversationExport {
  readonly sessions: (source: ImportSource, options?: ImportOptions) => Promise<readonly SourceSession[]>;
  /** The messages of the conversation that is asked for, in order; then what it says beside them. */
  readonly read: RecordReading;
}

/** Conversations of an export that are told apart. */
const MAX_CONVERSATIONS = 200_000;

/** Reads the account exports of one tool: an array, `{"conversations": [...]}`, or a single conversation. */
export function conversationExport(format: ConversationFormat): ConversationExport {
  const walks = new WeakMap<ImportSource, ExportWalk<Conversation>>();
  const walkOf = (source: ImportSource): ExportWalk<Conversation> => {
    const walk =
      walks.get(source) ?? new ExportWalk((note) => conversationsOf(source, format, {}, note), hasId);
    walks.set(source, walk);
    return walk;
  };
  return {
    sessions: async (source, options = {}) => {
      const sessions: SourceSession[] = [];
      for await (const { session } of conversationsOf(source, format, options, diagnose(source, options))) {
        sessions.push(session);
      }
      if (sessions.length === 0) throw noConversation(source, format, undefined);
      return sessions;
    },
    read: (source, reading, options) => readConversation(walkOf(source), source, format, reading, options),
  };
}

function hasId({ session }: Conversation, id: string | undefined): boolean {
  return id === undefined || session.id === id;
}

interface Conversation {
  readonly session: SourceSession;
  /** Holds the conversation as its root: the source itself, or a piece of it. */
  readonly content: ImportSource;
}

async function* readConversation(
  walk: ExportWalk<Conversation>,
  source: ImportSource,
  format: ConversationFormat,
  reading: LineReading,
  options: ImportOptions,
): AsyncGenerator<readonly SourceRecord[], LogRecord | undefined, undefined> {
  const { report, signal } = reading;
  const found = await walk.find(options.session, signal);
  if (!found) throw noConversation(source, format, options.session);
  for (const message of found.flaws) report?.note('item-too-long', message, { severity: 'error' });
  const { items, envelope } = await messagesOf(found.item.content, format, reading);
  yield format.arrange(items, envelope);
  return envelope;
}

/** All conversations of an export, in its order. Those that are too large to be read are noted and passed over. */
async function* conversationsOf(
  source: ImportSource,
  format: ConversationFormat,
  { signal }: { readonly signal?: AbortSignal | undefined },
  note: (message: string) => void,
): AsyncGenerator<Conversation, void, undefined> {
  const ids = new SessionIds();
  const start = (facts: LogRecord, content: ImportSource): Conversation => {
    const { id, ...session } = format.facts(facts);
    return { session: { id: ids.next(id), ...session }, content };
  };
  for (const part of [source, ...(await followingParts(source))]) {
    const items = logItems(part, { signal, split: new Set([CONVERSATIONS, format.messages]) });
    let isOne = false;
    for (;;) {
      const { done, value } = await items.next();
      if (done) {
        if (isOne || isContainer(value[format.messages])) yield start(value, part);
        break;
      }
      for (const item of value) {
        if (item.member === format.messages) isOne = true;
        else if (item.flaw === 'item-too-long') note(tooLong(item));
        else {
          const content = textSource(source.name, item.text);
          const facts = await factsOf(item, content, format);
          if (facts && ids.size < MAX_CONVERSATIONS) yield start(facts, content);
        }
      }
    }
  }
}

/** What an item says beside its messages; `undefined` when it is no conversation. */
async function factsOf(
  item: LogItem,
  content: ImportSource,
  format: ConversationFormat,
): Promise<LogRecord | undefined> {
  if (item.record) return isContainer(item.record[format.messages]) ? item.record : undefined;
  // Cut off, or with a message that nests too deeply: the other messages can be read.
  const { items, envelope } = await messagesOf(content, format, {});
  return items.length > 0 ? envelope : undefined;
}

async function messagesOf(
  content: ImportSource,
  format: ConversationFormat,
  reading: LineReading,
): Promise<{ readonly items: readonly LogItem[]; readonly envelope: LogRecord }> {
  const found: LogItem[] = [];
  const items = logItems(content, { ...reading, split: new Set([format.messages]) });
  for (;;) {
    const { done, value } = await items.next();
    if (done) return { items: found, envelope: value };
    for (const item of value) if (item.member === format.messages) found.push(item);
  }
}

/** Ids of sessions: those of the conversations; one that comes again, or is missing, gets a number. */
class SessionIds {
  readonly #taken = new Set<string>();

  get size(): number {
    return this.#taken.size;
  }

  next(own: string | undefined): string {
    const name = own ?? 'conversation';
    let id = own ?? `${name}-${this.#taken.size + 1}`;
    for (let number = this.#taken.size + 1; this.#taken.has(id); number++) id = `${name}~${number}`;
    this.#taken.add(id);
    return id;
  }
}

/** The other files of an export that was split, from the one that was given on. */
async function followingParts(source: ImportSource): Promise<readonly ImportSource[]> {
  const own = EXPORT_PART.exec(source.name);
  if (!own) return [];
  const paths = ((await source.siblings?.('')) ?? []).flatMap((path) => {
    const match = EXPORT_PART.exec(path);
    const follows = match && match[1] === own[1] && Number(match[2]) > Number(own[2]);
    return follows ? [{ path, number: Number(match[2]) }] : [];
  });
  const parts: ImportSource[] = [];
  for (const { path } of paths.sort((a, b) => a.number - b.number)) {
    const part = await source.sibling?.(path);
    if (part) parts.push(part);
  }
  return parts;
}

/** A piece of a document as a source of its own. */
function textSource(name: string, text: string): ImportSource {
  const bytes = new TextEncoder().encode(text);
  return {
    name,
    size: bytes.length,
    async *chunks() {
      yield await Promise.resolve(bytes);
    },
  };
}

function isContainer(value: unknown): boolean {
  return isObject(value) || Array.isArray(value);
}

function tooLong({ number, text }: LogItem): string {
  return `conversation ${number} is too large to be read; it begins with ${text.slice(0, 80)}`;
}

function diagnose(source: ImportSource, { onDiagnostic }: ImportOptions): (message: string) => void {
  return (message) => {
    const diagnostic: Diagnostic = { code: 'item-too-long', severity: 'error', message, entry: source.name };
    onDiagnostic?.(diagnostic);
  };
}

function noConversation(
  { name }: ImportSource,
  { label }: ConversationFormat,
  wanted: string | undefined,
): ImportError {
  if (wanted !== undefined) {
    return new ImportError('unknown-session', `"${name}" holds no session "${wanted}"`);
  }
  return new ImportError('unsupported-source', `"${name}" holds no conversation of ${label}`);
}
