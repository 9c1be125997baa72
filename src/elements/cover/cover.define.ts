import { defineElement } from '../define-element.ts';
import { RepriseCover } from './cover.ts';

defineElement('reprise-cover', RepriseCover);
