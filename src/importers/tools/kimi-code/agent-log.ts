import type { EventMeta } from '../../../format/index.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { CallWriter } from './call-writer.ts';
import { blocksOf, wordsOf } from './content-parts.ts';
import type { KimiPart } from './content-parts.ts';
import type { SessionFacts } from './session-facts.ts';

/** One agent whose log is translated: where it writes, and what its user is. */
export class AgentLog {
  readonly writer: SessionWriter;
  readonly facts: SessionFacts;
  readonly calls: CallWriter;
  /** Empty for the main agent. In a subagent's log the user is the agent that started it. */
  readonly name: string;

  constructor(writer: SessionWriter, facts: SessionFacts, name = '') {
    this.writer = writer;
    this.facts = facts;
    this.name = name;
    this.calls = new CallWriter(writer, name);
  }

  /** What a person, or the agent that started a subagent, says. */
  prompt(parts: readonly KimiPart[], meta: EventMeta = {}): void {
    const blocks = blocksOf(parts);
    if (blocks.length > 0) {
      if (this.name === '') this.writer.prompt(blocks, meta);
      else this.writer.message('user', blocks);
    }
    this.#keepOthers(parts);
  }

  /** What the program adds to the conversation. */
  injected(parts: readonly KimiPart[], kind: string): void {
    const words = wordsOf(parts);
    if (words !== '') this.writer.notice('system', words, { data: { kind } });
    for (const part of parts) {
      if (part.kind === 'media') this.writer.message('user', [part.block], { meta: { origin: 'synthetic' } });
    }
    this.#keepOthers(parts);
  }

  /** A part of an answer. */
  answer(part: KimiPart, { id, meta }: { id?: string | undefined; meta?: EventMeta } = {}): void {
    const options = { id, ...(meta && { meta }) };
    if (part.kind === 'thought') this.writer.message('thought', part.text, options);
    else if (part.kind === 'text') this.writer.message('agent', part.text, options);
    else if (part.kind === 'media') this.writer.message('agent', [part.block], options);
    else this.writer.keep(part.value, 'part');
  }

  #keepOthers(parts: readonly KimiPart[]): void {
    for (const part of parts) if (part.kind === 'other') this.writer.keep(part.value, 'part');
  }
}
