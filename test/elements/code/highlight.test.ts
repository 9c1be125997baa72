import { describe, expect, it } from '#test';
import { highlightLines, MAX_HIGHLIGHTED_LENGTH } from '#src/elements/code/highlight.ts';
import { PIECE_LENGTH, piecesOf } from '#src/elements/code/code-pieces.ts';
import { findLanguage, languageOfPath } from '#src/elements/code/languages.ts';

const joined = (lines: readonly (readonly { text: string }[])[]): string =>
  lines.map((tokens) => tokens.map(({ text }) => text).join('')).join('\n');

describe('highlightLines', () => {
  it('gives each line its tokens, with a kind over several lines on each of them', async () => {
    const code = 'const a = "x"; // one\n/* two\nthree */\n\nreturn `${b}`;';

    const lines = await highlightLines(code, 'TypeScript');

    expect(lines).to.have.length(5);
    expect(lines[0]).to.deep.include({ text: 'const', kind: 'keyword' });
    expect(lines[0]).to.deep.include({ text: '"x"', kind: 'string' });
    expect(lines[1]).to.deep.equal([{ text: '/* two', kind: 'comment' }]);
    expect(lines[2]).to.deep.equal([{ text: 'three */', kind: 'comment' }]);
    expect(lines[3]).to.deep.equal([]);
    expect(joined(lines)).to.equal(code);
  });

  it('colours files of many languages, known by their names', async () => {
    const files: Readonly<Record<string, string>> = {
      'a.ts': 'const a: number = 1;',
      'a.js': 'const a = 1;',
      'a.tsx': 'const a = <b c="d" />;',
      'a.py': 'def a(): return 1',
      'a.go': 'func main() { return }',
      'a.rs': 'fn main() { let a = 1; }',
      'A.java': 'public class A {}',
      'a.kt': 'fun main() { val a = 1 }',
      'a.c': 'int main(void) { return 0; }',
      'a.cpp': 'class A { public: int a; };',
      'a.cs': 'public class A {}',
      'a.rb': 'def a; end',
      'a.php': '<?php function a() { return 1; }',
      'a.swift': 'func a() -> Int { return 1 }',
      'a.sh': 'if true; then echo "a"; fi',
      'a.sql': 'SELECT a FROM b WHERE c = 1;',
      'a.json': '{ "a": 1 }',
      'a.yaml': 'a: "b"',
      'a.toml': 'a = "b"',
      'a.html': '<a href="b">c</a>',
      'a.css': '.a { color: red; }',
      'README.md': '# Title',
      Dockerfile: 'FROM node:20',
      'a.diff': '+added',
    };
    for (const [path, code] of Object.entries(files)) {
      const [line] = await highlightLines(code, languageOfPath(path));
      expect(
        line!.some(({ kind }) => kind !== undefined),
        path,
      ).to.equal(true);
    }
  });

  it('colours what goes on over many lines, however long it is', async () => {
    const line = (at: number) => ` line ${at} of it, which says little`;
    const long = Array.from({ length: 200 }, (_, at) => line(at)).join('\n');
    for (const [language, before, after, kind] of [
      ['ts', 'let a = 1;\n/*', '*/', 'comment'],
      ['ts', 'const a = `', '`;', 'string'],
      ['python', 'a = """', '"""', 'string'],
      ['html', '<!--', '-->', 'comment'],
    ] as const) {
      const code = `${before}${long}${after}\n`;
      const lines = await highlightLines(code, language);

      expect(joined(lines)).to.equal(code);
      const start = before.split('\n').length;
      const kinds = lines.slice(start, start + 195).map((tokens) => tokens.map((token) => token.kind).join());
      expect([...new Set(kinds)], language).to.deep.equal([kind]);
    }
  });

  it('goes on as code behind what ended with a piece', async () => {
    const code = `${'/* a comment */\n'.repeat(300)}const a = 1;`;
    const lines = await highlightLines(code, 'ts');

    expect(joined(lines)).to.equal(code);
    expect(lines.at(-1)![0]).to.deep.equal({ text: 'const', kind: 'keyword' });
  });

  it('never gives a grammar more than a piece: what is made to be slow grows with the square of it', async () => {
    const bombs = ['a a a ', '((a ', 'E', '_', '${', '\n', 'a\n', '"\\', '#a{'];
    const languages = ['c', 'bash', 'php', 'ini', 'ts', 'haskell', 'csharp', 'css', 'nginx', 'kotlin'];
    for (const language of languages) {
      for (const bomb of bombs) {
        const code = bomb.repeat(30_000 / bomb.length);
        expect(joined(await highlightLines(code, language))).to.equal(code);
        for (const { text, plain } of piecesOf(code))
          expect(plain || text.length <= PIECE_LENGTH).to.equal(true);
      }
    }
  });

  it('gives plain lines for unknown languages and for code that is too long', async () => {
    expect(await highlightLines('a\nb', 'klingon')).to.deep.equal([[{ text: 'a' }], [{ text: 'b' }]]);
    expect(await highlightLines('a', undefined)).to.deep.equal([[{ text: 'a' }]]);
    expect(await highlightLines('', 'ts')).to.deep.equal([[]]);
    const long = 'const a = 1;\n'.repeat(MAX_HIGHLIGHTED_LENGTH / 10);
    expect((await highlightLines(long, 'ts'))[0]).to.deep.equal([{ text: 'const a = 1;' }]);
  });

  it('loads every language it names and keeps every character', async () => {
    const code = 'fn main() { <b>"x\\n"</b> } # é 😀\r\n  @a [1, 2.5e3]\n';
    for (const name of [
      'ts',
      'py',
      'rs',
      'sh',
      'html',
      'yml',
      'c++',
      'dockerfile',
      'toml',
      'md',
      'sql',
      'ex',
    ]) {
      expect(joined(await highlightLines(code, name))).to.equal(code);
    }
  });

  it('does not take names of object members for languages', async () => {
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
      expect(await highlightLines('a', name)).to.deep.equal([[{ text: 'a' }]]);
    }
  });
});

describe('languageOfPath', () => {
  it('goes by file name, ending and well-known names', () => {
    expect(languageOfPath('src/a.test.ts')).to.equal('typescript');
    expect(languageOfPath('/app/Dockerfile')).to.equal('dockerfile');
    expect(languageOfPath('Dockerfile.dev')).to.equal('dockerfile');
    expect(languageOfPath('.bashrc')).to.equal('bash');
    expect(languageOfPath('Makefile')).to.equal('makefile');
    expect(languageOfPath('notes.unknown')).to.equal(undefined);
    expect(languageOfPath('')).to.equal(undefined);
    expect(findLanguage('JSX')).to.equal('javascript');
  });
});
