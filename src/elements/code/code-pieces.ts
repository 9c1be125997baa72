/** Characters that are highlighted in one go. */
export const PIECE_LENGTH = 2_000;

/** Lines of a text that follow each other, without the line end behind them. */
export interface CodePiece {
  readonly text: string;
  /** A line that is too long to be highlighted. */
  readonly plain: boolean;
}

/**
 * A text as pieces of whole lines, 2,000 characters each at most; a longer line is a piece of its own, and plain.
 *
 * Grammars are regular expressions: what they cost grows with the square of a text that is made for it, so the length of
 * what they get is the one bound that holds for all of them.
 */
export function piecesOf(code: string): CodePiece[] {
  const pieces: CodePiece[] = [];
  let open: string[] = [];
  let length = 0;
  const close = (): void => {
    if (open.length > 0) pieces.push({ text: open.join('\n'), plain: false });
    [open, length] = [[], 0];
  };
  for (const line of code.split('\n')) {
    if (length + line.length > PIECE_LENGTH) close();
    if (line.length > PIECE_LENGTH) {
      pieces.push({ text: line, plain: true });
      continue;
    }
    open.push(line);
    length += line.length + 1;
  }
  close();
  return pieces;
}

/** How comments, strings and blocks of code begin that may go on over lines. */
const OPENER =
  /^(?:\/\*+!?|<!--|\{-|\(\*|#\||--\[=*\[|[a-z]{0,2}(?:"{3}|'{3})|`{3,}[^\n`]*\n|~{3,}[^\n]*\n|[a-z]{0,2}["'`])/iu;

/**
 * What has to stand before the next piece for a comment or string to go on in it.
 *
 * @param text - of the comment or string that the piece ends in
 */
export function openerOf(text: string): string {
  return OPENER.exec(text)?.[0] ?? '';
}
