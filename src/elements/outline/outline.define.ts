import { defineElement } from '../define-element.ts';
import { RepriseOutline } from './outline.ts';

defineElement('reprise-outline', RepriseOutline);
