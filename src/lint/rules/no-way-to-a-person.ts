// The customer is being listened to, and whatever they say, no person will ever be reached.
import type { EngineEvent } from '../../engine/index.ts'
import type { Journey, Step } from '../../model/index.ts'
import {
  type Answer,
  endlessFrom,
  followWhatDecides,
  type Place,
  type Region,
  solve,
  type Way,
} from '../graph/index.ts'
import type { Report, Rule } from '../rule.ts'

export const rule: Rule = {
  meta: {
    id: 'no-way-to-a-person',
    description: 'Whatever the customer says, no person can be reached.',
    expectation: 'resolve it at the first contact',
    empathy: 'compassionate',
    tier: 'proven',
    severity: 'error',
    source:
      'W3C COGA, Making content usable (human help at any point); CFPB 2023, chatbots in consumer finance (doom loops)',
  },
  check(region) {
    if (everySpotIsSurelySafe(region)) return []
    const exempt = new Set(
      region.journeys.filter((journey) => isExempt(region, journey)).map(({ id }) => id),
    )
    const from = (way: Way) => way.move?.by !== 'start' || !exempt.has(way.move.journey)
    const answers = followWhatDecides(region.graph, {
      from,
      stop: (place) => isHandoff(region.graph.places[place]),
      isGoal: (place) => isHelp(region, region.graph.places[place]),
      asksAbout: (place) => region.graph.places[place]?.at === 'listen',
      shows: ({ state, events }, place) => {
        const top = state.situation.stack.at(-1)
        const at = region.graph.places[place]
        return at?.at === 'listen' &&
          top?.journey === at.context.journey.id &&
          top.step === at.step.id &&
          state.situation.waitsFor === 'customer' &&
          !events.some(wasHandoffTried)
          ? events.length
          : undefined
      },
    })
    return firstOfEachJourney(region, answers)
  },
}

const wasHandoffTried = (event: EngineEvent): boolean => event.type === 'availability'

const isHandoff = (place: Place | undefined): boolean =>
  place?.at === 'enter' && place.step.kind === 'handoff'

/** A handoff, or a promise that somebody outside keeps. */
const isHelp = (region: Region, place: Place | undefined): boolean =>
  place?.at === 'enter' &&
  (place.step.kind === 'handoff' ||
    (place.step.kind === 'promise' &&
      region.machine.promises.get(place.step.promise)?.owned === true))

/** The usual case, without a search: whatever conditions say, help is reached from everywhere. */
function everySpotIsSurelySafe(region: Region): boolean {
  const { graph, flow } = region
  const comesFrom = new Map<number, number[]>()
  const missing = new Map<number, number>()
  for (const place of flow.places) {
    const ways = graph.ways(place)
    // Where conditions decide, all ways must lead to help; where an input does, one is enough.
    missing.set(place, ways.some(({ guards }) => guards.length > 0) ? ways.length : 1)
    for (const { to } of ways) {
      const list = comesFrom.get(to)
      if (list === undefined) comesFrom.set(to, [place])
      else list.push(place)
    }
  }
  const safe = new Set(flow.places.filter((place) => isHelp(region, graph.places[place])))
  for (const place of safe)
    for (const before of comesFrom.get(place) ?? []) {
      const left = (missing.get(before) ?? 0) - 1
      missing.set(before, left)
      if (left === 0) safe.add(before)
    }
  return flow.places.every((place) => graph.places[place]?.at !== 'listen' || safe.has(place))
}

/** A core conversation that always ends resolved needs nobody. */
function isExempt(region: Region, journey: Journey): boolean {
  const { graph } = region
  if (journey.coverage !== 'core' || !region.entries.includes(journey.id)) return false
  const from = (way: Way) => way.move?.by !== 'start' || way.move.journey === journey.id
  const others = solve(graph, {
    deep: [],
    from,
    look: (_, way) => {
      const place = graph.places[way.to]
      return place?.at === 'dead' || (place?.at === 'over' && place.how !== 'resolved')
        ? [{ key: 'otherwise' }]
        : []
    },
    shows: ({ state, events }) =>
      state.situation.ended !== undefined && state.situation.ended !== 'resolved'
        ? events.length
        : undefined,
    anyPath: true,
  })
  return others.size === 0 && !endlessFrom(graph, from)
}

/** One finding a journey, at its first such step in the file. */
function firstOfEachJourney(
  region: Region,
  answers: ReadonlyMap<number, Answer>,
): readonly Report[] {
  const first = new Map<
    string,
    { readonly journey: Journey; readonly step: Step; readonly answer: Answer }
  >()
  for (const [number, answer] of answers) {
    const place = region.graph.places[number]
    if (place?.at !== 'listen') continue
    const { journey } = place.context
    const known = first.get(journey.id)
    if (known === undefined || isEarlier(place.step, answer, known))
      first.set(journey.id, { journey, step: place.step, answer })
  }
  return [...first.values()].map(({ journey, step, answer }) => ({
    journey,
    step: step.id,
    message: `Whatever the customer says at ${step.id}, no way leads to a person`,
    fix: 'a global intent asks_for_a_person that leads to a handoff, or fallback: STEP to one',
    path: [...step.path, step.kind],
    answer,
  }))
}

/** Earlier in the file; of the same step, the one that is proved, then the shorter witness. */
function isEarlier(
  step: Step,
  answer: Answer,
  than: { readonly step: Step; readonly answer: Answer },
): boolean {
  if (step.index !== than.step.index) return step.index < than.step.index
  if (answer.confirmed !== than.answer.confirmed) return answer.confirmed
  return (answer.witness?.length ?? 0) < (than.answer.witness?.length ?? 0)
}
