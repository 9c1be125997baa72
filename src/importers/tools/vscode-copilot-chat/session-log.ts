import { asCount, asList, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** Keys of one path, and items of a list: a hostile log may name any. */
const MAX_PATH = 50;
const MAX_ITEMS = 1_000_000;

type Container = Record<string, unknown> | unknown[];

/**
 * The state of a session, which its log tells by mutations: the whole (kind 0), a value at a path (1), items behind those of
 * a list, which is cut first (2), and nothing more at a path (3).
 */
export class SessionLog {
  #state: unknown = {};

  /** What the session is after all that was applied. */
  get state(): LogRecord {
    return isObject(this.#state) ? this.#state : {};
  }

  /** @returns whether the record is a mutation that can be made */
  apply({ kind, k: path, v: value, i: length }: LogRecord): boolean {
    if (kind === 0) {
      // A log begins with the whole; one further down that knows less (lines that stand twice) takes nothing away.
      if (!isObject(value) || requestsIn(value) < requestsIn(this.#state)) return false;
      this.#state = value;
      return true;
    }
    if (!Array.isArray(path) || path.length === 0 || path.length > MAX_PATH) return false;
    const keys = path as unknown[];
    const parent = this.#containerAt(keys.slice(0, -1));
    const key = keys.at(-1);
    if (!parent || !fits(parent, key)) return false;
    if (kind === 1) return set(parent, key, value);
    if (kind === 3) return set(parent, key, undefined);
    return kind === 2 && append(parent, key, { items: value, length });
  }

  #containerAt(keys: readonly unknown[]): Container | undefined {
    let at: unknown = this.#state;
    for (const key of keys) {
      if (!isContainer(at) || !fits(at, key)) return undefined;
      at = Array.isArray(at) ? at[key as number] : Object.hasOwn(at, key) ? at[key as string] : undefined;
    }
    return isContainer(at) ? at : undefined;
  }
}

function requestsIn(state: unknown): number {
  return isObject(state) ? asList(state['requests']).length : 0;
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}

/** An item is one of the list, or the next behind them. */
function fits(container: Container, key: unknown): key is string | number {
  if (!Array.isArray(container)) return typeof key === 'string' || typeof key === 'number';
  const index = asCount(key);
  return index !== undefined && index === key && index <= container.length && index < MAX_ITEMS;
}

function set(container: Container, key: string | number, value: unknown): boolean {
  if (Array.isArray(container)) container[key as number] = value;
  else if (value === undefined) Reflect.deleteProperty(container, key);
  // A key of any name is an own property.
  else Object.defineProperty(container, key, { value, enumerable: true, configurable: true, writable: true });
  return true;
}

function append(
  container: Container,
  key: string | number,
  { items, length }: { items: unknown; length: unknown },
): boolean {
  const known = Array.isArray(container) ? container[key as number] : container[key];
  const list: unknown[] = Array.isArray(known) ? known : [];
  const from = asCount(length);
  if (from !== undefined && from < list.length) list.length = from;
  for (const item of Array.isArray(items) ? (items as unknown[]) : []) {
    if (list.length >= MAX_ITEMS) return false;
    list.push(item);
  }
  return known === list || set(container, key, list);
}
