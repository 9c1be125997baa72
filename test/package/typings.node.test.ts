import { join } from 'node:path';
import ts from 'typescript';
import { before, describe, expect, it } from '#test';
import { projectPath } from '../helpers/project-path.ts';

const root = projectPath('');

/** What hosts write, by file name. Lines that must not compile say so themselves. */
const HOSTS: Readonly<Record<string, string>> = {
  'plain.ts': `
    import 'reprise/define';
    const player = document.querySelector('reprise-player')!;
    player.addEventListener('reprise-seek-request', ({ detail }) => {
      const time: number | undefined = detail.time;
      const by: number | undefined = detail.by;
      // @ts-expect-error: a request has no such detail
      detail.seconds;
      return [time, by];
    });
    player.addEventListener('reprise-link-request', ({ detail }) => detail.event?.toUpperCase());
    player.addEventListener('clockchange', ({ target }) => target);
    document.querySelector('reprise-split')!.share = 0.4;
    document.createElement('reprise-tabs').addEventListener('reprise-tab-select', ({ detail }) => detail.length);
    // @ts-expect-error: the theme is one of three
    player.theme = 'green';
  `,
  'react.tsx': `
    /** @jsxImportSource react */
    import 'reprise/types/react';
    import { createRef } from 'react';
    import type { ReprisePlayer } from 'reprise/elements';
    const ref = createRef<ReprisePlayer>();
    export const page = [
      <reprise-player
        key="a" ref={ref} className="wide" style={{ blockSize: '32rem' }} lang="de" src="a.reprise" clock="wall" hash
        onClick={(event) => event.clientX}
        onreprise-seek-request={(event) => event.detail.time}
      >
        <reprise-transcript slot="x" /><reprise-split share={0.4} />
      </reprise-player>,
      <reprise-player key="b" source={new Blob([])} onKeyDown={(event) => event.key} />,
      // @ts-expect-error: there is no such clock
      <reprise-player key="c" clock="sun" />,
      // @ts-expect-error: there is no such element
      <reprise-nothing key="d" />,
    ];
    void ref.current?.seek(3);
  `,
  'preact.tsx': `
    /** @jsxImportSource preact */
    import 'reprise/types/preact';
    import { createRef } from 'preact';
    import type { ReprisePlayer } from 'reprise/elements';
    const ref = createRef<ReprisePlayer>();
    export const page = [
      <reprise-player
        key="a" ref={ref} class="wide" style={{ blockSize: '32rem' }} src="a.reprise"
        onClick={(event) => event.clientX}
        onreprise-seek-request={(event) => event.detail.time}
      >
        <reprise-transcript slot="x" /><reprise-split share={0.4} />
      </reprise-player>,
      // @ts-expect-error: there is no such clock
      <reprise-player clock="sun" />,
    ];
    void ref.current?.seek(3);
  `,
  'solid.tsx': `
    /** @jsxImportSource solid-js */
    import 'reprise/types/solid';
    import type { ReprisePlayer } from 'reprise/elements';
    let player: ReprisePlayer | undefined;
    export const page = [
      <reprise-player
        ref={(element) => (player = element)} class="wide" style={{ 'block-size': '32rem' }} src="a.reprise"
        onClick={(event) => event.clientX}
        on:reprise-seek-request={(event) => event.detail.time}
      >
        <reprise-transcript slot="x" /><reprise-split share={0.4} />
      </reprise-player>,
      // @ts-expect-error: there is no such clock
      <reprise-player clock="sun" />,
    ];
    void player?.seek(3);
  `,
  'vue.ts': `
    import 'reprise/types/vue';
    import type { GlobalComponents } from 'vue';
    type Props<Tag extends keyof GlobalComponents> = InstanceType<GlobalComponents[Tag]>['$props'];
    export const good: Props<'reprise-player'> = {
      key: 'a', ref: 'player', class: ['wide'], style: { blockSize: '32rem' }, src: 'a.reprise', clock: 'wall',
      onClick: (event) => event.clientX,
      onRepriseSeekRequest: (event) => event.detail.time,
    };
    export const split: Props<'reprise-split'> = { share: 0.4 };
    // @ts-expect-error: there is no such clock
    export const bad: Props<'reprise-player'> = { clock: 'sun' };
  `,
  'svelte.ts': `
    import 'reprise/types/svelte';
    import type { SvelteHTMLElements } from 'svelte/elements';
    export const good: SvelteHTMLElements['reprise-player'] = {
      class: 'wide', style: 'block-size: 32rem', src: 'a.reprise', clock: 'wall',
      onclick: (event) => event.clientX,
      'onreprise-seek-request': (event) => event.detail.time,
    };
    export const split: SvelteHTMLElements['reprise-split'] = { share: 0.4 };
    // @ts-expect-error: there is no such clock
    export const bad: SvelteHTMLElements['reprise-player'] = { clock: 'sun' };
  `,
  'other.ts': `
    import type { RepriseJsx } from 'reprise/types/jsx';
    export const good: RepriseJsx['reprise-player'] = {
      key: 'a', ref: null, className: 'wide', style: 'block-size: 32rem', children: [], src: 'a.reprise',
      onClick: (event) => event.clientX,
      'onreprise-seek-request': (event) => event.detail.time,
    };
    export const own: RepriseJsx<{ tooltip?: string }>['reprise-tabs'] = { tooltip: 'x', selected: 'a' };
    // @ts-expect-error: there is no such clock
    export const bad: RepriseJsx['reprise-player'] = { clock: 'sun' };
  `,
};

const pathOf = (name: string): string => join(root, 'test/package', `host-${name}`);

describe('the typings', () => {
  let program: ts.Program;

  // One program for all: each file says whose JSX it is.
  before(() => {
    const options: ts.CompilerOptions = {
      ...{ strict: true, noEmit: true, exactOptionalPropertyTypes: true, types: [] },
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      jsx: ts.JsxEmit.ReactJSX,
      lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    };
    const texts = new Map(Object.entries(HOSTS).map(([name, text]) => [pathOf(name), text]));
    const host = ts.createCompilerHost(options);
    const fileExists = host.fileExists.bind(host);
    const getSourceFile = host.getSourceFile.bind(host);
    host.fileExists = (path) => texts.has(path) || fileExists(path);
    host.getSourceFile = (path, ...rest) => {
      const text = texts.get(path);
      return text === undefined
        ? getSourceFile(path, ...rest)
        : ts.createSourceFile(path, text, ts.ScriptTarget.ES2022);
    };
    program = ts.createProgram([...texts.keys()], options, host);
  });

  const errorsIn = (path: string): string[] =>
    program
      .getSemanticDiagnostics(program.getSourceFile(path))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));

  for (const name of Object.keys(HOSTS)) {
    it(`let a host write what is right, and nothing else: ${name}`, () => {
      expect(errorsIn(pathOf(name))).to.deep.equal([]);
    });
  }

  it('have no errors of their own', () => {
    const own = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(join(root, 'types/')));

    expect(own.length).to.be.at.least(7);
    expect(own.flatMap(({ fileName }) => errorsIn(fileName))).to.deep.equal([]);
  });
});
