import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { before, describe, expect, it } from '#test';
import { projectPath } from '../helpers/project-path.ts';

const root = projectPath('');

interface Named {
  readonly name: string;
  readonly description?: string;
}

interface Member extends Named {
  readonly kind: 'field' | 'method';
  readonly readonly?: true;
  readonly attribute?: string;
}

interface Declaration {
  readonly name: string;
  readonly tagName: string;
  readonly summary: string;
  readonly attributes?: readonly Named[];
  readonly members?: readonly Member[];
  readonly events?: readonly Named[];
  readonly slots?: readonly Named[];
  readonly cssParts?: readonly Named[];
  readonly cssProperties?: readonly Named[];
}

interface Module {
  readonly path: string;
  readonly declarations: readonly Declaration[];
}

const sources = readdirSync(join(root, 'src/elements'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.styles.ts'))
  .map((path) => ({ path, text: readFileSync(join(root, 'src/elements', path), 'utf8') }));

/** Types of the events that a source makes. */
function eventsMadeIn(text: string): string[] {
  const made = /\b(?:createRequest|createViewRequest|new CustomEvent)\(\s*'([\w-]+)'/gu;
  return [...text.matchAll(made)].map(([, type]) => type!);
}

/** What `types/elements.d.ts` has for templates. */
interface Typings {
  /** Tag → names of its attributes. */
  readonly attributes: ReadonlyMap<string, readonly string[]>;
  /** Tag → names of attributes and properties. */
  readonly props: ReadonlyMap<string, readonly string[]>;
  /** Types of the events. */
  readonly events: readonly string[];
}

function readTypings(): Typings {
  const path = join(root, 'types/elements.d.ts');
  const program = ts.createProgram([path], {
    module: ts.ModuleKind.NodeNext,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
    types: [],
  });
  const checker = program.getTypeChecker();
  const exports = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(path)!)!);
  const members = (name: string): ts.Symbol[] =>
    checker.getDeclaredTypeOfSymbol(exports.find((found) => found.name === name)!).getProperties();
  const namesByTag = (name: string): Map<string, string[]> =>
    new Map(
      members(name).map((tag) => {
        const names = checker.getTypeOfSymbol(tag).getProperties();
        return [tag.name, names.map((each) => each.name).sort()];
      }),
    );
  const listeners = [...members('RepriseListeners'), ...members('RepriseMediaListeners')];
  return {
    attributes: namesByTag('RepriseElementAttributes'),
    props: namesByTag('ReprisePropsByTag'),
    events: listeners.map(({ name }) => name.slice('on'.length)).sort(),
  };
}

describe('custom-elements.json', () => {
  let modules: readonly Module[];
  let elements: Map<string, Declaration>;
  let typings: Typings;

  before(() => {
    const { customElements } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      customElements: string;
    };
    // Made by `npm run build`.
    ({ modules } = JSON.parse(readFileSync(join(root, customElements), 'utf8')) as { modules: Module[] });
    const declarations = modules.flatMap((module) => module.declarations);
    elements = new Map(declarations.map((declaration) => [declaration.tagName, declaration]));
    typings = readTypings();
  });

  it('has every element that the package registers, and nothing else', async () => {
    const registered: string[] = [];
    const define = (tag: string): void => void registered.push(tag);
    Object.assign(globalThis, { customElements: { define, get: () => undefined } });
    for (const { path } of sources.filter((source) => source.path.endsWith('.define.ts')))
      await import(pathToFileURL(join(root, 'dist/elements', path.replace(/ts$/u, 'js'))).href);

    expect([...elements.keys()].sort()).to.deep.equal([...new Set(registered)].sort());
  });

  it('has every event that an element makes, where it is made', () => {
    const listed = new Set(
      [...elements.values()].flatMap(({ events = [] }) => events.map(({ name }) => name)),
    );
    const made = new Set(sources.flatMap(({ text }) => eventsMadeIn(text)));
    const own = [...listed].filter((name) => name.startsWith('reprise-'));
    expect(own.sort()).to.deep.equal([...made].sort());

    for (const { path, text } of sources) {
      const tag = /^ \* @tagname ([\w-]+)$/mu.exec(text)?.[1];
      if (tag === undefined) continue;
      const names = (elements.get(tag)?.events ?? []).map(({ name }) => name);
      expect(names, path).to.include.members(eventsMadeIn(text));
    }
  });

  it('has the events that the player has in common with media', () => {
    const text = sources.find(({ path }) => path.endsWith('media-events.ts'))!.text;
    const pushed = [...text.matchAll(/events\.push\(([^)]*)\)|\? \[([^\]]*)\] : \[([^\]]*)\]/gu)];
    const types = pushed.flatMap((match) =>
      [
        ...match
          .slice(1)
          .join()
          .matchAll(/'(\w+)'/gu),
      ].map(([, type]) => type!),
    );
    const names = elements.get('reprise-player')!.events!.map(({ name }) => name);

    expect(types.length).to.be.at.least(20);
    expect(names).to.include.members(['volumechange', ...types]);
  });

  it('says something of everything', () => {
    const silent = [...elements.values()].flatMap((element) => {
      const { tagName, summary, attributes = [], members = [], events = [] } = element;
      const { slots = [], cssParts = [], cssProperties = [] } = element;
      const things = [...attributes, ...members, ...events, ...slots, ...cssParts, ...cssProperties];
      const without = things
        .filter(({ description }) => !description)
        .map(({ name }) => `${tagName} ${name}`);
      return summary ? without : [tagName, ...without];
    });

    expect(silent).to.deep.equal([]);
  });

  it('names files that are there', () => {
    const missing = modules.filter(({ path }) => !ts.sys.fileExists(join(root, path)));

    expect(missing).to.deep.equal([]);
  });

  it('has every part that is in a template, and every token', () => {
    for (const { path, text } of sources) {
      const tag = /^ \* @tagname ([\w-]+)$/mu.exec(text)?.[1];
      if (tag === undefined) continue;
      const parts = [...text.matchAll(/^[^*]*\spart="([\w -]+)"/gmu)].flatMap(([, names]) =>
        names!.split(' '),
      );
      const named = (elements.get(tag)?.cssParts ?? []).map(({ name }) => name);
      const inner = /exportparts="([^"]+)"/u.exec(text)?.[1]?.split(', ') ?? [];
      expect(named, path).to.include.members([...parts, ...inner]);
    }
    const tokens = readFileSync(join(root, 'src/elements/styles/tokens.ts'), 'utf8');
    const names = [...tokens.matchAll(/^\s+(--reprise-[\w-]+):/gmu)].map(([, name]) => name!);
    const listed = elements.get('reprise-player')!.cssProperties!.map(({ name }) => name);
    expect(listed.sort()).to.deep.equal([...new Set(names)].sort());
  });

  it('is told in docs/theming.md: every custom property and every part', () => {
    const page = readFileSync(join(root, 'docs/theming.md'), 'utf8');
    const wanted = [...elements.values()].flatMap(({ tagName, cssParts = [], cssProperties = [] }) => [
      ...cssProperties.map(({ name, description }) => `| \`${name}\` | ${description} |`),
      ...cssParts.map(({ name }) => `| \`${tagName}::part(${name})\` |`),
    ]);

    expect(wanted.filter((row) => !page.includes(row))).to.deep.equal([]);
  });

  it('has the attributes that the typings have', () => {
    const inManifest = [...elements].map(([tag, { attributes = [] }]) => [
      tag,
      attributes.map(({ name }) => name).sort(),
    ]);

    expect(Object.fromEntries(typings.attributes)).to.deep.equal(Object.fromEntries(inManifest));
  });

  it('has no property that the typings lack, but what frameworks take for themselves or what moves', () => {
    const untyped = [...elements].flatMap(([tag, { members = [] }]) =>
      members
        .filter(({ kind, readonly }) => kind === 'field' && readonly !== true)
        .filter(({ name, attribute }) => !typings.props.get(tag)!.includes(attribute ?? name))
        .map(({ name }) => `${tag} ${name}`),
    );

    expect(untyped).to.deep.equal([
      'reprise-player event',
      'reprise-player key',
      'reprise-player currentTime',
      'reprise-player sessionTime',
    ]);
  });

  it('has the events that the typings have', () => {
    const inManifest = [...elements.values()].flatMap(({ events = [] }) => events.map(({ name }) => name));

    // No element of ours asks for that; one of a page may.
    const ofPages = ['reprise-loop-request'];

    expect(typings.events).to.deep.equal([...new Set([...inManifest, ...ofPages])].sort());
  });
});
