import { Directive, effect, ElementRef, inject, input } from '@angular/core';
import type { ReprisePlayer } from 'reprise/elements';

/**
 * Lets templates be checked: `CUSTOM_ELEMENTS_SCHEMA` alone takes every name. An input for each property that your pages
 * set, as the class of the element has it.
 */
@Directive({ selector: 'reprise-player' })
export class ReprisePlayerDirective {
  readonly src = input<ReprisePlayer['src']>();
  readonly source = input<ReprisePlayer['source']>();
  readonly theme = input<ReprisePlayer['theme']>();

  readonly #element = inject<ElementRef<ReprisePlayer>>(ElementRef).nativeElement;

  constructor() {
    effect(() => {
      this.#element.src = this.src() ?? '';
      this.#element.source = this.source();
      this.#element.theme = this.theme();
    });
  }
}
