import { defineElement } from '../define-element.ts';
import { RepriseTranscript } from './transcript.ts';

defineElement('reprise-transcript', RepriseTranscript);
