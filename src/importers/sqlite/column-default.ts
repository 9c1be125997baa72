import type { SqlValue } from './record-values.ts';
import type { SqlToken } from './sql-tokens.ts';

/** Which values a column rather holds, told from the name of its type. */
type Affinity = 'integer' | 'text' | 'blob' | 'real' | 'numeric';

/**
 * What rows have in a column that was added after they were written: SQLite takes constants only.
 *
 * @param tokens - what stands behind `DEFAULT`
 * @param type - words of the column's type, in upper case
 */
export function columnDefault(tokens: readonly SqlToken[], type: string): SqlValue {
  const value = literalOf(tokens[0]?.text === '(' ? tokens.slice(1) : tokens);
  const affinity = affinityOf(type);
  if (typeof value === 'number' && affinity === 'text') return String(value);
  const isNumber = affinity === 'integer' || affinity === 'real' || affinity === 'numeric';
  if (typeof value === 'string' && isNumber && value.trim() !== '' && Number.isFinite(Number(value))) {
    return Number(value);
  }
  return value;
}

function literalOf([first, second]: readonly SqlToken[]): SqlValue {
  if (!first) return null;
  const { text, keyword, name } = first;
  if (text === '-' || text === '+') {
    const number = Number(second?.text);
    return Number.isFinite(number) ? (text === '-' ? -number : number) : null;
  }
  if (/^[xX]'/.test(text)) {
    return Uint8Array.from(text.slice(2, -1).match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  }
  if (/^['"]/.test(text)) return name;
  if (/^[.\d]/.test(text)) return Number(text);
  if (keyword === 'TRUE') return 1;
  return keyword === 'FALSE' ? 0 : null;
}

/** The rules of SQLite, in their order. */
function affinityOf(type: string): Affinity {
  if (type.includes('INT')) return 'integer';
  if (/CHAR|CLOB|TEXT/.test(type)) return 'text';
  if (type === '' || type.includes('BLOB')) return 'blob';
  return /REAL|FLOA|DOUB/.test(type) ? 'real' : 'numeric';
}
