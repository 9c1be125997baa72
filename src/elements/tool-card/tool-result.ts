import type { ToolCallContent } from '../../format/index.ts';
import type { TestRun, ToolItem } from '../../state/index.ts';
import type { Language } from '../strings/language.ts';
import { toolStrings } from '../strings/tool.ts';
import { outcomeOf } from './outcome.ts';

/** A word at the right edge of a card. */
export interface ResultPart {
  readonly text: string;
  readonly tone?: 'good' | 'bad' | 'plus' | 'minus';
  /** What a screen reader says in its place. */
  readonly spoken?: string;
}

type ToolStrings = ReturnType<typeof toolStrings.english>;

/** What came of a call, in a word or two; empty while there is nothing to say. */
export function resultOf(item: ToolItem, language: Language): ResultPart[] {
  const strings = language.of(toolStrings);
  // Few sources tell a call that waits for permission from one that runs.
  if (item.status === 'pending' || item.status === 'in_progress') return [{ text: strings.running }];
  const parts = [
    ...changeParts(item.content, language),
    ...outcomeParts(item, language),
    ...countParts(item, strings),
  ];
  const duration = item.duration ?? item.end - item.time;
  return duration >= 1000 ? [...parts, { text: durationText(duration, language) }] : parts;
}

function changeParts(content: readonly ToolCallContent[], language: Language): ResultPart[] {
  const strings = language.of(toolStrings);
  const changes = content.filter((part) => part.type === '_reprise/change');
  const additions = changes.reduce((sum, change) => sum + change.additions, 0);
  const deletions = changes.reduce((sum, change) => sum + change.deletions, 0);
  return [
    ...(additions > 0
      ? [
          {
            text: `+${language.number(additions)}`,
            tone: 'plus' as const,
            spoken: strings.added(additions),
          },
        ]
      : []),
    ...(deletions > 0
      ? [
          {
            text: `−${language.number(deletions)}`,
            tone: 'minus' as const,
            spoken: strings.removed(deletions),
          },
        ]
      : []),
  ];
}

function outcomeParts(item: ToolItem, language: Language): ResultPart[] {
  const strings = language.of(toolStrings);
  const { grade, tests, commits, exitCode } = outcomeOf(item);
  const hashes = commits.map(({ hash }) => ({ text: hash }));
  if (grade === 'interrupted' || grade === 'refused') return [{ text: strings[grade] }];
  if (grade === 'found-nothing') return [{ text: strings.foundNothing }];
  const counted = testParts(tests, language);
  if (counted.length > 0) return [...hashes, ...counted];
  if (grade === undefined) return hashes;
  const text = exitCode === undefined || exitCode === 0 ? strings.failed : strings.exit(exitCode);
  return [...hashes, { text, tone: 'bad' }];
}

/** Only what the runner itself has counted, or says without counting. */
function testParts(tests: TestRun | undefined, language: Language): ResultPart[] {
  const strings = language.of(toolStrings);
  const { passed = 0, failed } = tests ?? {};
  if (failed !== undefined && failed > 0) return [{ text: strings.testsFailed(failed), tone: 'bad' }];
  if (passed > 0) return [{ text: strings.testsPassed(passed), tone: 'good' }];
  return failed === 0 ? [{ text: strings.passed, tone: 'good' }] : [];
}

/** How much a search or a read brought, where it can be counted. */
function countParts(item: ToolItem, strings: ToolStrings): ResultPart[] {
  if (item.status === 'failed') return [];
  const output = item.rawOutput;
  const files = output?.['numFiles'];
  const matches = output?.['numMatches'];
  if (item.kind === 'search' && typeof files === 'number') {
    const text = [strings.files(files), ...(typeof matches === 'number' ? [strings.matches(matches)] : [])];
    return [{ text: text.join(', ') }];
  }
  if (item.kind !== 'read' && item.kind !== 'search') return [];
  const lines = item.content.reduce((sum, part) => sum + lineCount(part), 0);
  return lines > 0 ? [{ text: strings.lines(lines) }] : [];
}

function lineCount(part: ToolCallContent): number {
  if (part.type === '_reprise/file') return part.lineCount ?? 0;
  if (part.type !== 'content' || part.content.type !== 'text') return 0;
  const text = part.content.text.trimEnd();
  return text === '' ? 0 : text.split('\n').length;
}

/** `8.2 s`, `45 s`, `7 min 5 s`, `1 h 10 min`: units that are the same everywhere. */
export function durationText(duration: number, language: Language): string {
  const seconds = duration / 1000;
  if (seconds < 9.95) return `${language.number(seconds, 1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return whole % 60 === 0 ? `${minutes} min` : `${minutes} min ${whole % 60} s`;
  const hours = language.number(Math.floor(minutes / 60));
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}

/** `820 B`, `12 KB`, `1.4 MB`. */
export function sizeText(bytes: number, language: Language): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} KB` : `${language.number(bytes / 1_000_000, 1)} MB`;
}
