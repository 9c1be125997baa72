/** The real logs and recordings, each with the importer that has to read it: told by their folder, not by the importers. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { corpusFolder } from './corpus.ts';

export interface CorpusInput {
  /** Below the corpus, `/`-separated. */
  readonly path: string;
  /** Absolute. */
  readonly file: string;
  /** Id of the importer. */
  readonly importer: string;
}

/**
 * Folder of the corpus → importer. What a file is called, or was labelled by its recorder, says nothing. The corpus
 * grows by itself: folders of tools that nothing is said about here are left out.
 */
const TOOLS: Readonly<Record<string, string>> = {
  aider: 'aider',
  'antigravity-cli': 'antigravity-cli',
  asciicast: 'asciicast',
  'cline-cli': 'cline',
  'chatgpt-export': 'chatgpt',
  'claude-ai-export': 'claude-ai',
  'claude-code': 'claude-code',
  codex: 'codex-cli',
  'copilot-cli': 'copilot-cli',
  cursor: 'cursor',
  'gemini-cli': 'gemini-cli',
  kimi: 'kimi-code',
  openclaw: 'pi',
  opencode: 'opencode',
  pi: 'pi',
  script: 'script',
  ttyrec: 'ttyrec',
  'vscode-copilot-chat': 'vscode-copilot-chat',
};

/** Files that are a part of a session beside them: read with it, no inputs themselves. */
const PARTS =
  /\.stdin$|cline-cli\/(?!.*\/\d\w+\.messages\.json$)|state\.json$|\.meta\.json$|storage_v2\/(?:message|part)\/|storage_v2\/migration$/;

/** Every input of the corpus that an importer reads, or none when the corpus is missing. */
export function corpusInputs(): readonly CorpusInput[] {
  const corpus = corpusFolder();
  if (corpus === undefined) return [];
  return readdirSync(corpus, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ file, path: file.slice(corpus.length + 1).replaceAll('\\', '/') }))
    .filter(({ path }) => path !== 'SOURCES.md' && !PARTS.test(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .flatMap(({ file, path }) => {
      const importer = TOOLS[path.split('/', 1)[0]!];
      return importer === undefined ? [] : [{ file, path, importer }];
    });
}

/** Folders of the corpus that no importer reads: of other tools, or of versions of a tool that are not read yet. */
export function unreadFolders(): readonly string[] {
  const corpus = corpusFolder();
  if (corpus === undefined) return [];
  return readdirSync(corpus, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && TOOLS[entry.name] === undefined)
    .map(({ name }) => name)
    .sort();
}
