import type { TerminalReference } from '../../format/index.ts';
import type { Session } from '../../reading/index.ts';
import { plainText } from '../../state/index.ts';
import { OutputText } from './output-text.ts';

/** What of a terminal belongs to a call. */
interface CallOutput {
  readonly reference: TerminalReference;
  readonly toolCallId: string;
  readonly command: string | undefined;
}

/**
 * The output of a call that lives in a terminal, as plain text: without the prompt and command that a terminal made of
 * tool calls shows above it. The excerpt, where the terminal is not in the archive.
 *
 * @throws {ArchiveError} what reading the segments gives
 */
export async function readCallOutput(
  session: Session,
  { reference, toolCallId, command }: CallOutput,
  signal: AbortSignal | undefined,
): Promise<OutputText> {
  const { start, end, excerpt = '' } = reference._meta.reprise;
  const track = session.tracks.find(({ kind, id }) => kind === 'terminal' && id === reference.terminalId);
  const text = new OutputText();
  if (!track) {
    text.add(excerpt);
    return text;
  }
  let isOwn = track.synthesised !== true;
  let lines = isOwn ? 0 : commandLines(command);
  let head = '';
  for await (const { code, data } of session.terminalEvents(
    track.id,
    { from: start, to: end },
    signal && { signal },
  )) {
    if (code === 'c') isOwn = data === toolCallId;
    if (code !== 'o' || !isOwn) continue;
    const plain = plainText(data);
    if (lines === 0) {
      text.add(plain);
      continue;
    }
    head += plain;
    const rest = behindCommand(head, lines);
    if (rest === undefined) continue;
    text.add(rest);
    lines = 0;
  }
  if (lines > 0 && head !== '') text.add(behindCommand(`${head}\n`, lines) ?? '');
  return text;
}

function commandLines(command: string | undefined): number {
  return command === undefined ? 0 : command.split(/\r\n|\r|\n/).length;
}

/** What comes behind the line of the folder, where there is one, and those of the command; `undefined` before that. */
function behindCommand(text: string, lines: number): string | undefined {
  let rest = text;
  let left = lines;
  for (let isFirst = true; left > 0; isFirst = false) {
    const end = rest.indexOf('\n');
    if (end < 0) return undefined;
    const isCommand = /^[$>] /.test(rest);
    // Whatever is no command line at the beginning is where it ran; later on, the command was told in other words.
    if (!isCommand && !isFirst) return rest;
    if (isCommand) left -= 1;
    rest = rest.slice(end + 1);
  }
  return rest;
}
