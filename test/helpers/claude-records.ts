import { LEFT_OUT_RECORDS, NEVER_PACKED_KEYS } from '#src/importers/tools/claude-code/left-out-records.ts';
import { lineRecords } from './tool-suite.ts';

interface Line {
  readonly type?: string;
  readonly attachment?: { readonly type?: string };
}

/** The records of a log; those that are left out whole, and account ids, need not be found again. */
export function packedRecords(source: string): readonly unknown[] {
  const kinds = new Set(LEFT_OUT_RECORDS.map(({ kind }) => kind));
  return lineRecords(source).map((record) => {
    const { type = '', attachment } = (record ?? {}) as Line;
    const kind = attachment?.type === undefined ? type : `${type}/${attachment.type}`;
    return kinds.has(kind) ? {} : withoutAccounts(record);
  });
}

function withoutAccounts(record: unknown): unknown {
  if (record === undefined) return record;
  return JSON.parse(
    JSON.stringify(record, (key, value: unknown) => (NEVER_PACKED_KEYS.includes(key) ? undefined : value)),
  ) as unknown;
}
