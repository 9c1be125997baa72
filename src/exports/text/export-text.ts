import { conversation, subagentsOf } from '../conversation/conversation.ts';
import { PlanSteps, progressText } from '../conversation/plan-steps.ts';
import type { Told, ToldCall } from '../conversation/told.ts';
import { counted, outcomeText, sentence, sessionFacts } from '../conversation/words.ts';
import type { ExportInput, ExportOptions } from '../export-format.ts';
import { visibleText } from '../markdown/harmless.ts';
import { timeText } from '../../reading/words/index.ts';

/**
 * The conversation as plain text: characters that a terminal obeys, or that turn a text around, are shown as `�`.
 *
 * @throws {ArchiveError} what reading the segments gives
 */
export async function* exportText({ session }: ExportInput, options: ExportOptions): AsyncGenerator<string> {
  const { manifest } = session;
  const title = oneLine(manifest.title);
  yield `${title}\n${'='.repeat(Math.max(1, title.length))}\n${sessionFacts(manifest).map(oneLine).join(' · ')}\n`;
  const plans = new PlanSteps();
  for await (const told of conversation(session, options)) yield `\n${toldText(told, plans)}\n`;
  if (options.view !== 'everything') return;
  for (const { id, title: name } of subagentsOf(session)) {
    let head = `\n--- Subagent: ${oneLine(name)} ---\n`;
    for await (const told of conversation(session, options, id)) {
      yield `${head}\n${toldText(told, plans)}\n`;
      head = '';
    }
  }
}

function toldText(told: Told, plans: PlanSteps): string {
  const at = `[${timeText(told.time)}]`;
  switch (told.kind) {
    case 'prompt':
      return `${at} ${told.turn === undefined ? '' : `${told.turn}. `}Prompt\n${indented(told.text)}`;
    case 'message':
      return `${at} Agent\n${indented(told.text)}`;
    case 'thought':
      return `${at} Thought\n${indented(told.text === '' ? '(not told by the log)' : told.text)}`;
    case 'call':
      return `${at} ${callText(told)}`;
    case 'plan': {
      const signs = { completed: 'x', in_progress: '>', pending: ' ' } as const;
      const lines = plans
        .news(told.entries)
        .map(({ content, status }) => `  [${signs[status]}] ${oneLine(content)}`);
      return [`${at} Plan, ${progressText(told.entries)}`, ...lines].join('\n');
    }
    case 'notice':
      return `${at} ${oneLine(told.notice)}${told.text === '' ? '' : `: ${oneLine(told.text)}`}`;
    case 'run':
      return `${at} ${oneLine(sentence(told.label))}`;
  }
}

function callText(call: ToldCall): string {
  const { command, title, tool, output, changes, files, images } = call;
  const outcome = outcomeText(call);
  const [first = '', ...rest] = visibleText(command ?? '').split('\n');
  const head = command === undefined ? oneLine(title === '' ? (tool ?? 'tool call') : title) : `$ ${first}`;
  return [
    `${head}${rest.length === 0 && outcome !== '' ? `  (${outcome})` : ''}`,
    ...rest.map((line) => `> ${line}`),
    ...(rest.length > 0 && outcome !== '' ? [`  (${outcome})`] : []),
    ...files.map(
      ({ path, startLine }) => `  read ${oneLine(path)}${startLine === undefined ? '' : `:${startLine}`}`,
    ),
    ...(output === '' ? [] : [indented(output)]),
    ...changes.flatMap(({ path, operation, additions, deletions, patch }) => [
      `  ${operation} ${oneLine(path)} (+${additions} -${deletions})`,
      ...(patch === '' ? [] : [indented(patch.trimEnd())]),
    ]),
    ...(images > 0 ? [`  ${counted(images, 'picture')}, not in this text`] : []),
  ].join('\n');
}

function indented(text: string): string {
  return visibleText(text)
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${line}`))
    .join('\n');
}

function oneLine(text: string): string {
  return visibleText(text).replaceAll(/\s+/g, ' ').trim();
}
