import { RepriseKeyList } from './key-list.ts';

if (!customElements.get('reprise-key-list')) {
  customElements.define('reprise-key-list', RepriseKeyList);
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-key-list': RepriseKeyList;
  }
}
