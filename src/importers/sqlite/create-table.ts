import { columnDefault } from './column-default.ts';
import { damaged } from './damaged-database.ts';
import type { SqlValue } from './record-values.ts';
import { sqlList, sqlTokens, type SqlToken } from './sql-tokens.ts';

/** A column as the table's statement describes it. */
export interface Column {
  readonly name: string;
  /** What rows that are shorter than the table have in it. */
  readonly default: SqlValue;
  /** Texts are compared byte by byte; others only by collations that are not known here. */
  readonly isBinary: boolean;
}

/** What a `CREATE TABLE` statement says of the rows of a table. */
export interface TableDescription {
  /** Those that are stored, in order of the statement. */
  readonly columns: readonly Column[];
  /** Number of the column that stands for the row id; -1: none does. */
  readonly rowidColumn: number;
  /** The rows are stored in an index. */
  readonly isWithoutRowid: boolean;
  /** Number of the column that each value of a stored row belongs to, in order of the values. */
  readonly stored: readonly number[];
  /** Columns of the indexes that SQLite makes on its own, in their order; lower case. */
  readonly uniques: readonly (readonly string[])[];
}

const CONSTRAINTS = new Set(['CONSTRAINT', 'PRIMARY', 'UNIQUE', 'CHECK', 'FOREIGN']);

/** Words that end the type of a column. */
const AFTER_TYPE = new Set([
  'CONSTRAINT',
  'PRIMARY',
  'NOT',
  'NULL',
  'UNIQUE',
  'CHECK',
  'DEFAULT',
  'COLLATE',
  'REFERENCES',
  'GENERATED',
  'AS',
]);

/**
 * Reads a `CREATE TABLE` statement, names in any quotes.
 *
 * @throws {ImportError} `damaged-database` when it names no columns
 */
export function readCreateTable(statement: string): TableDescription {
  const tokens = sqlTokens(statement);
  const start = tokens.findIndex(({ text }) => text === '(');
  if (start === -1) throw damaged('a table is described without columns');
  const { parts, rest } = sqlList(tokens, start);
  const columns: ColumnPart[] = [];
  const keys: Key[] = [];
  for (const part of parts) {
    if (part.length === 0) continue;
    if (CONSTRAINTS.has(part[0]!.keyword)) keys.push(...keysOfConstraint(part));
    else {
      const column = readColumn(part);
      if (column) columns.push(column);
      if (column?.key) keys.push(column.key);
    }
  }
  const isWithoutRowid = rest.some(
    ({ keyword }, index) => keyword === 'WITHOUT' && rest[index + 1]?.keyword === 'ROWID',
  );
  const primary = keys.find(({ isPrimary }) => isPrimary);
  const rowidColumn = isWithoutRowid ? -1 : rowidColumnOf(columns, primary);
  return {
    columns,
    rowidColumn,
    isWithoutRowid,
    stored: storedOrder(columns, isWithoutRowid ? primary : undefined),
    uniques: uniquesOf(keys, rowidColumn !== -1 || isWithoutRowid),
  };
}

interface Key {
  readonly isPrimary: boolean;
  /** Lower case. */
  readonly columns: readonly string[];
  /** It stands in the column itself, with `DESC`: then it is no other name of the row id. */
  readonly isDescending: boolean;
}

interface ColumnPart extends Column {
  readonly type: string;
  readonly key: Key | undefined;
}

/** `undefined` for a column whose values are computed and not stored. */
function readColumn(part: readonly SqlToken[]): ColumnPart | undefined {
  const { name } = part[0]!;
  const end = part.findIndex(({ keyword }, index) => index > 0 && AFTER_TYPE.has(keyword));
  const type = part
    .slice(1, end === -1 ? undefined : end)
    .map(({ text }) => text.toUpperCase())
    .join(' ');
  const rest = end === -1 ? [] : outside(part.slice(end));
  const at = (keyword: string): number => rest.findIndex((token) => token.keyword === keyword);
  if (at('AS') !== -1 && at('STORED') === -1) return undefined;
  const isPrimary = at('PRIMARY') !== -1;
  const written = part.findIndex(({ keyword }, index) => index > 0 && keyword === 'DEFAULT');
  const collation = at('COLLATE');
  return {
    name,
    type,
    default: written === -1 ? null : columnDefault(part.slice(written + 1), type),
    isBinary: collation === -1 || rest[collation + 1]?.name.toUpperCase() === 'BINARY',
    key:
      isPrimary || at('UNIQUE') !== -1
        ? { isPrimary, columns: [name.toLowerCase()], isDescending: at('DESC') !== -1 }
        : undefined,
  };
}

/** What does not stand in parentheses. */
function outside(tokens: readonly SqlToken[]): readonly SqlToken[] {
  let depth = 0;
  return tokens.filter(({ text }) => {
    if (text === '(') depth += 1;
    if (text === ')') depth -= 1;
    return depth === 0;
  });
}

function keysOfConstraint(part: readonly SqlToken[]): readonly Key[] {
  const named = part[0]!.keyword === 'CONSTRAINT' ? part.slice(2) : part;
  const kind = named[0]?.keyword;
  const start = named.findIndex(({ text }) => text === '(');
  if ((kind !== 'PRIMARY' && kind !== 'UNIQUE') || start === -1) return [];
  const columns = sqlList(named, start).parts.flatMap(([first]) => (first ? [first.name.toLowerCase()] : []));
  return [{ isPrimary: kind === 'PRIMARY', columns, isDescending: false }];
}

/** An `INTEGER PRIMARY KEY`, and that alone, is another name of the row id. */
function rowidColumnOf(columns: readonly ColumnPart[], primary: Key | undefined): number {
  if (primary?.columns.length !== 1 || primary.isDescending) return -1;
  return columns.findIndex(
    ({ name, type }) => name.toLowerCase() === primary.columns[0] && type === 'INTEGER',
  );
}

/** Without row ids, the columns of the primary key stand before the others. */
function storedOrder(columns: readonly Column[], primary: Key | undefined): readonly number[] {
  const all = [...columns.keys()];
  const first = (primary?.columns ?? []).flatMap((key) => {
    const index = columns.findIndex(({ name }) => name.toLowerCase() === key);
    return index === -1 ? [] : [index];
  });
  return [...new Set([...first, ...all])];
}

/** A key that says the same as an earlier one gets no index of its own. */
function uniquesOf(keys: readonly Key[], isPrimaryTree: boolean): readonly (readonly string[])[] {
  const made = keys.filter(({ isPrimary }) => !(isPrimary && isPrimaryTree)).map(({ columns }) => columns);
  return made.filter(
    (columns, index) => made.findIndex((other) => other.join('\0') === columns.join('\0')) === index,
  );
}
