/** Which sessions of a choice are shown, and in which order. Nothing here knows the page. */

/** How a column is in order when it is first asked for, the other way round the next time. */
const ORDERS = {
  title: byName(({ title }) => title),
  tool: byName(({ tool }) => tool),
  startedAt: byMost(({ startedAt }) => startedAt),
  turns: byMost(({ turns }) => turns),
  size: byMost(({ size }) => size),
};

/** What can be sorted by, and whether that begins with what is least: names do, days and numbers do not. */
export const KEYS = Object.keys(ORDERS).map((key) => ({ key, isAscending: ['title', 'tool'].includes(key) }));

/** Sessions in an order; what does not say stands last in either direction. */
export function inOrder(sessions, { key, isReversed }) {
  const [said, unsaid] = [[], []];
  for (const session of sessions) (session[key] === undefined ? unsaid : said).push(session);
  said.sort(ORDERS[key]);
  return [...(isReversed ? said.reverse() : said), ...unsaid];
}

/**
 * The sessions that have all words of a text in what the list says of them.
 *
 * @param dateOf - a day as the list writes it
 */
export function matching(sessions, { text, tool, dateOf }) {
  const words = wordsOf(text);
  return sessions.filter((session) => {
    if (tool !== '' && session.tool !== tool) return false;
    const day = session.startedAt === undefined ? '' : dateOf(session.startedAt);
    const said = [session.title, session.tool, session.project, session.branch, day].join('\n').toLowerCase();
    return words.every((word) => said.includes(word));
  });
}

/** A text in pieces, those that were looked for by themselves: `[{ text, isFound }]`. */
export function piecesOf(text, looked) {
  const words = wordsOf(looked).map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  if (words.length === 0) return [{ text, isFound: false }];
  return text
    .split(new RegExp(`(${words.join('|')})`, 'i'))
    .map((piece, index) => ({ text: piece, isFound: index % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}

/** How many sessions each tool has, the one with most first. */
export function toolsOf(sessions) {
  const counts = new Map();
  for (const { tool } of sessions) if (tool) counts.set(tool, (counts.get(tool) ?? 0) + 1);
  return [...counts].sort(([a, first], [b, second]) => second - first || a.localeCompare(b));
}

function wordsOf(text) {
  return text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}

function byName(of) {
  return (a, b) => of(a).localeCompare(of(b), undefined, { sensitivity: 'base', numeric: true });
}

function byMost(of) {
  return (a, b) => of(b) - of(a);
}
