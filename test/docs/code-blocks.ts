import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { projectPath } from '../helpers/project-path.ts';

/** A fenced block of a page. */
export interface CodeBlock {
  /** `docs/cli.md:91`: page and line of its fence. */
  readonly place: string;
  /** As the fence names it; empty where it names none. */
  readonly language: string;
  readonly text: string;
}

/** Folders without examples: what is made of the sources is checked with them, and decisions are about code that may be gone. */
const WITHOUT_EXAMPLES = ['docs/api/reference/', 'docs/adr/'];

/** All blocks of README.md and of `docs/`, in order. */
export function codeBlocks(): CodeBlock[] {
  const pages = readdirSync(projectPath('docs'), { recursive: true, encoding: 'utf8' })
    .map((name) => posix.join('docs', name.replaceAll('\\', '/')))
    .filter((path) => path.endsWith('.md') && !WITHOUT_EXAMPLES.some((folder) => path.startsWith(folder)))
    .sort();
  return ['README.md', ...pages].flatMap((page) => blocksOf(page, readFileSync(projectPath(page), 'utf8')));
}

/** The blocks of one page; a fence that is indented belongs to a list, and its block is moved back. */
export function blocksOf(page: string, text: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { place: string; language: string; indent: string; fence: string; lines: string[] } | undefined;
  text.split('\n').forEach((line, index) => {
    const [isFence, indent = '', fence = '', language = ''] = /^(\s*)(`{3,})(\S*)/.exec(line) ?? [];
    if (isFence && !open) open = { place: `${page}:${index + 1}`, language, indent, fence, lines: [] };
    else if (open && fence.length >= open.fence.length) {
      const { place, language, lines } = open;
      blocks.push({ place, language, text: lines.map((each) => `${each}\n`).join('') });
      open = undefined;
    } else open?.lines.push(line.startsWith(open.indent) ? line.slice(open.indent.length) : line);
  });
  return blocks;
}
