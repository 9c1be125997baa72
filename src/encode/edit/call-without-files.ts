import type { SourceToolContent, SourceTranscriptEvent, SourceUpdate } from '../../format/index.ts';
import type { CutScope } from './cut-scope.ts';
import { CUT_LINE, type FileLines } from './file-lines.ts';

type ToolUpdate = SourceUpdate & { sessionUpdate: 'tool_call' | 'tool_call_update' };

/** What the calls of a session may still show. */
export interface ShownContent {
  readonly scope: CutScope;
  readonly files: FileLines;
  /** Source ids of the changes that were left out. */
  readonly cutChanges: ReadonlySet<string>;
  /** Whether output of a terminal between two times (ms, both included) was left out. */
  readonly isCutOutput: (terminal: string, start: number, end: number) => boolean;
}

/** An event of a call that stays, without what it shows of files, changes, terminals and times that are cut. */
export function callWithoutCuts(
  event: SourceTranscriptEvent,
  update: ToolUpdate,
  shown: ShownContent,
): SourceTranscriptEvent {
  const { scope } = shown;
  const isMixed = scope.mixedCalls.has(update.toolCallId);
  const content = update.content?.flatMap((item) => contentWithoutCuts(item, shown, isMixed));
  const locations = update.locations?.filter(({ path }) => !scope.isCutFile(path));
  const isCut =
    content?.length !== update.content?.length ||
    content?.some((item, index) => item !== update.content![index]);
  if (!isCut && !isMixed) return event;
  const { rawInput, rawOutput, ...rest } = update;
  return {
    ...event,
    update: {
      ...rest,
      ...(content && { content }),
      ...(locations && { locations }),
      ...(update.title !== undefined && isMixed && { title: titleWithout(update.title, scope) }),
      ...(rawInput && !isMixed && { rawInput }),
      ...(rawOutput && !isMixed && { rawOutput }),
    },
    meta: { ...event.meta, cut: true },
  };
}

function contentWithoutCuts(
  item: SourceToolContent,
  { scope, files, cutChanges, isCutOutput }: ShownContent,
  isMixed: boolean,
): readonly SourceToolContent[] {
  switch (item.type) {
    case '_reprise/change':
      return cutChanges.has(item.sourceId) ? [] : [item];
    case '_reprise/file':
      return scope.isCutFile(item.path) ? [] : [item];
    case '_reprise/read': {
      if (scope.isCutFile(item.path)) return [];
      const text = files.read(item.path, item.text);
      // As a text of its own: what is masked is not the text of the file, and must not be taken for it.
      return text === undefined ? [item] : [{ type: 'content', content: { type: 'text', text } }];
    }
    case 'terminal': {
      const { terminalId, _meta } = item;
      if (scope.tracks.has(`terminal/${terminalId}`)) return [];
      const { excerpt, ...rest } = _meta.reprise;
      const isWhole = excerpt === undefined || !isCutOutput(terminalId, rest.start, rest.end);
      return isWhole ? [item] : [{ ...item, _meta: { ..._meta, reprise: rest } }];
    }
    default: {
      const isAbout =
        isMixed &&
        [...scope.paths].some((path) => JSON.stringify(item).includes(JSON.stringify(path).slice(1, -1)));
      return isAbout ? [] : [item];
    }
  }
}

function titleWithout(title: string, { paths }: CutScope): string {
  return [...paths]
    .flatMap((path) => [path, path.slice(path.lastIndexOf('/') + 1)])
    .filter((name) => name !== '')
    .sort((a, b) => b.length - a.length)
    .reduce((text, name) => text.replaceAll(name, CUT_LINE), title);
}
