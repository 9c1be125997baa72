import { defineElement } from '../define-element.ts';
import { RepriseResourceText } from './resource-text.ts';

defineElement('reprise-resource-text', RepriseResourceText);
