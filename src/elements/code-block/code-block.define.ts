import { defineElement } from '../define-element.ts';
import { RepriseCodeBlock } from './code-block.ts';

defineElement('reprise-code-block', RepriseCodeBlock);
