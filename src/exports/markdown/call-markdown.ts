import type { ToldCall, ToldChange, ToldFile } from '../conversation/told.ts';
import { outcomeText } from '../conversation/words.ts';
import { codeBlock, inlineCode } from './harmless.ts';

/** Lines of an output or patch from which on it is folded. */
const MAX_OPEN_LINES = 24;

/** A call: what it did, how it ended, its output and its changes. Of one that only changed files, the changes say it all. */
export function callMarkdown(call: ToldCall): string {
  if (hasOnlyChanged(call)) return call.changes.map(changeMarkdown).join('\n\n');
  const outcome = outcomeText(call);
  const head = `**${call.command === undefined ? 'Call' : 'Command'}** ${headOf(call)}${outcome === '' ? '' : ` (${outcome})`}`;
  return [head, ...bodyOf(call)].join('\n\n');
}

function hasOnlyChanged({ command, changes, grade, status }: ToldCall): boolean {
  return command === undefined && changes.length > 0 && grade === undefined && status === 'completed';
}

function headOf({ command, title, tool }: ToldCall): string {
  if (command !== undefined) return command.includes('\n') ? '' : inlineCode(command);
  const words = title === '' ? (tool ?? 'tool call') : title;
  return inlineCode(words);
}

function bodyOf({ command, output, changes, files, images }: ToldCall): readonly string[] {
  return [
    ...(command?.includes('\n') ? [codeBlock(command, 'sh')] : []),
    ...(files.length > 0 ? [`Read ${files.map(fileText).join(', ')}`] : []),
    ...(output === '' ? [] : [folded(codeBlock(output, 'text'), output, 'Output')]),
    ...changes.map(changeMarkdown),
    ...(images > 0 ? [`*${images === 1 ? 'A picture' : `${images} pictures`}, not in this text*`] : []),
  ];
}

function fileText({ path, startLine, lineCount }: ToldFile): string {
  const lines =
    startLine === undefined
      ? ''
      : ` from line ${startLine}${lineCount === undefined ? '' : `, ${lineCount} lines`}`;
  return `${inlineCode(path)}${lines}`;
}

function changeMarkdown({ path, from, operation, additions, deletions, patch }: ToldChange): string {
  const what = { create: 'Created', delete: 'Deleted', rename: 'Renamed' }[operation] ?? 'Changed';
  const name = from === undefined ? inlineCode(path) : `${inlineCode(from)} to ${inlineCode(path)}`;
  const head = `${what} ${name} (+${additions} −${deletions})`;
  return patch === '' ? head : `${head}\n\n${folded(codeBlock(patch, 'diff'), patch, 'Changes')}`;
}

/** A long block that opens where somebody asks for it. */
function folded(block: string, text: string, name: string): string {
  const lines = text.split('\n').length;
  if (lines <= MAX_OPEN_LINES) return block;
  return `<details>\n<summary>${name}: ${lines} lines</summary>\n\n${block}\n\n</details>`;
}
