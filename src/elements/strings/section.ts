import type { Wording } from './wording.ts';

/**
 * The sentences of one part of the interface. A sentence with a hole in it is a function. Each section is a file of its
 * own, so that the sentences of elements that are loaded later come with them; recorded content never passes through
 * here.
 */
export interface Section<Sentences> {
  /** What translations have the section under. */
  readonly name: string;
  /** Makes it in English, with the numbers of a language: of English, or of one of its regions. */
  readonly english: (language: Wording) => Sentences;
}

/** Makes a section. Its name is that of its export. */
export function section<Sentences>(
  name: string,
  english: (language: Wording) => Sentences,
): Section<Sentences> {
  return { name, english };
}
