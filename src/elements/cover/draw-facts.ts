import { html, nothing, type TemplateResult } from 'lit';
import type { Mark } from '../../format/index.ts';
import { createRequest, type CoverFacts } from '../../player/index.ts';
import { createViewRequest } from '../events.ts';
import { firstIcon } from '../first-icons.ts';
import { renderShape } from '../marks/draw-marks.ts';
import { coverStrings } from '../strings/cover.ts';
import type { Language } from '../strings/language.ts';
import { marksStrings } from '../strings/marks.ts';

/** What the facts are drawn with. */
interface FactContext {
  readonly language: Language;
  /** A session time as it stands on the player's clock. */
  readonly clockText: (time: number) => string;
  /** Asks for what a fact leads to. */
  readonly request: (event: Event) => void;
}

/** Up to four facts, each a button that leads to what it tells of; nothing where none is known. */
export function renderFacts(facts: CoverFacts, context: FactContext): TemplateResult | typeof nothing {
  const drawn = [
    facts.files && filesFact(facts.files, context),
    facts.commits && commitsFact(facts.commits, context),
    facts.tests && testsFact(facts.tests, context),
    endingFact(facts, context),
  ].filter((fact) => fact !== undefined);
  if (drawn.length === 0) return nothing;
  const { outcome } = context.language.of(coverStrings);
  return html`<ul class="facts" part="facts" aria-label=${outcome}>
    ${drawn.map((fact) => html`<li>${fact}</li>`)}
  </ul>`;
}

function renderFact(head: TemplateResult, below: string, onClick: () => void): TemplateResult {
  return html`<button class="fact" @click=${onClick}>${head}<span class="below">${below}</span></button>`;
}

function filesFact(
  { count, additions, deletions, changes }: NonNullable<CoverFacts['files']>,
  { language, request }: FactContext,
): TemplateResult {
  const strings = language.of(coverStrings);
  const head = html`<b
    >${strings.files(count)}
    <span class="visually-hidden">${strings.lines(additions, deletions)}</span>
    <span class="added" aria-hidden="true">+${language.number(additions)}</span>
    <span class="removed" aria-hidden="true">−${language.number(deletions)}</span></b
  >`;
  return renderFact(head, language.of(marksStrings).changes(changes), () =>
    request(createViewRequest('reprise-view-request', { large: 'changes' })),
  );
}

function commitsFact(
  { count, last }: NonNullable<CoverFacts['commits']>,
  { language, clockText, request }: FactContext,
): TemplateResult {
  const strings = language.of(coverStrings);
  const time = clockText(last.time);
  const head = html`<b>${renderShape('commits')}${language.of(marksStrings).commits(count)}</b>`;
  return renderFact(head, count > 1 ? strings.lastAt(time) : strings.at(time), () =>
    request(createRequest('reprise-seek-request', { time: last.time })),
  );
}

function testsFact(
  { runs, last }: NonNullable<CoverFacts['tests']>,
  { language, clockText, request }: FactContext,
): TemplateResult {
  const strings = language.of(coverStrings);
  const time = clockText(last.time);
  const outcome = testOutcome(last, language);
  const head = outcome ?? html`<b>${strings.testRuns(runs)}</b>`;
  const inWords = runs > 1 ? strings.lastOf(runs, time) : strings.onlyRun(time);
  const below = `${runs > 1 ? strings.lastAt(time) : strings.at(time)}, ${strings.noResult}`;
  return renderFact(head, outcome ? inWords : below, () =>
    request(createRequest('reprise-seek-request', { time: last.time })),
  );
}

/** Numbers are the runner's own; where it told none, nothing is said of the outcome. */
function testOutcome({ passed, failed }: Mark, language: Language): TemplateResult | undefined {
  const strings = language.of(coverStrings);
  if (failed) {
    const text = passed ? strings.failedOf(failed, failed + passed) : strings.failed(failed);
    return html`<b class="removed">${firstIcon('cross')}${text}</b>`;
  }
  return passed ? html`<b class="added">${firstIcon('check')}${strings.passed(passed)}</b>` : undefined;
}

function endingFact(
  { ending, errors }: CoverFacts,
  { language, request }: FactContext,
): TemplateResult | undefined {
  const strings = language.of(coverStrings);
  const { errors: errorsOf } = language.of(marksStrings);
  if (!ending && errors === 0) return undefined;
  const toError = (): void => request(createRequest('reprise-step-request', { to: 'error', direction: 1 }));
  const toEnd = (): void => request(createRequest('reprise-seek-request', { time: Number.MAX_SAFE_INTEGER }));
  if (!ending) {
    return renderFact(html`<b>${renderShape('errors')}${errorsOf(errors)}</b>`, strings.onTheWay, toError);
  }
  const told = errors > 0 ? strings.errorsOnTheWay(errors) : undefined;
  if (ending === 'finished') {
    return renderFact(
      html`<b>${strings.endings.finished}</b>`,
      told ?? strings.noErrors,
      told ? toError : toEnd,
    );
  }
  const how = strings.endedIn[ending];
  return renderFact(
    html`<b class="attention">${firstIcon('warning')}${strings.endings[ending]}</b>`,
    told ? `${how}, ${told}` : how,
    toEnd,
  );
}
