import { defineElement } from '../define-element.ts';
import { RepriseDiffView } from './diff-view.ts';

defineElement('reprise-diff-view', RepriseDiffView);
