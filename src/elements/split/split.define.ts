import { defineElement } from '../define-element.ts';
import { RepriseSplit } from './split.ts';

defineElement('reprise-split', RepriseSplit);
