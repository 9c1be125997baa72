import '../code-block/code-block.define.ts';
import { defineElement } from '../define-element.ts';
import { RepriseNote } from './note.ts';

defineElement('reprise-note', RepriseNote);
