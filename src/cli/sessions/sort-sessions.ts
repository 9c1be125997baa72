import { lastActivity, nameOf, startOf, type FoundSession } from './found-session.ts';

type Order = (a: FoundSession, b: FoundSession) => number;

/** What a list can be in the order of; each the way round that puts first what one looks for. */
const ORDERS = {
  start: (a, b) => startOf(b) - startOf(a),
  activity: (a, b) => lastActivity(b) - lastActivity(a),
  duration: byMost(({ startedAt, endedAt }) =>
    startedAt === undefined || endedAt === undefined ? undefined : endedAt - startedAt,
  ),
  turns: byMost(({ turns }) => turns),
  size: byMost(({ size }) => size),
  expires: byMost(({ expiresAt }) => (expiresAt === undefined ? undefined : -expiresAt)),
  tool: byName(({ tool }) => tool),
  project: byName(({ project }) => project),
  title: byName(nameOf),
} as const satisfies Readonly<Record<string, Order>>;

/** Name of an order. */
export type SortKey = keyof typeof ORDERS;

/** All of them. */
export const SORT_KEYS = Object.keys(ORDERS) as readonly SortKey[];

/** Sessions in an order; those that are equal in it, newest first. What does not say stands last. */
export function sortSessions(sessions: readonly FoundSession[], key: SortKey): FoundSession[] {
  const order: Order = ORDERS[key];
  return [...sessions].sort((a, b) => order(a, b) || newestFirst(a, b));
}

function newestFirst(a: FoundSession, b: FoundSession): number {
  return (
    ORDERS.start(a, b) ||
    a.path.localeCompare(b.path, 'en') ||
    (b.session ?? '').localeCompare(a.session ?? '', 'en', { numeric: true })
  );
}

function byMost(of: (session: FoundSession) => number | undefined): Order {
  return (a, b) => {
    const [first = -Infinity, second = -Infinity] = [of(a), of(b)];
    return first === second ? 0 : second - first;
  };
}

function byName(of: (session: FoundSession) => string | undefined): Order {
  return (a, b) => {
    const [first, second] = [of(a), of(b)];
    if (first === undefined || second === undefined)
      return Number(first === undefined) - Number(second === undefined);
    return first.localeCompare(second, 'en', { sensitivity: 'base', numeric: true });
  };
}
