import { defineElement } from '../define-element.ts';
import { RepriseTimeDisplay } from './time-display.ts';

defineElement('reprise-time-display', RepriseTimeDisplay);
