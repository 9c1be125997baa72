import { defineElement } from '../define-element.ts';
import { RepriseClockButton } from './clock-button.ts';

defineElement('reprise-clock-button', RepriseClockButton);
