import type { ContentBlock, EventMeta } from '../../../format/index.ts';
import { isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { blockOf } from './acp-content.ts';

type Speaker = 'user' | 'agent' | 'thought';

const SPEAKERS: ReadonlyMap<unknown, Speaker> = new Map<unknown, Speaker>([
  ['user_message_chunk', 'user'],
  ['agent_message_chunk', 'agent'],
  ['agent_thought_chunk', 'thought'],
]);

/**
 * Prompts, and messages that come in pieces: pieces of the same speaker in a row are one message, unless their ids say
 * otherwise.
 */
export class AcpMessages {
  readonly #writer: SessionWriter;
  /** The message that the next piece may belong to. */
  #open: { readonly from: Speaker; readonly vendorId: string | undefined; readonly id: string } | undefined;
  #count = 0;
  /** What was asked and not answered yet: agents often repeat it as a message of the user. */
  #asked: { readonly blocks: readonly ContentBlock[]; readonly text: string; repeated: number } | undefined;
  /** The model that answers, as far as it is known. */
  model: string | undefined;

  constructor(writer: SessionWriter) {
    this.#writer = writer;
  }

  /** A `session/prompt`: a turn. */
  prompt(params: LogRecord): boolean {
    const given = params['prompt'] ?? params['content'];
    const blocks = (typeof given === 'string' ? [given] : asList(given)).map(blockOf);
    if (blocks.length === 0) return false;
    this.close();
    this.#writer.prompt(blocks);
    this.#asked = { blocks, text: blocks.map(textOf).join(''), repeated: 0 };
    return true;
  }

  /** The prompt is answered: what the user says from now on is no copy of it. */
  answered(): void {
    this.#asked = undefined;
    this.close();
  }

  /** Ends the message: what comes next is another one, also of the same speaker. */
  close(): void {
    this.#open = undefined;
  }

  /** A piece of a message. */
  chunk(update: LogRecord): boolean {
    const from = SPEAKERS.get(update['sessionUpdate']);
    const { content } = update;
    if (from === undefined || content === undefined || content === null) return false;
    // Some agents give all blocks at once.
    for (const block of (Array.isArray(content) ? (content as unknown[]) : [content]).map(blockOf)) {
      if (from === 'user' && this.#isRepeated(block)) this.#writer.markWithin(update);
      else this.#write(from, block, asText(update['messageId']));
    }
    return true;
  }

  #write(from: Speaker, block: ContentBlock, vendorId: string | undefined): void {
    const isNew = this.#open?.from !== from || this.#open.vendorId !== vendorId;
    if (isNew) {
      this.#open = { from, vendorId, id: `message-${(this.#count += 1)}-${from}` };
      // In a stream of updates alone, and when a session is loaded, the user's messages are all there is of prompts.
      if (from === 'user' && !this.#asked) {
        this.#writer.interruptCalls();
        this.#writer.update({ sessionUpdate: '_reprise/turn' });
      }
    }
    const meta: EventMeta = {
      ...(isNew && from === 'user' && !this.#asked && { origin: 'human' }),
      ...(isNew && from !== 'user' && this.model !== undefined && { model: this.model }),
    };
    this.#writer.message(from, [block], { id: this.#open!.id, meta });
  }

  #isRepeated(block: ContentBlock): boolean {
    const asked = this.#asked;
    if (!asked) return false;
    if (block.type !== 'text')
      return asked.blocks.some((given) => JSON.stringify(given) === JSON.stringify(block));
    if (block.text === '' || !asked.text.startsWith(block.text, asked.repeated)) return false;
    asked.repeated += block.text.length;
    return true;
  }
}

function textOf(block: ContentBlock): string {
  return block.type === 'text' ? block.text : '';
}

/** The model among the options of a session, where one of them is it. */
export function modelAmong(value: unknown): string | undefined {
  const holder = isObject(value) ? value : {};
  const models = isObject(holder['models']) ? holder['models'] : {};
  const option = asList(holder['configOptions'])
    .filter(isObject)
    .find(({ category }) => category === 'model');
  return asText(option?.['currentValue']) ?? asText(models['currentModelId']);
}
