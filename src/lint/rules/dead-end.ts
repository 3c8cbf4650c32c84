// The conversation comes to a step and can go nowhere from there.
import type { Journey, Path, Step } from '../../model/index.ts'
import { type Answer, type DeadEnd, type Region, solve } from '../graph/index.ts'
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
        return place?.at === 'dead'
          ? [{ key: `${place.context.journey.id} ${place.step.id} ${place.why}` }]
          : []
      },
      shows: ({ state, events }, key) => {
        const top = state.situation.stack.at(-1)
        return state.situation.ended === 'dead_end' &&
          key.startsWith(`${top?.journey} ${top?.step} `)
          ? events.length
          : undefined
      },
    })
    const bySteps = new Map<string, Answer[]>()
    for (const answer of answers.values()) {
      const step = answer.key.slice(0, answer.key.lastIndexOf(' '))
      const ends = bySteps.get(step)
      if (ends === undefined) bySteps.set(step, [answer])
      else ends.push(answer)
    }
    return [...bySteps.values()].flatMap((ends) => reportOf(region, ends))
  },
}

/** One finding for all the ways in which a step is a dead end, with the shortest of them. */
function reportOf(region: Region, ends: readonly Answer[]): readonly Report[] {
  const sorted = ends.toSorted((a, b) => order(region, a) - order(region, b))
  const [answer] = sorted.toSorted((a, b) => lengthOf(a) - lengthOf(b))
  const place = answer === undefined ? undefined : region.graph.places[answer.way.to]
  if (answer === undefined || place?.at !== 'dead') return []
  const { journey } = place.context
  const { step } = place
  const whys = sorted.flatMap(({ way }) => {
    const at = region.graph.places[way.to]
    return at?.at === 'dead' ? [at.why] : []
  })
  const [first] = whys
  return first === undefined
    ? []
    : [
        {
          journey,
          step: step.id,
          message: messageFor(step, whys),
          fix: fixFor(region, journey, step, first),
          path: placeOf(step, first),
          answer,
        },
      ]
}

/** In the order in which a mend helps most: the route for no_match is the default of two others. */
const ORDER: readonly DeadEnd[] = [
  'past_the_last_step',
  'no_route_holds',
  'no_match',
  'no_input',
  'unable',
  'denied',
]

function order(region: Region, { way }: Answer): number {
  const place = region.graph.places[way.to]
  return place?.at === 'dead' ? ORDER.indexOf(place.why) : ORDER.length
}

/** The proved before the unsettled, then the shorter witness. */
const lengthOf = ({ witness }: Answer): number => witness?.length ?? Number.MAX_SAFE_INTEGER

const WHO: Readonly<Partial<Record<DeadEnd, string>>> = {
  no_match: 'is not understood',
  no_input: 'stays silent',
  unable: 'cannot answer',
  denied: 'says no',
}

function messageFor(step: Step, whys: readonly DeadEnd[]): string {
  if (whys.includes('past_the_last_step'))
    return `The conversation stops dead after ${step.id}: nothing follows it`
  if (whys.includes('no_route_holds'))
    return `The conversation stops dead after ${step.id}: no entry of its next holds`
  const who = whys.flatMap((why) => WHO[why] ?? [])
  const list = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(who)
  return `A customer who ${list} at ${step.id} is left with no way on`
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
