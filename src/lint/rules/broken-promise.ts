// A promise is made, the conversation ends, and nobody will keep it.
import type { Journey, PromiseStep } from '../../model/index.ts'
import { type Region, solve } from '../graph/index.ts'
import type { Report, Rule } from '../rule.ts'

export const rule: Rule = {
  meta: {
    id: 'broken-promise',
    description: 'Makes a promise that nobody keeps.',
    expectation: 'keep your promises',
    empathy: 'compassionate',
    tier: 'proven',
    severity: 'error',
    source: 'the six expectations: keep your promises',
  },
  check: (region) =>
    region.journeys.flatMap((journey) =>
      journey.steps.flatMap((step) =>
        step.kind === 'promise' ? checkPromise(region, journey, step) : [],
      ),
    ),
}

function checkPromise(region: Region, journey: Journey, step: PromiseStep): readonly Report[] {
  const { graph, machine, flow } = region
  if (machine.promises.get(step.promise)?.owned || !flow.mayBreak(step)) return []
  const answers = solve(graph, {
    deep: [],
    promise: step,
    look: (space, way, _, after) => {
      if (graph.places[way.to]?.at !== 'over') return []
      const { made, kept } = space.promise(after)
      return made && !kept ? [{ key: 'broken' }] : []
    },
    shows: ({ state, events }) => {
      const { ended, promised, kept } = state.situation
      const isOver = ended === 'resolved' || ended === 'unresolved' || ended === 'handed_off'
      const isMade = events.some(
        (event) =>
          event.type === 'promised' && event.journey === journey.id && event.step === step.id,
      )
      return isOver && isMade && promised.has(step.promise) && !kept.has(step.promise)
        ? events.length
        : undefined
    },
  })
  return [...answers.values()].map((answer) => {
    const place = graph.places[answer.way.from]
    const end = place === undefined || place.at === 'start' ? '' : ` at ${place.step.id}`
    return {
      journey,
      step: step.id,
      message: `Promises ${step.promise}, and the conversation ends${end} with nobody to keep it`,
      fix: `fulfils: ${step.promise} on the step that keeps it, an owner here, or passes: all at the handoff`,
      path: [...step.path, 'promise'],
      answer,
    }
  })
}
