// The conversation comes to a step and can go nowhere from there.
import type { Journey, Path, Step } from '../../model/index.ts'
import { type DeadEnd, type Region, solve } from '../graph/index.ts'
import type { Report, Rule } from '../rule.ts'

export const rule: Rule = {
  meta: {
    id: 'dead-end',
    description: 'The conversation gets stuck: nothing follows.',
    expectation: 'resolve it at the first contact',
    empathy: 'compassionate',
    tier: 'proven',
    severity: 'error',
    source:
      'W3C COGA, Making content usable (errors must not end the contact); Amazon Connect, error branches',
  },
  check(region) {
    const { graph } = region
    if (!region.flow.places.some((place) => graph.places[place]?.at === 'dead')) return []
    const answers = solve(graph, {
      deep: [],
      look: (_, way) => {
        const place = graph.places[way.to]
        return place?.at === 'dead' ? [{ key: `${place.context.journey.id} ${place.step.id}` }] : []
      },
      shows: ({ state, events }, key) => {
        const top = state.situation.stack.at(-1)
        return state.situation.ended === 'dead_end' && key === `${top?.journey} ${top?.step}`
          ? events.length
          : undefined
      },
    })
    return [...answers.values()].flatMap((answer): readonly Report[] => {
      const place = graph.places[answer.way.to]
      if (place?.at !== 'dead') return []
      const { journey } = place.context
      const { step, why } = place
      return [
        {
          journey,
          step: step.id,
          message: MESSAGES[why](step),
          fix: fixFor(region, journey, step, why),
          path: placeOf(step, why),
          answer,
        },
      ]
    })
  },
}

const MESSAGES: Readonly<Record<DeadEnd, (step: Step) => string>> = {
  past_the_last_step: (step) => `The conversation stops dead after ${step.id}: nothing follows it`,
  no_route_holds: (step) =>
    `The conversation stops dead after ${step.id}: no entry of its next holds`,
  no_match: (step) => `A customer who is not understood at ${step.id} is left with no way on`,
  no_input: (step) => `A customer who stays silent at ${step.id} is left with no way on`,
  unable: (step) => `A customer who cannot answer at ${step.id} is left with no way on`,
  denied: (step) => `A customer who says no at ${step.id} is left with no way on`,
}

function fixFor(region: Region, journey: Journey, step: Step, why: DeadEnd): string {
  const handoff = region.journeys
    .find(({ id }) => id === journey.id)
    ?.steps.find(({ kind }) => kind === 'handoff')
  const target = handoff?.id ?? 'STEP'
  switch (why) {
    case 'past_the_last_step':
      return `give ${step.id} a next, or end the journey after it with a step such as {id: bye, end: resolved}`
    case 'no_route_holds':
      return `end its next with an entry that always holds: - go: ${target}`
    default:
      return `${why}: ${target} on this step, or fallback: ${target} for the whole journey`
  }
}

/** At `next` where it is the list that fails, else at what the step does. */
const placeOf = (step: Step, why: DeadEnd): Path =>
  why === 'no_route_holds'
    ? [...step.path, 'next']
    : step.kind === 'say'
      ? [...step.path, 'id']
      : [...step.path, step.kind]
