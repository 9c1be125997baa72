import '../code-block/code-block.define.ts';
import '../picture/picture.define.ts';
import '../resource-text/resource-text.define.ts';
import { RepriseTranscript } from './transcript.ts';

if (!customElements.get('reprise-transcript')) {
  customElements.define('reprise-transcript', RepriseTranscript);
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-transcript': RepriseTranscript;
  }
}
