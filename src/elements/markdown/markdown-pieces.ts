import type { Token, Tokens } from 'marked';

/** Characters that a piece has at most, unless it cannot be taken apart. */
export const PIECE_LENGTH = 2000;

/** Blocks of Markdown in pieces, in order. Long lists and tables are taken apart, so that each piece can be drawn alone. */
export function piecesOfMarkdown(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const pieces: Token[][] = [];
  let piece: Token[] = [];
  let length = 0;
  for (const token of tokens.flatMap(apart)) {
    if (length > 0 && length + token.raw.length > PIECE_LENGTH) {
      pieces.push(piece);
      [piece, length] = [[], 0];
    }
    piece.push(token);
    length += token.raw.length;
  }
  return piece.length > 0 ? [...pieces, piece] : pieces;
}

function apart(token: Token): readonly Token[] {
  if (token.raw.length <= PIECE_LENGTH) return [token];
  if (token.type === 'list') return listApart(token as Tokens.List);
  return token.type === 'table' ? tableApart(token as Tokens.Table) : [token];
}

/** Lists that go on counting. */
function listApart(list: Tokens.List): readonly Token[] {
  let first = 0;
  return grouped(list.items, ({ raw }) => raw.length).map((items) => {
    const start = list.start === '' ? list.start : list.start + first;
    first += items.length;
    return { ...list, items, start, raw: items.map(({ raw }) => raw).join('') };
  });
}

/** Tables with the same head. */
function tableApart(table: Tokens.Table): readonly Token[] {
  const lengthOf = (row: readonly Tokens.TableCell[]): number =>
    row.reduce((sum, { text }) => sum + text.length, 0);
  return grouped(table.rows, lengthOf).map((rows) => ({
    ...table,
    rows,
    raw: table.raw.slice(
      0,
      rows.reduce((sum, row) => sum + lengthOf(row), 0),
    ),
  }));
}

function grouped<T>(values: readonly T[], lengthOf: (value: T) => number): T[][] {
  const groups: T[][] = [[]];
  let length = 0;
  for (const value of values) {
    if (length > 0 && length + lengthOf(value) > PIECE_LENGTH) {
      groups.push([]);
      length = 0;
    }
    groups.at(-1)!.push(value);
    length += lengthOf(value);
  }
  return groups;
}
