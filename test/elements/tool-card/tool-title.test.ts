import { describe, expect, it } from '#test';
import { english } from '#src/elements/strings/language.ts';
import { titleOf } from '#src/elements/tool-card/tool-title.ts';
import type { ToolItem } from '#src/state/index.ts';

const title = (kind: ToolItem['kind'], text: string, toolName?: string, root = '/home/ada/app') =>
  titleOf(
    {
      type: 'tool',
      id: 'e1',
      time: 0,
      end: 0,
      toolCallId: 'c1',
      title: text,
      kind,
      status: 'completed',
      content: [],
      locations: [],
      ...(toolName !== undefined && { toolName }),
    },
    { root, language: english },
  );

describe('titleOf', () => {
  it('tells the folder of a path from its name, relative to the workspace', () => {
    expect(title('edit', 'Edit /home/ada/app/src/http/a.ts')).to.deep.equal({
      folder: 'src/http/',
      name: 'a.ts',
    });
    expect(title('edit', 'Patch /home/ada/app/src/http/a.ts')).to.deep.equal({
      folder: 'src/http/',
      name: 'a.ts',
    });
    expect(title('read', '/etc/hosts')).to.deep.equal({ folder: '/etc/', name: 'hosts' });
    expect(title('edit', 'D:\\app\\src\\a.ts', undefined, 'D:\\app')).to.deep.equal({
      folder: 'src\\',
      name: 'a.ts',
    });
    expect(title('edit', 'src/a.ts')).to.deep.equal({ folder: 'src/', name: 'a.ts' });
  });

  it('leaves out the verb that the icon says', () => {
    expect(title('search', 'Search refreshToken(').name).to.equal('refreshToken(');
    expect(title('fetch', 'Fetch https://example.com/a/b')).to.deep.equal({
      folder: '',
      name: 'https://example.com/a/b',
    });
    expect(title('execute', 'Search x').name).to.equal('Search x');
  });

  it('keeps everything on one line, and always has one', () => {
    expect(title('execute', 'cat <<EOF\n  a\nEOF').name).to.equal('cat <<EOF a EOF');
    expect(title('other', '', 'mcp__x').name).to.equal('mcp__x');
    expect(title('other', '').name).to.equal('Tool');
    expect(title('search', 'Search').name).to.equal('Search');
  });
});
