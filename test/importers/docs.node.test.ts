import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '#test';
import { projectPath } from '../helpers/project-path.ts';

const root = projectPath('');

describe('docs/importers/index.md', () => {
  const page = readFileSync(`${root}docs/importers/index.md`, 'utf8');

  it('names every finding and every error, and no other', () => {
    const sources = readdirSync(`${root}src/importers`, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(`${root}src/importers/${name}`, 'utf8'))
      .join('\n');
    const raised = new Set([
      ...codes(sources, /(?:note|#unreadable)\(\s*'([a-z0-9-]+)'/g),
      ...codes(sources, /flaw: (?:[^']*\? )?'([a-z0-9-]+)'/g),
      ...codes(sources, /\? '(incomplete-last-line)' : 'unreadable-line'/g),
      ...codes(sources, /: '(unreadable-line)'/g),
      ...codes(sources, /^ +code: '([a-z0-9-]+)',$/gm),
      ...codes(sources, /^export const DOUBTFUL_SOURCE = '([a-z-]+)';$/gm),
      ...codes(sources, /ImportError\(\s*'([a-z-]+)'/g),
    ]);
    raised.delete('oversized');

    expect([...codes(page, /^\| `([a-z0-9-]+-[a-z0-9-]+)` \|/gm)].sort()).to.include.members(
      [...raised].sort(),
    );
    const documented = codes(
      page,
      /^\| `([a-z0-9-]+)` \| (?:info|warning|error|there|no importer|two|the kind|a packed file|a SQLite)/gm,
    );
    expect([...documented].sort()).to.deep.equal([...raised].sort());
  });
});

function codes(text: string, pattern: RegExp): Set<string> {
  return new Set([...text.matchAll(pattern)].map((match) => match[1]!));
}
