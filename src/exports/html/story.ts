import type { ReadOptions } from '../../format/index.ts';
import type { Session } from '../../reading/index.ts';
import type { TranscriptItem } from '../../state/index.ts';
import { timeText } from '../../reading/words/index.ts';
import { escapeText } from './escape-text.ts';
import { contentsHtml, factsHtml, filesHtml } from './facts.ts';
import { proseHtml } from './prose.ts';
import { pathsOf, stepsHtml } from './steps.ts';

/** Characters of one text; pasted logs are longer. */
const MAX_TEXT = 32 * 1024;
/** Characters of a recording that has no conversation. */
const MAX_RECORDING = 64 * 1024;

type ToolItem = Extract<TranscriptItem, { type: 'tool' }>;

/** Told what languages there is code in: names of fences, paths of files. */
export interface CodeSeen {
  language(name: string): void;
  path(path: string): void;
}

/**
 * The session as it is read without a script: what it was, and of each turn what was asked, answered and done. Holds
 * a turn at a time.
 */
export async function* storyHtml(
  session: Session,
  seen: CodeSeen,
  options: ReadOptions,
): AsyncGenerator<string, void> {
  for (const { path } of session.index.files) seen.path(path);
  yield `<h1 dir="auto">${escapeText(session.manifest.title) || 'A coding session'}</h1>\n`;
  yield factsHtml(session);
  yield filesHtml(session);
  yield contentsHtml(session);
  for (const number of session.turns.keys()) yield* turnHtml(session, number + 1, seen, options);
  if (session.turns.length === 0) yield await recordingHtml(session, options);
}

async function* turnHtml(
  session: Session,
  number: number,
  seen: CodeSeen,
  options: ReadOptions,
): AsyncGenerator<string, void> {
  const { time, items } = await session.turn(number, options);
  yield `<section id="turn-${number}">\n<h2>Turn ${number} · ${timeText(time)}</h2>\n`;
  let steps: ToolItem[] = [];
  for (const item of items) {
    if (item.type === 'tool') {
      steps.push(item);
      for (const path of pathsOf(item)) seen.path(path);
      continue;
    }
    const html = await textHtml(session, item, seen, options);
    if (html === '') continue;
    yield stepsHtml(steps) + html;
    steps = [];
  }
  yield `${stepsHtml(steps)}</section>\n`;
}

/** What a person or the agent said; empty for everything else. */
async function textHtml(
  session: Session,
  item: TranscriptItem,
  seen: CodeSeen,
  options: ReadOptions,
): Promise<string> {
  if (item.type === 'notice' && item.notice === 'interruption') return '<p class="hint">Interrupted</p>\n';
  if (item.type !== 'prompt' && item.type !== 'message') return '';
  const text = await session.contentText(item.content, options);
  const html = proseHtml(text.slice(0, MAX_TEXT), (name) => seen.language(name));
  if (html === '') return '';
  const cut = text.length > MAX_TEXT ? '\n<p class="hint">The rest of this text is in the player.</p>' : '';
  return item.type === 'prompt'
    ? `<blockquote>\n${html}${cut}\n</blockquote>\n`
    : `<div class="said">\n${html}${cut}\n</div>\n`;
}

/** What a terminal wrote first, of a session without a conversation. */
async function recordingHtml(session: Session, options: ReadOptions): Promise<string> {
  const track = session.tracks.find(({ kind }) => kind === 'terminal');
  if (!track) return '';
  let text = '';
  for await (const piece of session.terminalText(track.id, {}, options)) {
    text += piece;
    if (text.length >= MAX_RECORDING) break;
  }
  return `<h2>What the terminal wrote</h2>\n<pre><code>${escapeText(text.slice(0, MAX_RECORDING))}</code></pre>\n`;
}
