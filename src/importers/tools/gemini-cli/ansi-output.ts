import { isObject, asList } from '../../sources/json-value.ts';

const STYLES = [
  ['bold', '1'],
  ['dim', '2'],
  ['italic', '3'],
  ['underline', '4'],
  ['inverse', '7'],
] as const;

/**
 * The screen of a command as its text with escape sequences: an array of lines, each an array of pieces of text with
 * style and colours (`#rrggbb`).
 *
 * @returns `undefined` when the value is no such screen
 */
export function ansiText(value: unknown): string | undefined {
  const lines = isObject(value) ? value['ansiOutput'] : value;
  if (!Array.isArray(lines) || lines.length === 0) return undefined;
  if (!(lines as unknown[]).every(Array.isArray)) return undefined;
  return (lines as unknown[])
    .map((line) => asList(line).filter(isObject).map(pieceText).join('').trimEnd())
    .join('\n')
    .replace(/\n+$/, '');
}

function pieceText(piece: Readonly<Record<string, unknown>>): string {
  const words = typeof piece['text'] === 'string' ? piece['text'] : '';
  const codes: string[] = STYLES.filter(([name]) => piece[name] === true).map(([, code]) => code);
  codes.push(...colour(piece['fg'], 38), ...colour(piece['bg'], 48));
  return codes.length === 0 || words === '' ? words : `\x1b[${codes.join(';')}m${words}\x1b[0m`;
}

function colour(value: unknown, base: 38 | 48): readonly string[] {
  const match = typeof value === 'string' ? /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(value) : null;
  return match
    ? [
        `${base};2;${match
          .slice(1)
          .map((part) => Number.parseInt(part, 16))
          .join(';')}`,
      ]
    : [];
}
