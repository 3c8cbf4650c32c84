// An action fails and nobody thought of that.
import type { Journey } from '../../model/index.ts'
import type { Region } from '../graph/index.ts'
import type { Rule } from '../rule.ts'

export const rule: Rule = {
  meta: {
    id: 'unhandled-failure',
    description: 'An action can fail, and nothing is said of what happens then.',
    expectation: 'resolve it at the first contact',
    empathy: 'compassionate',
    tier: 'proven',
    severity: 'error',
    source: 'Amazon Connect, best practices (error branches); W3C COGA, voice menus',
  },
  check: (region) =>
    region.journeys
      .filter((journey) => !hasFallback(region, journey, new Set()))
      .flatMap((journey) =>
        journey.steps.flatMap((step) => {
          if (step.kind !== 'do') return []
          const failed = step.outcomes.find(({ name }) => name === 'failed')
          if (failed?.go !== undefined) return []
          return [
            {
              journey,
              step: step.id,
              message: `When ${step.action} fails, the customer is left with no way on`,
              fix: 'outcomes: {failed: STEP}, or a fallback for the journey',
              path: [...step.path, 'do'],
            },
          ]
        }),
      ),
}

/** Whether the journey has a fallback, its own or from any journey that calls it. */
function hasFallback(region: Region, journey: Journey, seen: Set<string>): boolean {
  if (journey.fallback !== undefined) return true
  seen.add(journey.id)
  return region.journeys.some(
    (caller) =>
      !seen.has(caller.id) &&
      caller.steps.some((step) => step.kind === 'subjourney' && step.journey === journey.id) &&
      hasFallback(region, caller, seen),
  )
}
