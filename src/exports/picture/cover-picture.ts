import type { Ending, Manifest, Mark } from '../../format/index.ts';
import type { Session, Timeline } from '../../reading/index.ts';
import { activeClock, coverFacts } from '../../reading/playback.ts';
import {
  durationText,
  fullAgentName,
  modelText,
  projectOf,
  shortAgentName,
  titleText,
} from '../../reading/words/index.ts';
import { counted, english } from './english.ts';
import { lineOf } from './line-of.ts';
import { AVATAR, type Look, LOOKS, type ThemeName } from './look.ts';
import { textWidth, wrapText } from './measure-text.ts';
import type { Picture, Shape } from './picture.ts';

/** The size that pages show pictures of links in. */
const WIDTH = 1200;
const HEIGHT = 630;
const MARGIN = 72;
const ROOM = WIDTH - 2 * MARGIN;
/** Most that a title takes, by the size of its text: the shorter, the larger. */
const TITLE_SIZES = [64, 54, 46] as const;
const TITLE_LINES = 3;
/** Ticks on the line of the session; of more, those that are spread over it. */
const MAX_TICKS = 400;

/** A session's cover: who, what was asked, what came of it and how long it took. Drawn from what is known at once. */
export function coverPicture({ manifest, timeline }: Session, theme: ThemeName = 'light'): Picture {
  const look = LOOKS[theme];
  const title = lineOf(titleText(manifest.title)) || 'Untitled session';
  const origin = originOf(manifest);
  const facts = factsOf(manifest, timeline, look);
  const lengths = lengthsOf(manifest, timeline);
  const said = [
    origin.join(' · '),
    ...facts.map(({ head, below }) => `${head.map(({ text }) => text).join(' ')}: ${below}`),
  ];
  return {
    width: WIDTH,
    height: HEIGHT,
    title,
    description: [...said, lengths.join(' · ')].filter((line) => line !== '').join('\n'),
    shapes: [
      { kind: 'rectangle', x: 0, y: 0, width: WIDTH, height: HEIGHT, fill: look.background },
      ...drawOrigin(manifest, origin, look),
      ...drawTitle(title, look),
      ...drawFacts(facts, look),
      ...drawTimeline(timeline, look),
      ...drawLengths(lengths, look),
    ],
  };
}

// -------------------------------------------------------------------------------------------- what is said

function originOf(manifest: Manifest): string[] {
  const { agent } = manifest;
  return [
    agent ? fullAgentName(agent) : 'Terminal recording',
    agent?.models?.[0] && modelText(agent.models[0]),
    projectOf(manifest),
    dayOf(manifest),
  ]
    .filter((part) => part !== undefined && part !== '')
    .map((part) => lineOf(part!));
}

/** The day on which it began, by UTC: the same picture everywhere. */
function dayOf({ startedAt }: Manifest): string | undefined {
  // eslint-disable-next-line no-restricted-globals -- reads a given time, no clock
  const start = Date.parse(startedAt ?? '');
  return Number.isNaN(start)
    ? undefined
    : new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' }).format(start);
}

/** One thing that came of the session: what in large, and more in small. */
interface Fact {
  readonly head: readonly { readonly text: string; readonly fill: string }[];
  readonly below: string;
}

/** Up to four facts, as on the player's cover. */
function factsOf(manifest: Manifest, timeline: Timeline, look: Look): Fact[] {
  const { files, commits, tests, ending, errors } = coverFacts(manifest, timeline);
  const all = [
    files && {
      head: [
        { text: counted(files.count, 'file'), fill: look.text },
        { text: `+${english.number(files.additions)}`, fill: look.addInk },
        { text: `−${english.number(files.deletions)}`, fill: look.deleteInk },
      ],
      below: counted(files.changes, 'change'),
    },
    commits && {
      head: [{ text: counted(commits.count, 'commit'), fill: look.text }],
      below: 'on the way',
    },
    tests && testsFact(tests, look),
    endingFact(ending, errors, look),
  ];
  return all.filter((fact) => fact !== undefined);
}

/** Numbers are the runner's own; where it told none, nothing is said of the outcome. */
function testsFact({ runs, last }: { readonly runs: number; readonly last: Mark }, look: Look): Fact {
  const { passed, failed } = last;
  const below = runs > 1 ? `last of ${english.number(runs)} test runs` : 'in one test run';
  if (failed) {
    const text = passed
      ? `${english.number(failed)} of ${english.number(failed + passed)} failed`
      : `${english.number(failed)} failed`;
    return { head: [{ text, fill: look.deleteInk }], below };
  }
  if (passed) return { head: [{ text: `${english.number(passed)} passed`, fill: look.addInk }], below };
  return { head: [{ text: counted(runs, 'test run'), fill: look.text }], below: 'result not printed' };
}

function endingFact(ending: Ending | undefined, errors: number, look: Look): Fact | undefined {
  const below = errors > 0 ? `${counted(errors, 'error')} on the way` : 'no errors on the way';
  if (ending === 'finished') return { head: [{ text: 'Finished', fill: look.text }], below };
  if (ending !== undefined)
    return {
      head: [{ text: 'Unfinished', fill: look.warning }],
      below: ending === 'failed' ? 'ended in an error' : 'interrupted',
    };
  return errors > 0
    ? { head: [{ text: counted(errors, 'error'), fill: look.text }], below: 'on the way' }
    : undefined;
}

function lengthsOf({ stats }: Manifest, { duration, turns, activity }: Timeline): string[] {
  const count = stats?.turns ?? turns.length;
  // As the player counts it: waits are there, cut short.
  const active = activeClock(activity, duration).duration;
  return [
    duration > 0 ? durationText(duration, english) : '',
    duration >= 120_000 && active < 0.9 * duration && active > 0
      ? `${durationText(active, english)} active`
      : '',
    count > 0 ? counted(count, 'turn') : '',
  ].filter((part) => part !== '');
}

// -------------------------------------------------------------------------------------------- where it stands

function drawOrigin({ agent }: Manifest, origin: readonly string[], look: Look): Shape[] {
  const letter = agent && Array.from(shortAgentName(agent))[0]?.toUpperCase();
  const size = 44;
  const left = MARGIN + (letter ? size + 18 : 0);
  const [line = ''] = wrapText(origin.join('  ·  '), { width: WIDTH - MARGIN - left, size: 25, lines: 1 });
  return [
    ...(letter
      ? [
          {
            kind: 'rectangle' as const,
            x: MARGIN,
            y: 60,
            width: size,
            height: size,
            radius: 11,
            fill: AVATAR.ground,
          },
          {
            ...{
              kind: 'text' as const,
              x: MARGIN + size / 2,
              y: 91,
              text: lineOf(letter),
              fill: AVATAR.letter,
            },
            ...{ size: 25, font: 'sans' as const, bold: true, anchor: 'middle' as const },
          },
        ]
      : []),
    { kind: 'text', x: left, y: 91, text: line, fill: look.soft, size: 25, font: 'sans' },
  ];
}

function drawTitle(title: string, look: Look): Shape[] {
  const fitting = TITLE_SIZES.find((size, i) => {
    const lines = wrapText(title, { width: ROOM, size, bold: true, lines: TITLE_LINES + 1 });
    return lines.length <= Math.min(2 + i, TITLE_LINES);
  });
  const size = fitting ?? TITLE_SIZES[TITLE_SIZES.length - 1]!;
  const lines = wrapText(title, { width: ROOM, size, bold: true, lines: TITLE_LINES });
  return lines.map((text, i) => ({
    kind: 'text',
    x: MARGIN,
    y: 150 + size * 0.95 + i * size * 1.2,
    ...{ text, fill: look.text, size, font: 'sans', bold: true },
  }));
}

function drawFacts(facts: readonly Fact[], look: Look): Shape[] {
  const width = ROOM / Math.max(facts.length, 3);
  const size = facts.length > 3 ? 29 : 34;
  let free = MARGIN;
  return facts.flatMap(({ head, below }, i): Shape[] => {
    // Each in its column, or behind what has more to say than its own has room for.
    const left = Math.max(MARGIN + i * width, free);
    let x = left;
    const large = head.map(({ text, fill }): Shape => {
      const shape: Shape = { kind: 'text', x, y: 432, text, fill, size, font: 'sans', bold: true };
      x += textWidth(text, size, true) + size * 0.4;
      return shape;
    });
    free = Math.max(x, left + textWidth(below, 23)) + size * 0.6;
    return [
      ...large,
      { kind: 'text', x: left, y: 468, text: below, fill: look.soft, size: 23, font: 'sans' },
    ];
  });
}

/** The session from left to right: when something happened, where files changed and where something failed. */
function drawTimeline({ duration, activity, markers }: Timeline, look: Look): Shape[] {
  const [y, height] = [508, 14];
  const at = (time: number): number => MARGIN + (duration > 0 ? Math.min(time / duration, 1) : 0) * ROOM;
  const shapes: Shape[] = [
    { kind: 'rectangle', x: MARGIN, y, width: ROOM, height, radius: 7, fill: look.density },
  ];
  for (const { start, end } of thinned(activity)) {
    const width = Math.max(at(end) - at(start), 1.5);
    shapes.push({
      kind: 'rectangle',
      x: Math.min(at(start), MARGIN + ROOM - width),
      y,
      width,
      height,
      fill: look.track,
    });
  }
  const marks = markers.filter(({ kind }) => kind === 'change' || kind === 'error');
  for (const { time, kind } of thinned(marks)) {
    const fill = kind === 'error' ? look.deleteInk : look.accent;
    shapes.push({ kind: 'rectangle', x: Math.min(at(time), MARGIN + ROOM - 3), y, width: 3, height, fill });
  }
  return shapes;
}

function thinned<T>(all: readonly T[]): readonly T[] {
  const step = Math.ceil(all.length / MAX_TICKS);
  return step <= 1 ? all : all.filter((_, i) => i % step === 0);
}

function drawLengths(lengths: readonly string[], look: Look): Shape[] {
  const text = { kind: 'text' as const, y: 574, size: 25, font: 'sans' as const };
  return [
    { ...text, x: MARGIN, text: lengths.join('  ·  '), fill: look.text },
    { ...text, x: WIDTH - MARGIN, text: 'Reprise', fill: look.faint, anchor: 'end' },
  ];
}
