import { formatCount, formatDuration } from '../output.ts';
import type { Dialog } from '../terminal-dialog.ts';
import type { ReviewDecisions, ReviewItem, ReviewPlace } from '../../encode/index.ts';
import type { ReviewDraft } from './review-draft.ts';

const QUESTION =
  'mask it? (y: mask, n: keep, it is no secret, v: show the value, m: mask all that is left, q: leave) ';

/** Places of a value that are shown. */
const MAX_PLACES = 3;

/** Characters around a value that are shown on one line. */
const CONTEXT = 36;

/**
 * Goes through what was found, on a terminal: first what is to be decided, then what is masked anyway and may be kept.
 *
 * @returns `undefined` when the author leaves
 */
export async function askDecisions(
  draft: ReviewDraft,
  { tell, ask }: Pick<Dialog, 'tell' | 'ask'>,
): Promise<ReviewDecisions | undefined> {
  const keep: string[] = [];
  const mask: { value: string; type: string }[] = [];
  const { items } = draft.review;
  let masksAll = false;
  for (const [at, item] of items.entries()) {
    if (masksAll) {
      if (item.state === 'uncertain') mask.push({ value: item.value, type: item.type });
      continue;
    }
    for (const line of linesOf(item, `${at + 1} of ${items.length}`)) tell(line);
    const answer = await decide(item, { tell, ask });
    if (answer === undefined) return undefined;
    if (answer === 'n') keep.push(item.value);
    else if (item.state === 'uncertain') mask.push({ value: item.value, type: item.type });
    masksAll = answer === 'm';
  }
  return { keep, mask };
}

async function decide(
  item: ReviewItem,
  { tell, ask }: Pick<Dialog, 'tell' | 'ask'>,
): Promise<'y' | 'n' | 'm' | undefined> {
  for (;;) {
    const answer = (await ask(QUESTION))?.trim().toLowerCase();
    if (answer === undefined || answer === 'q') return undefined;
    if (answer === 'y' || answer === 'n' || answer === 'm') return answer;
    if (answer === 'v') tell(`  ${JSON.stringify(item.value)}`);
    else tell('answer y, n, v, m or q');
  }
}

function linesOf(
  { type, state, placeholder, value, why, count, places }: ReviewItem,
  number: string,
): readonly string[] {
  const what = state === 'masked' ? `masked as ${placeholder ?? ''}` : 'may be a secret';
  const shown = places.slice(0, MAX_PLACES).map((place) => `  ${placeLine(place, value)}`);
  const more = count - shown.length;
  return [
    '',
    `${number}: ${type}, ${what}, in ${formatCount(count, 'place')}`,
    ...(why === '' ? [] : [`  ${why}`]),
    ...shown,
    ...(more > 0 && shown.length > 0 ? [`  … and ${formatCount(more, 'more place')}`] : []),
  ];
}

/** `2 min 51 s, output of "cat .env": … PASSWORD=••• (12) …` */
function placeLine({ time, kind, label, before, after }: ReviewPlace, value: string): string {
  const where = label === '' ? kind : `${kind} of ${JSON.stringify(oneLine(label).slice(0, CONTEXT))}`;
  const start = oneLine(before).slice(-CONTEXT);
  const end = oneLine(after).slice(0, CONTEXT);
  return `${formatDuration(time)}, ${where}: …${start}••• (${value.length})${end}…`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ');
}
