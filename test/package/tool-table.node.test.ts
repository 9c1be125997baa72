import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '#test';
import { fullAgentName, shortAgentName } from '#src/reading/words/agent-name.ts';
import { tools } from '#src/importers/index.ts';
import { projectPath } from '../helpers/project-path.ts';

const ROOT = projectPath('');
const read = (path: string): string => readFileSync(`${ROOT}${path}`, 'utf8');
const ids = tools.map(({ id }) => id);
const agents = tools.filter(({ agent }) => agent !== undefined);

/** First cells of the rows of the table under a line of a page. */
function rowsUnder(page: string, header: string): readonly (readonly string[])[] {
  const start = page.indexOf(header);
  expect(start, `a table with ${header}`).to.be.greaterThan(-1);
  const lines = page.slice(start).split('\n').slice(2);
  return lines
    .slice(
      0,
      lines.findIndex((line) => !line.startsWith('|')),
    )
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

describe('the table of tools', () => {
  it('is of the tools that have a folder, each with the importer of its id', async () => {
    const folders = readdirSync(`${ROOT}src/importers/tools`);

    expect(folders.toSorted()).to.deep.equal(ids.toSorted());
    for (const tool of tools) expect((await tool.load()).id).to.equal(tool.id);
  });

  it('names no tool twice', () => {
    for (const names of [ids, tools.map(({ label }) => label)]) {
      expect(names).to.deep.equal([...new Set(names)]);
    }
  });

  it('has the agents of the registry, in its order', () => {
    const [, list] = /## Agents[^\n]*\n\n([^]*?)\. New names/.exec(read('spec/registry.md'))!;

    expect([...list!.matchAll(/`([^`]+)`/g)].map(([, name]) => name)).to.deep.equal(
      agents.map(({ id }) => id),
    );
  });

  it('gives agents the names that the elements show', () => {
    for (const { id, agent } of agents) {
      expect({ name: fullAgentName({ name: id }), speaker: shortAgentName({ name: id }) }, id).to.deep.equal(
        agent,
      );
    }
  });

  it('has a page for each tool, in the order of docs/importers/index.md', () => {
    const rows = rowsUnder(read('docs/importers/index.md'), '| importer | reads | page |');

    expect(rows.map(([id]) => id)).to.deep.equal(ids.map((id) => `\`${id}\``));
    for (const id of ids) expect(existsSync(`${ROOT}docs/importers/${id}.md`), id).to.equal(true);
    expect(readdirSync(`${ROOT}docs/importers`).toSorted()).to.deep.equal(
      ['index', ...ids].map((name) => `${name}.md`).toSorted(),
    );
  });

  it('says where sessions lie as docs/cli.md does', () => {
    const rows = rowsUnder(read('docs/cli.md'), '| tool | folder | moved by |');
    const stored = tools.filter((tool) => tool.stored);

    expect(rows.map(([label]) => label!.replace(/ \(.*/, ''))).to.deep.equal(
      stored.map(({ label }) => label),
    );
    for (const [index, { stored: { folders, inProjects } = { folders: [] } }] of stored.entries()) {
      const [label, folder, movedBy] = rows[index]!;
      for (const { place } of folders) {
        // What editors of one family keep alike on each platform is named by the editor and what lies below it.
        const [, editor, below] = /\/([^/]+\/User)\/(.*)$/.exec(place.path) ?? [];
        if (editor !== undefined) {
          for (const name of [editor, ...below!.split('/tasks')[0]!.split('globalStorage/')])
            expect(folder, label).to.include(name);
          continue;
        }
        // A path may stand in the place of another one: the innermost first.
        const inner = place.path.replace(/\$\{\w+:-([^{}]*)\}/, '$1');
        const bare = inner.replace(/\$\{\w+:-([^{}]*)\}/, '$1');
        expect(folder, label).to.match(new RegExp(`\`${bare.replaceAll('.', '\\.')}[/\`]`));
      }
      if (inProjects) expect(folder, label).to.include(`\`${inProjects.name}\``);
      const variables = folders.flatMap(({ place, fileIn }) => [
        ...[...place.path.matchAll(/\$\{(\w+)/g)].map(([, name]) => name!),
        ...(fileIn === undefined ? [] : [fileIn]),
      ]);
      const named = new Set([
        ...variables,
        ...(inProjects?.variable === undefined ? [] : [inProjects.variable]),
        ...[...(inProjects?.registry ?? '').matchAll(/\$\{(\w+)/g)].map(([, name]) => name!),
      ]);
      expect(movedBy, label).to.equal([...named].map((name) => `\`${name}\``).join(', '));
    }
  });

  it('says who deletes sessions as docs/cli.md does', () => {
    const rows = rowsUnder(read('docs/cli.md'), '| tool | rule | read from |');
    const deleting = tools.filter(({ stored }) => stored?.retention).map(({ label }) => label);

    expect(rows.map(([label]) => label)).to.deep.equal([...deleting, 'others']);
  });

  it('has every agent, format and recorder that README.md names', () => {
    const page = read('README.md').replaceAll('**', '').replaceAll(/\s+/g, ' ');
    for (const { id, label } of tools) {
      // `asciicast (asciinema)` goes by either name, a protocol by its letters.
      const names = [
        id.toUpperCase(),
        ...label.replace(/ trajectory$| account export$/, '').split(/ \(|\)/, 2),
      ];
      expect(
        names.some((name) => page.includes(name)),
        label,
      ).to.equal(true);
    }
  });
});
