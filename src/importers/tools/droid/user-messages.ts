import type { ChatLog } from '../../chat-messages/chat-log.ts';
import type { ContentPart } from '../../chat-messages/content-parts.ts';
import { describeCall } from '../../records/tool-description.ts';
import type { ToolEntry } from '../../records/tool-description.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { userTexts } from './user-text.ts';
import type { OwnCommand, UserText } from './user-text.ts';

const SHELL: ToolEntry = { kind: 'execute', verb: '', subject: ['command'] };

/** Messages in the name of the user: what the person wrote, and what the program did. */
export class UserMessages {
  readonly #writer: SessionWriter;
  readonly #log: ChatLog;
  readonly #isSubagent: boolean;

  constructor(writer: SessionWriter, log: ChatLog, isSubagent: boolean) {
    this.#writer = writer;
    this.#log = log;
    this.#isSubagent = isSubagent;
  }

  /** First pass: notes the commands that the person ran. */
  survey(parts: readonly ContentPart[], number: number): void {
    for (const [index, part] of parts.entries()) {
      const isCommand = part.kind === 'text' && userTexts(part.text).some(({ kind }) => kind === 'command');
      if (!isCommand) continue;
      this.#writer.survey.call(ownId(number, index), true);
      this.#writer.survey.result(ownId(number, index));
    }
  }

  translate(parts: readonly ContentPart[], number: number): void {
    const asked: ContentPart[] = [];
    for (const [index, part] of parts.entries()) {
      if (part.kind !== 'text') {
        asked.push(part);
        continue;
      }
      for (const text of userTexts(part.text)) {
        if (text.kind === 'prompt') asked.push({ kind: 'text', text: text.text });
        else this.#program(text, ownId(number, index));
      }
    }
    if (asked.length > 0) this.#log.prompt(asked, this.#isSubagent ? { origin: 'synthetic' } : {});
  }

  #program(text: Exclude<UserText, { kind: 'prompt' }>, id: string): void {
    switch (text.kind) {
      case 'command':
        this.#own(text.run, id);
        return;
      case 'injected':
        this.#log.injected(text.text, text.name);
        return;
      case 'error':
        this.#writer.notice('error', text.text);
        return;
      case 'interruption':
        this.#writer.interruptCalls();
        this.#writer.notice('interruption', text.text);
    }
  }

  /** A command that the person ran is shown as the agent's are, on the same terminal. */
  #own({ command, output, exitCode }: OwnCommand, id: string): void {
    this.#writer.call({
      id,
      name: '',
      input: { command },
      description: describeCall('', { command }, SHELL),
      command: { command },
      meta: { origin: 'command' },
    });
    this.#writer.result(id, { status: exitCode ? 'failed' : 'completed', text: output, exitCode });
  }
}

/** Names a command of the person by its place. */
function ownId(number: number, index: number): string {
  return `own-${number}-${index}`;
}
