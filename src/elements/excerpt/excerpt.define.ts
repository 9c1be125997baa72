import { defineElement } from '../define-element.ts';
import { RepriseExcerpt } from './excerpt.ts';

defineElement('reprise-excerpt', RepriseExcerpt);
