import { defineElement } from '../define-element.ts';
import { RepriseRateButton } from './rate-button.ts';

defineElement('reprise-rate-button', RepriseRateButton);
