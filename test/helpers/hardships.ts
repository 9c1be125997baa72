/** What happens to logs on their way: the same session, told worse. Every importer has to come through all of it. */

/** A log after something has happened to it. */
export interface Hardship {
  readonly name: string;
  /** What has become of the log; `undefined` where it cannot happen to it. */
  readonly apply: (log: string) => string | Uint8Array | undefined;
  /**
   * What has to hold: `equal` events; `complete`, every text of the log is still found; `kept`, and what was added
   * is found as well; `changed`, every text of what the log has become is found; `alive`, nothing but that it is
   * read or refused.
   */
  readonly expected: 'equal' | 'complete' | 'kept' | 'changed' | 'alive';
}

/** A text that is in no log. */
export const FOREIGN_TEXT = 'a text of a record that nobody has foreseen';

export const HARDSHIPS: readonly Hardship[] = [
  {
    name: 'a byte order mark, and line ends of Windows',
    apply: (log) => (recordsOfLines(log) ? windowsText(log) : undefined),
    expected: 'equal',
  },
  {
    name: 'a document with a byte order mark, and line ends of Windows',
    apply: (log) => (recordsOfLines(log) ? undefined : windowsText(log)),
    expected: 'complete',
  },
  {
    name: 'a line that is no record in its middle',
    apply: (log) => withLine(log, `{"${FOREIGN_TEXT}`),
    expected: 'kept',
  },
  {
    name: 'a record of an unknown type',
    apply: (log) =>
      withLine(log, JSON.stringify({ type: 'never_seen_before', payload: { text: FOREIGN_TEXT } })),
    expected: 'kept',
  },
  {
    name: 'ids that a filter has blacked out',
    apply: (log) =>
      mapValues(log, (key, value) => (isIdKey(key) && typeof value === 'string' ? 'REDACTED' : value)),
    expected: 'changed',
  },
  {
    name: 'times that are gone',
    apply: (log) => mapValues(log, (key, value) => (isTimeKey(key) ? null : value)),
    expected: 'changed',
  },
  {
    name: 'a clock that jumps back',
    apply: (log) => shiftedTimes(log, -3_600_000),
    expected: 'complete',
  },
  {
    name: 'a clock that is years ahead for a record',
    apply: (log) => shiftedTimes(log, 20 * 365 * 86_400_000, 1),
    expected: 'complete',
  },
  {
    name: 'half a surrogate pair in a text',
    apply: (log) => replaceOnce(log, /([a-z]{3} )([a-z]{3})/, '$1\\ud83d$2'),
    expected: 'alive',
  },
  {
    name: 'a byte that is no UTF-8',
    apply: (log) => {
      const bytes = new TextEncoder().encode(log);
      const at = bytes.indexOf(0x20, bytes.length >>> 1);
      return at === -1 ? undefined : new Uint8Array([...bytes.subarray(0, at), 0xff, ...bytes.subarray(at)]);
    },
    expected: 'alive',
  },
  {
    name: 'a line of 40 MB',
    apply: (log) => withLine(log, JSON.stringify({ type: 'user', text: 'x'.repeat(40_000_000) })),
    expected: 'complete',
  },
];

function windowsText(log: string): string {
  return `\ufeff${log.replaceAll(/\r?\n/g, '\r\n')}`;
}

/** Puts a line into the middle of a log of lines. */
function withLine(log: string, line: string): string | undefined {
  const lines = recordsOfLines(log);
  if (!lines) return undefined;
  const all = log.trimEnd().split('\n');
  const middle = Math.ceil(all.length / 2);
  return [...all.slice(0, middle), line, ...all.slice(middle), ''].join('\n');
}

/** The records of a log of JSON lines; `undefined` when it is none. */
function recordsOfLines(log: string): unknown[] | undefined {
  try {
    const lines = log.split('\n').filter((line) => line.trim() !== '');
    const records = lines.map((line) => JSON.parse(line) as unknown);
    return records.length > 1 && records.every((record) => typeof record === 'object') ? records : undefined;
  } catch {
    return undefined;
  }
}

type MapValue = (key: string, value: unknown, record: number) => unknown;

/** Changes the values of a log of JSON, lines or a document. */
function mapValues(log: string, map: MapValue): string | undefined {
  const records = recordsOfLines(log);
  if (records)
    return records.map((record, index) => `${JSON.stringify(mapped(record, '', map, index))}\n`).join('');
  try {
    return JSON.stringify(mapped(JSON.parse(log), '', map, 0), undefined, 2);
  } catch {
    return undefined;
  }
}

function mapped(value: unknown, key: string, map: MapValue, record: number): unknown {
  if (Array.isArray(value)) return (value as unknown[]).map((item) => mapped(item, key, map, record));
  if (typeof value !== 'object' || value === null) return map(key, value, record);
  return Object.fromEntries(
    Object.entries(value).map(([name, child]) => [name, mapped(child, name, map, record)]),
  );
}

/** Moves the times of every record in the second half of a log, or of some in its middle. */
function shiftedTimes(log: string, by: number, count = Infinity): string | undefined {
  const records = recordsOfLines(log);
  if (!records) return undefined;
  const first = Math.ceil(records.length / 2);
  return mapValues(log, (key, value, record) => {
    if (!isTimeKey(key) || record < first || record >= first + count) return value;
    if (typeof value === 'string' && !Number.isNaN(Date.parse(value)))
      return new Date(Date.parse(value) + by).toISOString();
    return typeof value === 'number' ? value + by : value;
  });
}

function replaceOnce(log: string, pattern: RegExp, by: string): string | undefined {
  return pattern.test(log) ? log.replace(pattern, by) : undefined;
}

function isIdKey(key: string): boolean {
  return /(?:^id|_id|Id|ID|uuid|Uuid)$/.test(key) && !/^(?:session|conversation|project)/i.test(key);
}

function isTimeKey(key: string): boolean {
  return /^(?:timestamp|ts|time|created|updated|created_at|updated_at|create_time|update_time|completed|start|end)$/.test(
    key,
  );
}
