import { afterEach, before, describe, expect, it } from '#test';
import { ContextProvider } from '@lit/context';
import { html, render, type TemplateResult } from 'lit';
import '#src/elements/define.ts';
import type { ReprisePlayer } from '#src/elements/index.ts';
import { defineElements, tagsFor } from '#src/elements/lazy-elements.ts';
import { rendered } from '#src/elements/player/rendered.ts';
import { german } from '#src/elements/strings/german.ts';
import { languageContext } from '#src/elements/strings/language-context.ts';
import { english, Language } from '#src/elements/strings/language.ts';
import type { Translation } from '#src/elements/strings/translation.ts';
import { conversation } from '../../helpers/fake-conversation.ts';
import { FakePlayer, mount, type Mounted } from '../../helpers/fake-player.ts';
import { changes, emptyState, manifest, readyState, timeline, partOf } from '../../helpers/fake-session.ts';
import { sampleArchive } from '../../helpers/sample-archive.ts';
import '../../helpers/fake-view.ts';
import { allInside, inside } from '../../helpers/shadow.ts';
import { englishAmong, shownTexts } from '../../helpers/shown-texts.ts';

/** Recorded texts that read like sentences of the interface. */
const RECORDED = /^(?:What changed|done, see|Error: boom|line(?: line)+|Summary of what was said so far)$/;
/** What both languages say alike, names, and what is recorded but shown in another form. */
const ALIKE = [
  '1 min',
  '11 × github-token',
  '2 min',
  '3 min',
  '4 min',
  '<div onclick="x">raw html</div>',
  '> src/http/interceptor.test.ts (6 tests | 1 failed) 412ms',
  'Agent',
  'Claude',
  'Claude Code 2.1',
  'Claude Code 2.1.4',
  'Claude, 6:08',
  'Claude, 6:25',
  'Code',
  'Code, ts',
  'Commit, 6:09',
  'Commits',
  'Esc',
  'M'.repeat(100),
  'Plan',
  'Plan, 6:07',
  'Plan, 6:10',
  'RUN v3.2.4 ~/app',
  'Terminal, 96 × 12',
  'Tests 1 failed | 5 passed (6)',
  'adds the bearer header',
  'expected 1 refresh, received 3',
  'fix.reprise',
  'get_issue [U+202E]gnp.exe',
  'reprise 0.1.0',
  'retries once after a refresh',
  '{ "answer": 42 }',
  '~/app fix/refresh $ npm test -- auth',
  '· opus',
  '× refreshes once for concurrent 401s',
];

/** All that was recorded, as one text without the marks of Markdown. */
const recording = plain(JSON.stringify([conversation, manifest, timeline, changes, readyState.changes]));

function plain(text: string): string {
  return text.replace(/\\n|[*`#|\\]|\s+/gu, ' ').replace(/\s+/gu, ' ');
}

function isRecorded(text: string): boolean {
  return recording.includes(plain(text));
}

let archive: Uint8Array<ArrayBuffer>;
let stage: HTMLElement | undefined;

before(async () => {
  archive = await sampleArchive();
  await defineElements([...tagsFor(manifest), 'reprise-error-message', 'reprise-outline', 'reprise-about']);
});

afterEach(() => {
  stage?.remove();
  document.documentElement.removeAttribute('lang');
});

/** Everything the elements show of a rich session, in a language: all panes, all items, every card open. */
async function shownOf(fake: FakePlayer, language: Language, layout: TemplateResult): Promise<Mounted> {
  const mounted = await mount(html``, fake);
  new ContextProvider(mounted.host, { context: languageContext, initialValue: language });
  render(layout, mounted.host);
  stage = mounted.host;
  await mounted.settled();
  return mounted;
}

async function openAll(mounted: Mounted): Promise<void> {
  const opened: Promise<unknown>[] = [];
  const visit = (root: ParentNode): void => {
    for (const details of root.querySelectorAll('details:not([open])')) {
      // What is in it is drawn when it says so, in a task of its own.
      opened.push(new Promise((resolve) => details.addEventListener('toggle', resolve, { once: true })));
      details.setAttribute('open', '');
    }
    for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) visit(shadowRoot);
  };
  visit(mounted.host);
  await Promise.all(opened);
  await mounted.settled();
}

/** Texts of every view of the panes. */
async function textsOf(language: Language): Promise<string[]> {
  const view = readyState.transcripts.get('main')!;
  const files = new Map([['src/http/interceptor.ts', 'export {};\n']]);
  const fake = new FakePlayer(
    {
      transcripts: new Map([
        ['main', { ...view, ...partOf(conversation), items: conversation, current: conversation.at(-1)!.id }],
      ]),
    },
    {
      squash: () => Promise.resolve([]),
      knownFiles: () => Promise.resolve([...files.keys()].map((path) => ({ path, sha256: '0' }))),
      fileText: (path: string) => Promise.resolve(files.get(path)),
      changeTexts: () => Promise.resolve({}),
      changesIn: () => Promise.resolve([]),
      changedFiles: () => Promise.resolve([]),
      squashFile: () => Promise.resolve(undefined),
      blame: () => Promise.resolve(undefined),
      survivors: () => Promise.resolve([]),
    },
  );
  const texts: string[] = [];
  const layout = html`<fake-view
      ><reprise-layout .style=${'width: 1200px; height: 800px'}></reprise-layout
    ></fake-view>
    <reprise-key-list></reprise-key-list>
    <reprise-code-block .code=${'a\n'.repeat(100)} language="ts"></reprise-code-block>`;
  const mounted = await shownOf(fake, language, layout);
  texts.push(...shownTexts(mounted.host));
  const keys = mounted.host.querySelector('reprise-key-list')!;
  keys.show();
  texts.push(...shownTexts(keys.shadowRoot!));
  keys.shadowRoot!.querySelector('dialog')!.close();
  mounted.host
    .querySelector('fake-view')!
    .set({ view: 'everything', atCover: false, column: 'outline', about: true });
  await mounted.settled();
  await openAll(mounted);
  texts.push(...shownTexts(mounted.host));
  const pane = inside(mounted.host.querySelector('reprise-layout'), 'reprise-changes');
  for (const tab of ['files', 'all', 'current']) {
    inside(inside(pane, 'reprise-tabs'), `[data-tab="${tab}"]`).click();
    await mounted.settled();
    texts.push(...shownTexts(pane.shadowRoot!));
  }
  for (const state of [
    emptyState,
    { ...emptyState, status: 'loading' as const },
    { status: 'error' as const, error: { code: 'source-unavailable', message: 'the server answered 404' } },
  ]) {
    fake.set(state);
    await mounted.settled();
    texts.push(...shownTexts(mounted.host));
  }
  mounted.remove();
  return texts;
}

async function open(template: TemplateResult): Promise<ReprisePlayer> {
  stage = document.createElement('div');
  document.body.append(stage);
  render(template, stage);
  const player = stage.querySelector('reprise-player')!;
  await player.updateComplete;
  return player;
}

/** Name of the button that plays: where a player has it, that is its language. */
async function labelOf(player: Element): Promise<string | null> {
  await rendered(document);
  const [layout] = allInside(player, 'reprise-layout');
  const transport = inside(layout!, 'reprise-transport');
  return inside(inside(transport, 'reprise-play-button'), 'button').getAttribute('aria-label');
}

/** Waits until a player says something else than before. */
async function labelChanges(player: ReprisePlayer): Promise<string | null> {
  await player.updateComplete;
  return labelOf(player);
}

describe('the interface in German', () => {
  it('shows no English, in any pane or state', async () => {
    const texts = await textsOf(new Language('de', german));

    expect(
      englishAmong(
        texts.filter((text) => !RECORDED.test(text)),
        german,
      ),
    ).to.deep.equal([]);
  });

  it('has nothing in it that is the same in English, but what was recorded and a few words', async () => {
    const inEnglish = new Set(await textsOf(english));
    const alike = (await textsOf(new Language('de', german))).filter((text) => inEnglish.has(text));
    const written = alike.filter(
      (text) => !RECORDED.test(text) && !isRecorded(text) && /\p{L}{2}/u.test(text),
    );

    expect([...new Set(written)].sort()).to.deep.equal(ALIKE);
  });

  it('is looked through with eyes that see English', async () => {
    const found = englishAmong(await textsOf(english), german);

    // A good part of the table: the walk opens every view.
    expect(new Set(found.map((line) => line.split(':', 1)[0])).size).to.be.at.least(100);
  });

  it('counts and writes numbers as German does', async () => {
    const mounted = await shownOf(
      new FakePlayer({
        manifest: {
          ...manifest,
          stats: { ...manifest.stats!, turns: 1, additions: 12_345, deletions: 1, files: 2 },
        },
      }),
      new Language('de', german),
      html`<reprise-cover></reprise-cover>`,
    );

    const texts = shownTexts(mounted.host);
    expect(texts).to.include.members(['1 Runde', '+12.345', '14 min abspielen']);
    expect(texts).to.include('12.345 Zeilen hinzugefügt, 1 entfernt');
  });
});

describe('the language of a player', () => {
  it('is that of the nearest lang, and of the page without one', async () => {
    document.documentElement.lang = 'de';
    const player = await open(html`<reprise-player .source=${archive}></reprise-player>`);
    expect(await labelOf(player)).to.equal('Abspielen');

    stage!.lang = 'en';
    expect(await labelChanges(player)).to.equal('Play');
    player.lang = 'de-CH';
    expect(await labelChanges(player)).to.equal('Abspielen');
    player.removeAttribute('lang');
    expect(await labelChanges(player)).to.equal('Play');
  });

  it('is English where there is none, or none that is known', async () => {
    const player = await open(html`<reprise-player .source=${archive}></reprise-player>`);
    for (const lang of ['', 'fr', 'x', 'constructor', 'de_DE', '!']) {
      player.lang = lang;
      expect(await labelChanges(player), lang).to.equal('Play');
    }
  });

  it('comes from around the shadow tree that the player is in', async () => {
    stage = document.createElement('div');
    stage.lang = 'de';
    document.body.append(stage);
    const root = stage.attachShadow({ mode: 'open' });
    render(html`<reprise-player .source=${archive}></reprise-player>`, root);
    const player = root.querySelector('reprise-player')!;
    await player.updateComplete;
    expect(await labelOf(player)).to.equal('Abspielen');

    stage.lang = 'en';
    expect(await labelChanges(player)).to.equal('Play');
  });

  it('may be another one for each player of a page', async () => {
    await open(
      html`<reprise-player lang="de" .source=${archive}></reprise-player
        ><reprise-player .source=${archive}></reprise-player>`,
    );
    const players = [...stage!.querySelectorAll('reprise-player')];
    await Promise.all(players.map((player) => player.updateComplete));

    expect([await labelOf(players[0]!), await labelOf(players[1]!)]).to.deep.equal(['Abspielen', 'Play']);
  });

  it('may be brought by the page, which goes before lang', async () => {
    const { sections } = german;
    const danish: Translation = {
      tag: 'da',
      sections: {
        ...sections,
        transport: (language) => ({ ...sections.transport(language), play: 'Afspil' }),
      },
    };
    const player = await open(
      html`<reprise-player lang="de" .source=${archive} .translation=${danish}></reprise-player>`,
    );
    expect(await labelOf(player)).to.equal('Afspil');

    player.translation = undefined;
    expect(await labelChanges(player)).to.equal('Abspielen');
  });

  it('changes what the conversation says, too', async () => {
    const player = await open(html`<reprise-player .source=${archive}></reprise-player>`);
    await player.seek(40);
    const heading = (): string[] => {
      const [layout] = allInside(player, 'reprise-layout');
      return allInside(inside(layout!, 'reprise-transcript'), '.who b').map(({ textContent }) => textContent);
    };
    expect(heading()).to.include('You');

    player.lang = 'de';
    await labelChanges(player);

    expect(heading()).to.include('Ich').and.not.include('You');
  });
});
