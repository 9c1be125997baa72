import { defineElement } from '../define-element.ts';
import { ReprisePlayButton } from './play-button.ts';

defineElement('reprise-play-button', ReprisePlayButton);
