import type { Note } from '../../format/index.ts';
import type { Language } from '../strings/language.ts';
import { noteStrings } from '../strings/note.ts';

/** Which part of its anchor a note is about, in words: lines, or rows; `undefined` where it is all of it or a passage. */
export function placeText({ range }: Note, language: Language): string | undefined {
  const strings = language.of(noteStrings);
  if (range?.line) {
    const lines = strings.lines(...range.line);
    return range.side === 'old' ? strings.before(lines) : lines;
  }
  return range?.row && strings.rows(...range.row);
}
