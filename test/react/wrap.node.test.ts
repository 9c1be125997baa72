import { createElement, type ComponentType } from 'react';
import { renderToString } from 'react-dom/server';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '#test';
import { ReprisePlayer, RepriseTranscript } from '#src/react/index.ts';
import * as components from '#src/react/components.ts';
import { projectPath } from '../helpers/project-path.ts';

interface Declaration {
  readonly name: string;
  readonly tagName: string;
}

describe('the components of React', () => {
  it('are on a server the tags of their elements, with what React puts on every element', () => {
    const props = {
      src: 'a.reprise',
      hash: true,
      className: 'wide',
      style: { blockSize: '32rem' },
      lang: 'de',
    };
    const page = createElement(
      ReprisePlayer,
      { ...props, onTimeupdate: () => undefined, id: 'second' },
      createElement(RepriseTranscript, { slot: 'story' }),
    );

    expect(renderToString(page)).to.equal(
      '<reprise-player style="block-size:32rem" lang="de" id="second" class="wide">' +
        '<reprise-transcript slot="story"></reprise-transcript></reprise-player>',
    );
  });

  it('are there for every element, each with its tag', () => {
    const { modules } = JSON.parse(readFileSync(projectPath('dist/custom-elements.json'), 'utf8')) as {
      modules: readonly { readonly declarations: readonly Declaration[] }[];
    };
    const elements = modules.flatMap(({ declarations }) => declarations);
    const rendered = Object.entries(components).map(([name, component]) => [
      name,
      /^<([\w-]+)/.exec(renderToString(createElement(component as ComponentType)))?.[1],
    ]);

    expect(Object.fromEntries(rendered)).to.deep.equal(
      Object.fromEntries(elements.map(({ name, tagName }) => [name, tagName])),
    );
  });
});
