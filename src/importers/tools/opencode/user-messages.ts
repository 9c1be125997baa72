import type { ContentBlock } from '../../../format/index.ts';
import { isObject, asText } from '../../sources/json-value.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { fileBlock } from './tool-parts.ts';

/**
 * Writes a message of the user: what a person wrote and attached is the prompt, also a command that starts a
 * subagent; what the program adds to it (`synthetic`) is a notice.
 *
 * @param isSubagent - the user is the agent that started this session: no turn of a person
 */
export function writeUserMessage(
  writer: SessionWriter,
  parts: readonly unknown[],
  { isSubagent }: { readonly isSubagent: boolean },
): void {
  const blocks: ContentBlock[] = [];
  let isCommand = false;
  for (const part of parts) {
    const block = promptBlock(writer, part);
    if (block) blocks.push(block);
    if (block && isObject(part) && part['type'] === 'subtask') isCommand = true;
  }
  if (blocks.length > 0 && isSubagent) writer.message('user', blocks);
  else if (blocks.length > 0) writer.prompt(blocks, isCommand ? { origin: 'command' } : {});
  for (const part of parts) writeAround(writer, part);
}

/** What of a part a person wrote. */
function promptBlock(writer: SessionWriter, part: unknown): ContentBlock | undefined {
  if (!isObject(part)) return undefined;
  switch (part['type']) {
    case 'text': {
      const words = isWritten(part) ? asText(part['text']) : undefined;
      return words === undefined ? undefined : { type: 'text', text: words };
    }
    case 'file':
      return fileBlock(writer, part);
    case 'subtask': {
      const command = asText(part['command']);
      const words = command === undefined ? asText(part['description']) : `/${command}`;
      return words === undefined ? undefined : { type: 'text', text: words };
    }
    default:
      return undefined;
  }
}

/** What of a part the program added. */
function writeAround(writer: SessionWriter, part: unknown): void {
  if (!isObject(part)) {
    writer.keep(part, 'part');
    return;
  }
  switch (part['type']) {
    case 'text': {
      const words = asText(part['text']);
      if (!isWritten(part) && words !== undefined) writer.notice('system', words);
      return;
    }
    case 'subtask': {
      const agent = asText(part['agent']);
      const description = asText(part['description']);
      writer.notice('system', asText(part['prompt']), {
        data: {
          kind: 'subtask',
          ...(agent !== undefined && { agent }),
          ...(description !== undefined && { description }),
        },
      });
      return;
    }
    case 'agent':
      writer.notice('system', `Asked for the agent ${asText(part['name']) ?? ''}`.trim());
      return;
    case 'compaction':
      writer.notice('compaction', undefined, {
        data: { trigger: part['auto'] === true ? 'auto' : 'manual' },
      });
      return;
    case 'file':
      if (!fileBlock(writer, part)) writer.keep(part, 'file');
      return;
    case 'snapshot':
      return;
    default:
      writer.keep(part, asText(part['type']) ?? 'part');
  }
}

/** Texts that a plugin shows to the user only (`ignored`) are not written by a person either. */
function isWritten(part: Readonly<Record<string, unknown>>): boolean {
  return part['synthetic'] !== true && part['ignored'] !== true;
}
