import { defineElement } from '../define-element.ts';
import { RepriseTerminals } from './terminals.ts';

defineElement('reprise-terminals', RepriseTerminals);
