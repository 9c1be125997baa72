/**
 * What a session is about, for lists of many: told from the beginning and the end of its log, without importing it.
 * A tool adds what one of its records says; reading, cutting and folding are the same for all.
 */

import { isObject } from './sources/json-value.ts';
import { JsonSplitter } from './sources/json-splitter.ts';
import type { LogRecord } from './sources/log-record.ts';
import { splitRecords } from './sources/split-records.ts';

/** What one record says of its session. */
export interface RecordGlance {
  /** What a person asked; it begins a turn. `''` for one without words, such as a picture. */
  readonly prompt?: string | undefined;
  /** Prompts beyond that one, where a record holds several. */
  readonly morePrompts?: number | undefined;
  /** A name that a person gave the session. Of several the last counts, as for all fields but the times. */
  readonly title?: string | undefined;
  /** A name that the tool made up; counts where there is no other. */
  readonly generatedTitle?: string | undefined;
  /** Wall time, ms since 1970 UTC. */
  readonly time?: number | undefined;
  /** Wall time of the last record, where one says that of all. */
  readonly endTime?: number | undefined;
  /** Folder that the tool worked in, as it names it. The first counts. */
  readonly project?: string | undefined;
  /** Git branch. The first counts. */
  readonly branch?: string | undefined;
  /** Id of the session as the tool names it. The first counts. */
  readonly sessionId?: string | undefined;
  /** Whether the log is of a subagent: it belongs to another session and is none of its own. The first counts. */
  readonly isPart?: boolean | undefined;
  /** Id of the session that a subagent belongs to. The first counts. */
  readonly parent?: string | undefined;
  /** The messages stand in other files: nothing is known of turns. */
  readonly isWithoutMessages?: boolean | undefined;
}

/** How the logs of a tool are looked at. */
export interface Glance {
  /**
   * Keys of the root object whose items are records, where the log may be one JSON document. Absent: it is JSON lines.
   * Where both occur, a first line that is JSON and has others behind it tells lines.
   */
  readonly members?: readonly string[] | undefined;
  /**
   * What a record says. The other members of a document are given as records of one field each.
   * Nothing may be assumed of any value.
   */
  readonly record: (record: LogRecord) => RecordGlance | undefined;
  /**
   * What the beginning of a first line says that is too long to be looked at as a whole; it is no JSON. Absent: nothing.
   */
  readonly beginning?: (text: string) => RecordGlance | undefined;
  /**
   * Whether the text of a line may hold a prompt or a title: others are not parsed, but for the first ones and the
   * last one with a time. Absent: all are.
   */
  readonly tells?: (line: string) => boolean;
  /**
   * What the tool says of a session in a file beside its log (`SessionFolder.facts`). Absent: that is a JSON object,
   * which `record` reads.
   */
  readonly facts?: (text: string) => RecordGlance | undefined;
}

/** A session as its beginning and its end tell it. */
export interface SessionGlance {
  readonly title?: string;
  /** The first prompt with words, on one line, at most 200 characters. */
  readonly prompt?: string;
  /** Wall times, ms since 1970 UTC. */
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly project?: string;
  readonly branch?: string;
  readonly sessionId?: string;
  /** Prompts that were seen; absent when they stand elsewhere. */
  readonly turns?: number;
  /** The whole log was looked at: `turns` is exact, else it is the least there are. */
  readonly isWhole: boolean;
  /** There are answers of an agent and no prompt: the log may be of another tool than it was taken for. */
  readonly isDoubtful?: true;
  readonly isPart: boolean;
  /** Of a part: id of the session that it belongs to. */
  readonly parent?: string;
}

/** Bytes of the beginning that are looked at. */
export const GLANCE_HEAD = 64 * 1024;

/** Bytes of the end that are looked at. */
export const GLANCE_TAIL = 16 * 1024;

/** Bytes of the beginning that are looked at while no prompt was found. */
export const GLANCE_LIMIT = 512 * 1024;

/** Characters of a prompt, or a title, that are kept. */
const PROMPT_LENGTH = 200;

/** Lines at the beginning that are parsed whatever they hold: folder, branch and id stand there. */
const FIRST_LINES = 8;

/** Lines at the end that are asked for a time: the last ones are often notes of the tool without any. */
const LAST_LINES = 20;

/** Random access to a log. */
export interface GlanceSource {
  /** Bytes. */
  readonly size: number;
  read(offset: number, length: number): Promise<Uint8Array>;
}

/**
 * Looks at a log: at all of it when it is small, else at its beginning and its end.
 *
 * @param head - its first bytes, `GLANCE_HEAD` of them or all there are; of a log that is not larger than
 *   `GLANCE_HEAD + GLANCE_TAIL`, all
 * @throws what the source throws
 */
export async function glanceAt(kind: Glance, source: GlanceSource, head: Uint8Array): Promise<SessionGlance> {
  const glance = kind.members && hasLines(head) ? { ...kind, members: undefined } : kind;
  const fold = new GlanceFold();
  if (head.length >= source.size) {
    readPiece(glance, head, fold, { isStart: true, isEnd: true });
    return fold.finish(true);
  }
  readPiece(glance, head, fold, { isStart: true, isEnd: false });
  if (fold.isWithoutPrompt) {
    // Instructions and pictures before the first prompt can be long.
    const more = await source.read(0, Math.min(GLANCE_LIMIT, source.size));
    const again = new GlanceFold();
    readPiece(glance, more, again, { isStart: true, isEnd: more.length >= source.size });
    if (more.length >= source.size || glance.members) return again.finish(more.length >= source.size);
    return finishWithTail(glance, source, again, more.length);
  }
  return glance.members ? fold.finish(false) : finishWithTail(glance, source, fold, head.length);
}

async function finishWithTail(
  glance: Glance,
  source: GlanceSource,
  fold: GlanceFold,
  seen: number,
): Promise<SessionGlance> {
  const tail = await source.read(Math.max(seen, source.size - GLANCE_TAIL), GLANCE_TAIL);
  fold.skip();
  readPiece(glance, tail, fold, { isStart: false, isEnd: true });
  return fold.finish(false);
}

function hasLines(head: Uint8Array): boolean {
  const end = head.indexOf(LF);
  const isFollowed = end !== -1 && head.subarray(end).some((byte) => byte > 0x20);
  return isFollowed && isObject(parseJson(new TextDecoder().decode(head.subarray(0, end))));
}

const LF = 0x0a;

interface Piece {
  /** It begins, or ends, with the log, and not somewhere within a record. */
  readonly isStart: boolean;
  readonly isEnd: boolean;
}

function readPiece(glance: Glance, bytes: Uint8Array, fold: GlanceFold, piece: Piece): void {
  if (glance.members) readDocument(glance, bytes, fold);
  else readLines(glance, bytes, fold, piece);
  const isCutLine = piece.isStart && !piece.isEnd && !bytes.includes(LF);
  if (isCutLine) fold.add(glance.beginning?.(new TextDecoder().decode(bytes)));
  fold.pass(bytes);
}

function readLines(
  { record, tells = () => true }: Glance,
  bytes: Uint8Array,
  fold: GlanceFold,
  { isStart, isEnd }: Piece,
): void {
  const lines = new TextDecoder().decode(bytes).split('\n');
  // Lines that a cut goes through.
  if (!isStart) lines.shift();
  if (!isEnd) lines.pop();
  const read = (line: string): readonly (RecordGlance | undefined)[] => recordsOf(line).map(record);
  for (const [index, line] of lines.entries()) {
    if ((isStart && index < FIRST_LINES) || tells(line)) for (const told of read(line)) fold.add(told);
  }
  for (const line of lines.slice(-LAST_LINES).reverse()) {
    const time = read(line).findLast((told) => told?.time !== undefined)?.time;
    if (time === undefined) continue;
    fold.add({ time });
    return;
  }
}

/** The record of a line; several where they were written without a line end. */
function recordsOf(line: string): readonly LogRecord[] {
  const value = line.length > 1 ? parseJson(line) : undefined;
  if (isObject(value)) return [value];
  if (line.length < 2 || value !== undefined) return [];
  return splitRecords(line).flatMap((piece) => (isObject(piece.value) ? [piece.value] : []));
}

function readDocument({ members = [], record }: Glance, bytes: Uint8Array, fold: GlanceFold): void {
  const splitter = new JsonSplitter({ split: new Set(members), maxPartSize: GLANCE_LIMIT });
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  for (const { member, isItem, text } of splitter.push(bytes.subarray(start))) {
    const value = parseJson(text);
    if (!isItem) fold.add(record(Object.fromEntries([[member, value]])));
    else if (isObject(value)) fold.add(record(value));
  }
}

/** Puts together what records say, in their order. */
class GlanceFold {
  #turns = 0;
  #prompt: string | undefined;
  #title: string | undefined;
  #generatedTitle: string | undefined;
  #startedAt: number | undefined;
  #endedAt: number | undefined;
  #project: string | undefined;
  #branch: string | undefined;
  #sessionId: string | undefined;
  #isPart: boolean | undefined;
  #parent: string | undefined;
  #isWithoutMessages = false;
  #isPastGap = false;
  /** Whether some tool's form of an answer was seen. */
  #hasAnswer = false;

  get isWithoutPrompt(): boolean {
    return this.#prompt === undefined && !this.#isWithoutMessages;
  }

  /** What is added from here on stands after a part that was not looked at: its prompts are not the first. */
  skip(): void {
    this.#isPastGap = true;
  }

  /** After a piece without a prompt: looks for answers in it, in any tool's form, since it may be another's log. */
  pass(bytes: Uint8Array): void {
    if (this.#turns > 0) return;
    this.#hasAnswer ||= ANSWER.test(new TextDecoder().decode(bytes));
  }

  add(glance: RecordGlance | undefined): void {
    if (!glance) return;
    if (glance.prompt !== undefined) {
      this.#turns += 1 + (glance.morePrompts ?? 0);
      if (!this.#isPastGap) this.#prompt ??= onOneLine(glance.prompt);
    }
    this.#title = onOneLine(glance.title) ?? this.#title;
    this.#generatedTitle = onOneLine(glance.generatedTitle) ?? this.#generatedTitle;
    for (const time of [glance.time, glance.endTime]) {
      if (time === undefined) continue;
      // A log that goes on with another one may begin with notes of its own, before the copied records.
      this.#startedAt = Math.min(this.#startedAt ?? time, time);
      this.#endedAt = Math.max(this.#endedAt ?? time, time);
    }
    this.#project ??= glance.project;
    this.#branch ??= glance.branch;
    this.#sessionId ??= glance.sessionId;
    this.#isPart ??= glance.isPart;
    this.#parent ??= glance.parent;
    this.#isWithoutMessages ||= glance.isWithoutMessages === true;
  }

  finish(isWhole: boolean): SessionGlance {
    const title = this.#title ?? this.#generatedTitle;
    return {
      ...(title !== undefined && { title }),
      ...(this.#prompt !== undefined && { prompt: this.#prompt }),
      ...(this.#startedAt !== undefined && { startedAt: this.#startedAt }),
      ...(this.#endedAt !== undefined && { endedAt: this.#endedAt }),
      ...(this.#project !== undefined && { project: this.#project }),
      ...(this.#branch !== undefined && { branch: this.#branch }),
      ...(this.#sessionId !== undefined && { sessionId: this.#sessionId }),
      ...(!this.#isWithoutMessages && { turns: this.#turns }),
      isWhole,
      ...(this.#turns === 0 && this.#hasAnswer && !this.#isWithoutMessages && { isDoubtful: true }),
      isPart: this.#isPart === true,
      ...(this.#isPart === true && this.#parent !== undefined && { parent: this.#parent }),
    };
  }
}

/** What a record of an answer says of itself: `"role":"model"`, `"type": "assistant"`. */
const ANSWER = /"(?:role|type)"\s{0,4}:\s{0,4}"(?:assistant|model)"/;

/** A prompt or title on one line, at most 200 characters; `undefined` for one without words. */
export function onOneLine(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const line = text
    .slice(0, 16 * PROMPT_LENGTH)
    .replace(/\s+/gu, ' ')
    .trim();
  if (line === '') return undefined;
  const characters = Array.from(line);
  return characters.length <= PROMPT_LENGTH ? line : `${characters.slice(0, PROMPT_LENGTH - 1).join('')}…`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^[\ufeff\0]+/, ''));
  } catch {
    return undefined;
  }
}
