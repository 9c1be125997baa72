import { RepriseChapterList } from './chapter-list.ts';

if (!customElements.get('reprise-chapter-list')) {
  customElements.define('reprise-chapter-list', RepriseChapterList);
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-chapter-list': RepriseChapterList;
  }
}
