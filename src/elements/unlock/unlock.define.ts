import { defineElement } from '../define-element.ts';
import { RepriseUnlock } from './unlock.ts';

defineElement('reprise-unlock', RepriseUnlock);
