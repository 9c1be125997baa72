import { RepriseFileList } from './file-list.ts';

if (!customElements.get('reprise-file-list')) {
  customElements.define('reprise-file-list', RepriseFileList);
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-file-list': RepriseFileList;
  }
}
