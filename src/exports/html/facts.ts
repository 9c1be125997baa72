import type { Session } from '../../reading/index.ts';
import { timeText } from '../../reading/words/index.ts';
import { counted } from '../conversation/words.ts';
import { escapeText } from './escape-text.ts';
import { lengthOf, lineOf } from './words.ts';

/** Files of the list of changed files. */
const MAX_FILES = 500;

/** What the session was and what came of it, by name; what is not known is left out. */
export function factsOfSession({ manifest, index }: Session): readonly (readonly [string, string])[] {
  const { agent, startedAt, duration, stats } = manifest;
  const { files = 0, additions = 0, deletions = 0, commits = 0 } = stats ?? {};
  const lastTest = index.marks?.findLast(({ kind }) => kind === 'test');
  const facts: [string, string | undefined][] = [
    ['Agent', agent && [agent.name, agent.version, ...(agent.models ?? [])].filter(Boolean).join(' ')],
    ['When', startedAt && `${startedAt.slice(0, 16).replace('T', ' ')} UTC`],
    ['Length', lengthOf(duration)],
    ['Turns', index.turns.length > 0 ? String(index.turns.length) : undefined],
    ['Files', files > 0 ? `${files} changed, +${additions} −${deletions}` : undefined],
    ['Commits', commits > 0 ? String(commits) : undefined],
    ['Tests', lastTest && testsOf(lastTest)],
  ];
  return facts.flatMap(([name, value]) => (value ? [[name, value] as const] : []));
}

/** What tests came to, as far as their runner says. */
export function testsOf({ passed, failed }: { readonly passed?: number; readonly failed?: number }): string {
  const parts = [
    ...(failed ? [`${failed} failed`] : []),
    ...(passed === undefined ? [] : [`${passed} passed`]),
    ...(failed === 0 && passed === undefined ? ['passed'] : []),
  ];
  return parts.join(', ') || 'ran';
}

/** A sentence or two for lists of links: what was asked, or the facts. */
export function descriptionOf(session: Session): string {
  const asked = session.index.asked ?? session.index.turns[0]?.excerpt;
  const facts = factsOfSession(session).map(([name, value]) => `${name}: ${value}`);
  return lineOf([asked, facts.join(', ')].filter(Boolean).join(' · '), 300);
}

/** What is known of a session, as a list of definitions. */
export function factsHtml(session: Session): string {
  const rows = factsOfSession(session).map(
    ([name, value]) => `<dt>${escapeText(name)}</dt><dd>${escapeText(lineOf(value, 300))}</dd>`,
  );
  return `<dl>\n${rows.join('\n')}\n</dl>\n`;
}

/** The files that a session changed, the first of them, as a list; empty where there are none. */
export function filesHtml({ index: { files } }: Session): string {
  if (files.length === 0) return '';
  const rows = files.slice(0, MAX_FILES).map(({ path, additions, deletions }) => {
    const lines = `<span class="added">+${additions}</span> <span class="failed">−${deletions}</span>`;
    return `<li><code>${escapeText(path)}</code><span class="outcome">${lines}</span></li>`;
  });
  const more = files.length - rows.length;
  if (more > 0) rows.push(`<li>and ${more} more</li>`);
  return `<details>\n<summary>${counted(files.length, 'changed file')}</summary>\n<ul>\n${rows.join('\n')}\n</ul>\n</details>\n`;
}

/** The turns, to go to. */
export function contentsHtml({ turns }: Session): string {
  if (turns.length < 2) return '';
  const rows = turns.map(
    ({ time, excerpt }, at) =>
      `<li><span class="outcome">${timeText(time)}</span> <a href="#turn-${at + 1}">${escapeText(excerpt) || `Turn ${at + 1}`}</a></li>`,
  );
  return `<nav aria-labelledby="contents">\n<h2 id="contents">Contents</h2>\n<ol>\n${rows.join('\n')}\n</ol>\n</nav>\n`;
}
