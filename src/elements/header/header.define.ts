import { defineElement } from '../define-element.ts';
import { RepriseHeader } from './header.ts';

defineElement('reprise-header', RepriseHeader);
