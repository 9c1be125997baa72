import { html, nothing, type TemplateResult } from 'lit';
import type { Manifest } from '../../format/index.ts';
import { createRequest, durationText, titleText, whenText } from '../../player/index.ts';
import { cutSentence, sumOfCuts } from '../cut/cut-sentence.ts';
import { icon } from '../icons.ts';
import type { Language } from '../strings/language.ts';
import { terminalsStrings } from '../strings/terminals.ts';

/** What the cover of a recording is drawn with. */
interface CoverContext {
  readonly language: Language;
  readonly manifest: Manifest;
  /** How long playing takes, ms. */
  readonly duration: number;
  /** Size of the terminal, `80 × 24`. */
  readonly size: string | undefined;
  /** Clock time of the picture, while there is one. */
  readonly from: string | undefined;
}

/** The cover of a recording that stands alone: what it is, and a large button that plays, over a picture of it. */
export function renderCover(context: CoverContext): TemplateResult {
  const { language, manifest, duration, size, from } = context;
  const strings = language.of(terminalsStrings);
  const length = durationText(duration, language);
  const real = durationText(manifest.duration, language);
  const facts = [
    length,
    real === length ? undefined : strings.realTime(real),
    size,
    whenText(manifest, language.tag),
    from === undefined ? undefined : strings.pictureFrom(from),
    manifest.cuts?.length ? cutSentence(sumOfCuts(manifest.cuts), language) : undefined,
  ].filter((fact) => fact !== undefined);
  return html`
    <div class="cover" part="cover">
      <button class="play" title=${strings.play(length)} aria-label=${strings.play(length)} @click=${play}>
        <span>${icon('play')}</span>
      </button>
      <div class="about">
        <h2>${titleText(manifest.title) || nothing}</h2>
        <p>${facts.map((fact) => html`<span>${fact}</span>`)}</p>
      </div>
    </div>
  `;
}

function play({ currentTarget }: Event): void {
  currentTarget?.dispatchEvent(createRequest('reprise-play-request'));
}
