import { expect } from 'chai';
import 'axe-core/axe.js';
import type { AxeResults, RunOptions } from 'axe-core';

declare global {
  interface Window {
    readonly axe: { run(root: Element, options?: RunOptions): Promise<AxeResults> };
  }
}

/** Fails with the names of the rules and the elements when axe finds anything under `root`. */
export async function expectAccessible(root: Element, options: RunOptions = {}): Promise<void> {
  const { violations } = await window.axe.run(root, {
    ...options,
    // Rules about whole pages say nothing about an element alone on a test page.
    rules: { region: { enabled: false }, ...options.rules },
  });
  const findings = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${JSON.stringify(target)}: ${failureSummary ?? ''}`),
  );
  expect(findings).to.deep.equal([]);
}
