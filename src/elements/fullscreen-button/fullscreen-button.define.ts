import { defineElement } from '../define-element.ts';
import { RepriseFullscreenButton } from './fullscreen-button.ts';

defineElement('reprise-fullscreen-button', RepriseFullscreenButton);
