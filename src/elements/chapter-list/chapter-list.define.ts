import { defineElement } from '../define-element.ts';
import { RepriseChapterList } from './chapter-list.ts';

defineElement('reprise-chapter-list', RepriseChapterList);
