import { RepriseTerminal } from './terminal.ts';

if (!customElements.get('reprise-terminal')) {
  customElements.define('reprise-terminal', RepriseTerminal);
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-terminal': RepriseTerminal;
  }
}
