import { defineElement } from '../define-element.ts';
import { RepriseStepButton } from './step-button.ts';

defineElement('reprise-step-button', RepriseStepButton);
