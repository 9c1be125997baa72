import { defineElement } from '../define-element.ts';
import { RepriseTerminal } from './terminal.ts';

defineElement('reprise-terminal', RepriseTerminal);
