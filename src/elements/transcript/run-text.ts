import type { Language } from '../strings/language.ts';
import { runStrings } from '../strings/runs.ts';
import { titleOf } from '../tool-card/tool-title.ts';
import type { RunSummary } from './run-summary.ts';
import type { ItemContext } from './item-context.ts';

/** Characters of a title in a sentence. */
const MAX_TITLE = 60;

/** What a run of steps was, as a sentence: `read 6 files, searched 2 times`. */
export function runText(summary: RunSummary, context: Pick<ItemContext, 'language' | 'root'>): string {
  return onlyText(summary, context) ?? countsText(summary, context.language);
}

function countsText({ files, pages, searches, commands, others }: RunSummary, language: Language): string {
  const strings = language.of(runStrings);
  const counts = [
    [files, strings.files],
    [searches, strings.searches],
    [commands, strings.commands],
    [pages, strings.pages],
    [others, strings.others],
  ] as const;
  return counts
    .filter(([count]) => count > 0)
    .map(([count, text]) => text(count))
    .join(', ');
}

function onlyText({ only }: RunSummary, context: Pick<ItemContext, 'language' | 'root'>): string | undefined {
  if (!only) return undefined;
  const { folder, name } = titleOf(only, context);
  const title = excerptOf(folder + name);
  const strings = context.language.of(runStrings);
  switch (only.kind) {
    case 'read':
      return strings.read(title);
    case 'search':
      return strings.searched(title);
    case 'execute':
      return strings.ran(title);
    case 'fetch':
      return strings.fetched(title);
    default:
      return title;
  }
}

function excerptOf(text: string): string {
  const characters = Array.from(text);
  return characters.length <= MAX_TITLE ? text : `${characters.slice(0, MAX_TITLE - 1).join('')}…`;
}
