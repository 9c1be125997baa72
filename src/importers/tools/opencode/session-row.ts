import { asCount, asText, compact } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { Row } from '../../sqlite/sqlite-database.ts';
import { jsonColumn } from '../../stores/json-column.ts';

/** Columns that have a place of their own in an export, or say nothing there. */
const KNOWN =
  /^(?:id|slug|title|version|directory|path|(?:project|workspace|parent)_id|share_url|(?:summary|tokens|time)_\w+|revert|permission|cost|agent|model|metadata)$/;

/** What an export says of a session (`info`), from its row. Columns that an older version lacks are left out. */
export function sessionOfRow(row: Row): LogRecord {
  const json = (name: string) => jsonColumn(row[name] ?? null);
  const shared = asText(row['share_url']);
  return {
    ...ownColumns(row),
    ...defined({
      id: row['id'],
      slug: row['slug'],
      projectID: row['project_id'],
      workspaceID: row['workspace_id'],
      parentID: row['parent_id'],
      directory: row['directory'],
      path: asText(row['path']),
      title: row['title'],
      version: row['version'],
      agent: row['agent'],
      cost: row['cost'],
    }),
    ...defined({
      model: json('model'),
      metadata: json('metadata'),
      revert: json('revert'),
      permission: json('permission'),
      share: shared === undefined ? undefined : { url: shared },
      summary: withPart('diffs', json('summary_diffs'), {
        additions: row['summary_additions'],
        deletions: row['summary_deletions'],
        files: row['summary_files'],
      }),
      tokens: withPart(
        'cache',
        numbers({ read: row['tokens_cache_read'], write: row['tokens_cache_write'] }),
        {
          input: row['tokens_input'],
          output: row['tokens_output'],
          reasoning: row['tokens_reasoning'],
        },
      ),
      time: numbers({
        created: row['time_created'],
        updated: row['time_updated'],
        compacting: row['time_compacting'],
        archived: row['time_archived'],
      }),
    }),
  };
}

/** Columns of a version that is not known here, under their own names. */
function ownColumns(row: Row): LogRecord {
  return defined(Object.fromEntries(Object.entries(row).filter(([name]) => !KNOWN.test(name))));
}

function withPart(
  name: string,
  part: unknown,
  columns: Readonly<Record<string, unknown>>,
): LogRecord | undefined {
  const counted = numbers(columns);
  return counted === undefined && part === undefined
    ? undefined
    : { ...counted, ...defined({ [name]: part }) };
}

function numbers(columns: Readonly<Record<string, unknown>>): LogRecord | undefined {
  return compact(Object.entries(columns).map(([name, value]) => [name, asCount(value)]));
}

/** Without what is not there. Bytes and numbers that are not exact have no place in JSON. */
function defined(values: Readonly<Record<string, unknown>>): LogRecord {
  const isSaid = (value: unknown): boolean =>
    value !== undefined && value !== null && typeof value !== 'bigint' && !(value instanceof Uint8Array);
  return Object.fromEntries(Object.entries(values).filter(([, value]) => isSaid(value)));
}
