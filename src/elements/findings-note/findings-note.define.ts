import { defineElement } from '../define-element.ts';
import { RepriseFindingsNote } from './findings-note.ts';

defineElement('reprise-findings-note', RepriseFindingsNote);
