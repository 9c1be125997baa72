import type { Session } from '../../reading/index.ts';
import { conversation, subagentsOf } from '../conversation/conversation.ts';
import { PlanSteps, progressText } from '../conversation/plan-steps.ts';
import type { Told, ToldPlan } from '../conversation/told.ts';
import { sessionFacts, sentence } from '../conversation/words.ts';
import type { ExportInput, ExportOptions } from '../export-format.ts';
import { timeText } from '../../reading/words/index.ts';
import { callMarkdown } from './call-markdown.ts';
import { harmlessMarkdown, plainInline, quoted } from './harmless.ts';

/**
 * The conversation as Markdown that can be put into a page or an issue: what others wrote in it is made harmless
 * (`harmlessMarkdown`).
 *
 * @throws {ArchiveError} what reading the segments gives
 */
export async function* exportMarkdown(
  { session }: ExportInput,
  options: ExportOptions,
): AsyncGenerator<string> {
  const { manifest } = session;
  yield `# ${plainInline(manifest.title)}\n\n${sessionFacts(manifest).map(plainInline).join(' · ')}\n`;
  const plans = new PlanSteps();
  for await (const told of conversation(session, options)) yield `\n${toldMarkdown(told, plans)}\n`;
  if (options.view === 'everything') yield* subagents(session, options);
}

async function* subagents(session: Session, options: ExportOptions): AsyncGenerator<string> {
  for (const { id, title } of subagentsOf(session)) {
    const plans = new PlanSteps();
    let isFirst = true;
    for await (const told of conversation(session, options, id)) {
      if (isFirst) yield `\n## Subagent: ${plainInline(title)}\n`;
      isFirst = false;
      yield `\n${toldMarkdown(told, plans)}\n`;
    }
  }
}

/** One thing of a conversation as Markdown. */
function toldMarkdown(told: Told, plans: PlanSteps): string {
  const at = timeText(told.time);
  switch (told.kind) {
    case 'prompt': {
      const who = told.origin === undefined ? '' : ` (${plainInline(told.origin)})`;
      return `## ${told.turn ?? ''} · ${at}${who}\n\n${quoted(harmlessMarkdown(told.text))}`;
    }
    case 'message':
      return harmlessMarkdown(told.text);
    case 'thought':
      return told.text === ''
        ? '*Thought, which the log does not tell*'
        : `*Thought*\n\n${quoted(harmlessMarkdown(told.text))}`;
    case 'call':
      return callMarkdown(told);
    case 'plan':
      return planMarkdown(told, plans);
    case 'notice':
      return `*${plainInline(told.notice)}, ${at}*${told.text === '' ? '' : `: ${plainInline(told.text)}`}`;
    case 'run':
      return `*${plainInline(sentence(told.label))}*`;
  }
}

function planMarkdown({ entries }: ToldPlan, plans: PlanSteps): string {
  const lines = plans.news(entries).map(({ content, status }) => {
    const doing = status === 'in_progress' ? ' *(in progress)*' : '';
    return `- [${status === 'completed' ? 'x' : ' '}] ${plainInline(content)}${doing}`;
  });
  return [`**Plan**, ${progressText(entries)}`, ...(lines.length > 0 ? ['', ...lines] : [])].join('\n');
}
