import { defineElement } from '../define-element.ts';
import { RepriseTransport } from './transport.ts';

defineElement('reprise-transport', RepriseTransport);
