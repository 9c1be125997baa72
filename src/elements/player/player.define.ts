import { defineElement } from '../define-element.ts';
import { ReprisePlayer } from './player.ts';

defineElement('reprise-player', ReprisePlayer);
