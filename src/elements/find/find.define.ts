import { defineElement } from '../define-element.ts';
import { RepriseFind } from './find.ts';

defineElement('reprise-find', RepriseFind);
