import { RepriseTranscript } from './transcript.ts';

if (!customElements.get('reprise-transcript')) {
  customElements.define('reprise-transcript', RepriseTranscript);
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-transcript': RepriseTranscript;
  }
}
