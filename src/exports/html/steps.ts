import { commandOf, factsOf, gradeOf, testRunOf, type TranscriptItem } from '../../state/index.ts';
import { counted } from '../conversation/words.ts';
import { escapeText } from './escape-text.ts';
import { testsOf } from './facts.ts';
import { lineOf } from './words.ts';

type ToolItem = Extract<TranscriptItem, { type: 'tool' }>;

/** Characters of a command, and of the title of another step. */
const MAX_COMMAND = 240;
const MAX_TITLE = 160;

/** What was done between two texts, folded: commands with what they came to, changed files, titles of the rest. */
export function stepsHtml(steps: readonly ToolItem[]): string {
  if (steps.length === 0) return '';
  const rows = steps.flatMap(rowsOf);
  return `<details>\n<summary>${summaryOf(steps)}</summary>\n<ul>\n${rows.join('\n')}\n</ul>\n</details>\n`;
}

function summaryOf(steps: readonly ToolItem[]): string {
  const commands = steps.filter((step) => commandOf(step) !== undefined).length;
  const files = new Set(steps.flatMap(changesOf).map(({ path }) => path)).size;
  const failed = steps.filter((step) => gradeOf(factsOf(step)) === 'failed').length;
  const parts = [
    ...(commands > 0 ? [counted(commands, 'command')] : []),
    ...(files > 0 ? [`${counted(files, 'file')} changed`] : []),
    ...(failed > 0 ? [`<span class="failed">${failed} failed</span>`] : []),
  ];
  return [counted(steps.length, 'step'), ...parts].join(', ');
}

function rowsOf(step: ToolItem): string[] {
  const facts = factsOf(step);
  const changes = changesOf(step);
  if (facts.command !== undefined)
    return [row(`<code>${escapeText(lineOf(facts.command, MAX_COMMAND))}</code>`, outcomeOf(step))];
  if (changes.length > 0)
    return changes.map(({ path, additions, deletions }) =>
      row(
        `<code>${escapeText(path)}</code>`,
        `<span class="added">+${additions}</span> <span class="failed">−${deletions}</span>`,
      ),
    );
  return [row(escapeText(lineOf(step.title || (step.toolName ?? step.kind), MAX_TITLE)), outcomeOf(step))];
}

function row(what: string, outcome: string): string {
  return `<li><span dir="auto">${what}</span><span class="outcome">${outcome}</span></li>`;
}

function outcomeOf(step: ToolItem): string {
  const facts = factsOf(step);
  const grade = gradeOf(facts);
  const run = testRunOf(facts);
  if (run && ('failed' in run || 'passed' in run))
    return run.failed ? `<span class="failed">${testsOf(run)}</span>` : testsOf(run);
  if (grade === 'failed')
    return `<span class="failed">failed${facts.exitCode ? ` (${facts.exitCode})` : ''}</span>`;
  if (grade === 'found-nothing') return 'found nothing';
  if (grade !== undefined) return grade;
  return facts.command !== undefined && facts.status === 'completed' ? 'done' : '';
}

function changesOf({ content }: ToolItem) {
  return content.filter((part) => part.type === '_reprise/change');
}

/** Paths that a step names. */
export function pathsOf(step: ToolItem): string[] {
  return [...step.locations.map(({ path }) => path), ...changesOf(step).map(({ path }) => path)];
}
