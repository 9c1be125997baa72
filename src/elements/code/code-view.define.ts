import { defineElement } from '../define-element.ts';
import { RepriseCodeView } from './code-view.ts';

defineElement('reprise-code-view', RepriseCodeView);
