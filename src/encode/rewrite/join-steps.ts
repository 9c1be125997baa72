import type { RewriteSession, RewriteStep } from './rewrite.ts';

/**
 * Several steps as one, in this order: each one is given what the ones before it have made, also when it looks at everything first.
 * The `events` of a step are therefore asked for again when one behind it has a `survey`.
 */
export function joinSteps(steps: readonly RewriteStep[]): RewriteStep {
  return {
    async survey(session) {
      let seen = session;
      for (const step of steps) {
        await step.survey?.(seen);
        seen = sessionBehind(step, seen);
      }
    },
    ...(steps.some((step) => step.events !== undefined) && {
      events: (events) => steps.reduce((before, step) => step.events?.(before) ?? before, events),
    }),
    entries: (entries) => steps.reduce((before, step) => step.entries?.(before) ?? before, entries),
    manifest: (content) => steps.reduce((before, step) => step.manifest?.(before) ?? before, content),
  };
}

function sessionBehind(step: RewriteStep, session: RewriteSession): RewriteSession {
  return {
    manifest: session.manifest,
    events: () => step.events?.(session.events()) ?? session.events(),
    entries: () => step.entries?.(session.entries()) ?? session.entries(),
  };
}
