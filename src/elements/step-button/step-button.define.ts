import { RepriseStepButton } from './step-button.ts';

if (!customElements.get('reprise-step-button')) {
  customElements.define('reprise-step-button', RepriseStepButton);
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-step-button': RepriseStepButton;
  }
}
