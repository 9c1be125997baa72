import { pageText } from '../../format/index.ts';
import type { ExportInput, ExportOptions } from '../export-format.ts';
import { escapeText } from './escape-text.ts';
import { headHtml } from './head.ts';
import type { PackedScript } from './page-parts.ts';
import { storyHtml, type CodeSeen } from './story.ts';

/** Grammars that every page has: commands, diffs, and what tools are asked with. */
const ALWAYS: readonly string[] = ['bash', 'diff', 'json', 'console'];

/**
 * One page that plays the session from a file, offline, and tells it without a script. It holds the archive as it is:
 * `findPageArchive` finds it again.
 *
 * @throws {TypeError} without `pageParts`
 * @throws {ArchiveError} what reading the archive gives
 */
export async function* exportHtml(
  { session, source }: ExportInput,
  { pageParts, signal }: ExportOptions,
): AsyncGenerator<string> {
  if (!pageParts) throw new TypeError('a page needs the parts of the player');
  const parts = await pageParts();
  const options = signal ? { signal } : {};
  const languages = new LanguagesSeen();

  yield headHtml(session, parts);
  yield '<body>\n<main id="story">\n';
  yield* storyHtml(session, languages, options);
  yield `<footer>Made by Reprise ${escapeText(session.manifest.generator.version)}. With scripts, this page plays the session.</footer>\n`;
  yield '</main>\n';
  yield* pageText(source, options);
  for (const grammar of parts.grammars)
    if (grammar.words.some((word) => ALWAYS.includes(word) || languages.has(word))) yield codeHtml(grammar);
  yield codeHtml(parts.player);
  yield `<script>${parts.loader}</script>\n</body>\n</html>\n`;
}

class LanguagesSeen implements CodeSeen {
  readonly #words = new Set<string>();

  language(name: string): void {
    this.#words.add(name.toLowerCase());
  }

  /** As the player tells a language: the name of the file, its ending, and what is before its first dot. */
  path(path: string): void {
    const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
    for (const word of [name, name.slice(name.lastIndexOf('.') + 1), name.split('.')[0]!])
      this.#words.add(word);
  }

  has(word: string): boolean {
    return this.#words.has(word);
  }
}

function codeHtml({ code }: PackedScript): string {
  return `<script type="application/vnd.reprise.code">${code}</script>\n`;
}
