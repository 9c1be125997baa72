import type { Section } from '#src/elements/strings/section.ts';
import { Language } from '#src/elements/strings/language.ts';
import * as sections from '#src/elements/strings/index.ts';
import type { Translation } from '#src/elements/strings/translation.ts';

const ATTRIBUTES = ['aria-label', 'aria-valuetext', 'title', 'alt', 'label', 'placeholder'];

/** Every text and every name for assistive technology under `root`, through shadow roots, drawn or not. */
export function shownTexts(root: ParentNode): string[] {
  const texts: string[] = [];
  const visit = (node: Node): void => {
    if (node instanceof Element) {
      if (node.localName === 'style') return;
      for (const name of ATTRIBUTES) texts.push(node.getAttribute(name) ?? '');
      if (node.shadowRoot) visit(node.shadowRoot);
    }
    // Between the parts of one text stand comments of Lit's.
    let text = '';
    for (const child of node.childNodes) {
      if (child instanceof Text) text += child.data;
      if (!(child instanceof Element)) continue;
      texts.push(text);
      text = '';
      visit(child);
    }
    texts.push(text);
  };
  visit(root);
  return texts.map((text) => text.replace(/\s+/gu, ' ').trim()).filter((text) => text !== '');
}

/** Stands where a sentence has a hole. */
const HOLE = '\u0001';

/** Every sentence of a table by its path (`transport.play`), one with a hole as a pattern with anything in it. */
function patternsOf(table: object, path: string): (readonly [path: string, pattern: string])[] {
  return Object.entries(table).flatMap(([key, value]: [string, unknown]) => {
    const name = `${path}.${key}`;
    if (typeof value === 'string') return [[name, value] as const];
    if (typeof value !== 'function') return patternsOf(value as object, name);
    const sentence = value as (...args: readonly unknown[]) => string;
    // Numbers for the singular and the plural.
    return [HOLE, '1', '2'].map(
      (hole) => [name, sentence(...Array.from({ length: sentence.length }, () => hole))] as const,
    );
  });
}

const escaped = (text: string): string =>
  text
    .replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')
    .replace(/\u0001|NaN/gu, '.+')
    .replace(/\d+/gu, '[\\d.,]+');

/** The sentences of a language (default: English) as patterns of a whole text, by path. */
function sentencesOf(translation?: Translation): Map<string, string[]> {
  const language = new Language(translation?.tag ?? 'en', translation);
  const sentences = new Map<string, string[]>();
  for (const [name, section] of Object.entries<Section<object>>(sections)) {
    for (const [path, pattern] of patternsOf(language.of(section), name))
      sentences.set(path, [...(sentences.get(path) ?? []), escaped(pattern)]);
  }
  return sentences;
}

/** Paths of all sentences in all sections. */
export function sentencePaths(translation?: Translation): string[] {
  return [...sentencesOf(translation).keys()];
}

/**
 * Which English sentences a translation should have replaced stand among texts, as `path: text`. Texts that are put
 * together of several are taken apart; what both languages say alike (`Terminal`) does not count.
 */
export function englishAmong(texts: readonly string[], translation: Translation): string[] {
  const translated = sentencesOf(translation);
  const own = new Set([...translated.values()].flat());
  const found = new Set<string>();
  for (const [path, patterns] of sentencesOf()) {
    const different = patterns.filter((pattern) => !own.has(pattern) && /\p{L}{2}/u.test(pattern));
    if (different.length === 0) continue;
    const whole = new RegExp(`^(?:${different.join('|')})$`, 'u');
    for (const text of texts) {
      const parts = [text, ...text.split(/(?:, | · |: |; )/u)];
      if (parts.some((part) => whole.test(part))) found.add(`${path}: ${text}`);
    }
  }
  return [...found];
}
