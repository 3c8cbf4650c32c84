// The customer is to be handed to a person, and nobody thought of nobody being there.
import type { Rule } from '../rule.ts'

export const rule: Rule = {
  meta: {
    id: 'handoff-without-fallback',
    description: 'A handoff does not say what happens when nobody is free.',
    expectation: 'resolve it at the first contact',
    empathy: 'compassionate',
    tier: 'proven',
    severity: 'error',
    source: 'IBM watsonx Assistant and Ada, handoff documentation (the offline branch)',
  },
  check: (region) =>
    region.journeys.flatMap((journey) =>
      journey.steps.flatMap((step) =>
        step.kind === 'handoff' && step.unavailable === undefined
          ? [
              {
                journey,
                step: step.id,
                message: `When nobody of ${step.team} is free, the customer is left with no way on`,
                fix: 'unavailable: STEP, such as one that books a call back',
                path: [...step.path, 'handoff'],
              },
            ]
          : [],
      ),
    ),
}
