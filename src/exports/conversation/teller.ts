import type { ContentBlock, ToolCallContent } from '../../format/index.ts';
import type { Session } from '../../reading/index.ts';
import { commandOf, factsOf, gradeOf, type ToolItem, type TranscriptItem } from '../../state/index.ts';
import { readCallOutput } from './call-output.ts';
import { OutputText } from './output-text.ts';
import { toldChanges } from './told-changes.ts';
import type { Told, ToldCall, ToldFile } from './told.ts';

/** Results that hold text beside the content, in the order of trust. */
const OUTPUT_KEYS = ['stdout', 'stderr', 'output', 'text', 'result'];

/** Tells items of a session with their texts, which it reads where they lie. */
export class Teller {
  readonly #session: Session;
  readonly #signal: AbortSignal | undefined;

  constructor(session: Session, signal: AbortSignal | undefined) {
    this.#session = session;
    this.#signal = signal;
  }

  /**
   * An item with its texts.
   *
   * @throws {ArchiveError} what reading an entry or a segment gives
   */
  async tell(item: TranscriptItem): Promise<Told> {
    const base = { id: item.id, time: item.time };
    switch (item.type) {
      case 'prompt': {
        const { turn, origin } = item;
        const isOther = origin !== undefined && origin !== 'human';
        const text = await this.#text(item.content);
        return { ...base, kind: 'prompt', text, turn, ...(isOther && { origin }) };
      }
      case 'message':
      case 'thought': {
        const { type, model, content } = item;
        return {
          ...base,
          kind: type,
          text: await this.#text(content),
          ...(model !== undefined && { model }),
        };
      }
      case 'tool':
        return this.call(item);
      case 'plan':
        return { ...base, kind: 'plan', entries: item.entries };
      case 'notice':
        return { ...base, kind: 'notice', notice: item.notice, text: item.text ?? '' };
      case 'subagent':
        return { ...base, kind: 'notice', notice: 'subagent', text: item.title ?? item.track };
      case 'unknown':
        return { ...base, kind: 'notice', notice: 'unknown', text: unknownText(item.recordType, item.value) };
    }
  }

  /** A call with what came of it. */
  async call(item: ToolItem): Promise<ToldCall> {
    const { id, time, end, title, toolName, kind, status, rawInput, subagent } = item;
    const command = commandOf(item);
    const facts = factsOf(item);
    const grade = gradeOf(facts);
    const output = await this.#output(item, command);
    const changes = await toldChanges(this.#session, item, this.#signal);
    return {
      id,
      time,
      kind: 'call',
      end,
      title,
      ...(toolName !== undefined && { tool: toolName }),
      toolKind: kind,
      ...(command !== undefined && { command }),
      status,
      ...(grade && { grade }),
      ...(facts.exitCode !== undefined && { exitCode: facts.exitCode }),
      output: output.text.trimEnd(),
      ...(output.left > 0 && { outputLeft: output.left }),
      changes,
      files: item.content.flatMap(filesIn),
      images: item.content.filter((part) => part.type === 'content' && part.content.type === 'image').length,
      ...(rawInput && { input: rawInput }),
      ...(subagent !== undefined && { subagent }),
    };
  }

  async #output(item: ToolItem, command: string | undefined): Promise<OutputText> {
    const output = new OutputText();
    const blocks: ContentBlock[] = [];
    for (const part of item.content) {
      if (part.type === 'content' && part.content.type !== 'image') blocks.push(part.content);
      if (part.type !== 'terminal') continue;
      const call = { reference: part, toolCallId: item.toolCallId, command };
      output.add((await readCallOutput(this.#session, call, this.#signal)).text);
    }
    if (blocks.length > 0) output.add(await this.#text(blocks));
    if (output.text === '') {
      const value = OUTPUT_KEYS.map((key) => item.rawOutput?.[key]).find(
        (found) => typeof found === 'string',
      );
      if (typeof value === 'string') output.add(value);
    }
    return output;
  }

  #text(content: readonly ContentBlock[]): Promise<string> {
    return this.#session.contentText(content, this.#signal && { signal: this.#signal });
  }
}

function filesIn(part: ToolCallContent): readonly ToldFile[] {
  if (part.type !== '_reprise/file') return [];
  const { path, startLine, lineCount } = part;
  return [
    { path, ...(startLine !== undefined && { startLine }), ...(lineCount !== undefined && { lineCount }) },
  ];
}

function unknownText(recordType: string | undefined, value: unknown): string {
  const text = value === undefined ? '' : JSON.stringify(value);
  return [recordType, text].filter((part) => part !== undefined && part !== '').join(': ');
}
