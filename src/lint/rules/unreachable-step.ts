// A step that no conversation ever comes to.
import type { Journey, Step } from '../../model/index.ts'
import {
  createSpace,
  easeOf,
  type Place,
  type Region,
  runPath,
  search,
  solve,
} from '../graph/index.ts'
import type { Report, Rule } from '../rule.ts'

export const rule: Rule = {
  meta: {
    id: 'unreachable-step',
    description: 'No conversation ever comes to this step.',
    expectation: 'resolve it at the first contact',
    empathy: 'cognitive',
    tier: 'proven',
    severity: 'warning',
    source: 'our judgement',
  },
  check(region) {
    const { reached, open } = reachedSteps(region)
    return region.journeys.flatMap((journey) => {
      const missing = journey.steps.filter((step) => !reached.has(`${journey.id} ${step.id}`))
      return heads(journey, missing).map((head) => ({
        ...report(journey, missing, head),
        confirmed: !open.has(`${journey.id} ${head.id}`),
      }))
    })
  },
}

/**
 * The steps that some conversation comes to, as `journey step`; and those of the others for which
 * that was not settled within the budget.
 */
function reachedSteps(region: Region): {
  readonly reached: ReadonlySet<string>
  readonly open: ReadonlySet<string>
} {
  const { graph } = region
  const space = createSpace(graph.machine, { deep: [], shallow: [] })
  const { reached: states } = search(graph, space, () => [], { weigh: easeOf })
  const reached = new Set<string>()
  const unsure = new Map<string, number>()
  for (let state = 0; state < states.count; state += 1) {
    const key = keyOf(graph.places[states.placeOf(state)])
    if (key === undefined) continue
    if (states.isSure(state)) reached.add(key)
    else unsure.set(key, state)
  }
  // What was found last is farthest away as a rule: its run shows most of the steps before it.
  for (const [key, state] of [...unsure].sort(([, a], [, b]) => b - a)) {
    if (reached.has(key)) continue
    const run = runPath(graph, space, states.pathTo(state))
    for (const event of run?.events ?? [])
      if (event.type === 'entered') reached.add(`${event.journey} ${event.step}`)
  }
  const open = new Set([...unsure.keys()].filter((key) => !reached.has(key)))
  if (open.size === 0) return { reached, open }
  const answers = solve(graph, {
    deep: [],
    look: (_, way) => {
      const key = keyOf(graph.places[way.to])
      return key !== undefined && open.has(key) ? [{ key }] : []
    },
    shows: ({ events }, key) =>
      events.some((event) => event.type === 'entered' && `${event.journey} ${event.step}` === key)
        ? events.length
        : undefined,
    anyPath: true,
  })
  for (const { key, confirmed } of answers.values()) if (confirmed) reached.add(key)
  return { reached, open: new Set([...answers.keys()].filter((key) => !reached.has(key))) }
}

const keyOf = (place: Place | undefined): string | undefined =>
  place?.at === 'enter' ? `${place.context.journey.id} ${place.step.id}` : undefined

/** Of steps that only lead to each other, the first: mending it mends those behind it. */
function heads(journey: Journey, missing: readonly Step[]): readonly Step[] {
  const ids = new Set(missing.map(({ id }) => id))
  const behind = new Set<string>()
  const found: Step[] = []
  const comesBefore = new Map<string, readonly string[]>()
  for (const step of missing)
    for (const next of targetsOf(step))
      if (ids.has(next)) comesBefore.set(next, [...(comesBefore.get(next) ?? []), step.id])
  // Steps that nothing missing leads to come first; then the first in the file of each circle left.
  const candidates = [
    ...missing.filter(({ id }) => (comesBefore.get(id) ?? []).every((from) => from === id)),
    ...missing,
  ]
  for (const step of candidates) {
    if (behind.has(step.id)) continue
    found.push(step)
    const open = [step.id]
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (behind.has(id)) continue
      behind.add(id)
      const at = journey.stepById.get(id)
      for (const next of at === undefined ? [] : targetsOf(at)) if (ids.has(next)) open.push(next)
    }
  }
  return found.sort((a, b) => a.index - b.index)
}

/** Every step of the same journey that a step names or falls through to. */
function targetsOf(step: Step): readonly string[] {
  const named = step.next.map(({ go }) => go)
  switch (step.kind) {
    case 'ask':
      return [...named, step.noMatch, step.noInput, step.unable].filter(isNamed)
    case 'confirm':
      return [...named, step.noMatch, step.noInput, step.denied].filter(isNamed)
    case 'do':
      return [...named, ...step.outcomes.map(({ go }) => go)].filter(isNamed)
    case 'handoff':
      return [step.unavailable, step.closed].filter(isNamed)
    case 'subjourney':
      return [...named, step.resolved, step.unresolved].filter(isNamed)
    default:
      return named
  }
}

const isNamed = (id: string | undefined): id is string => id !== undefined

function report(journey: Journey, missing: readonly Step[], step: Step): Report {
  const whole = missing.length === journey.steps.length
  const others = missing.length - 1
  return {
    journey,
    step: step.id,
    message: whole
      ? `No conversation ever comes to ${journey.id}`
      : `No conversation ever comes to ${step.id}`,
    fix: whole
      ? 'refer to it from another journey, or say entry: true'
      : `lead to it from another step, or remove it${others > 0 && isOnlyHead(journey, missing, step) ? ` with the ${others} behind it` : ''}`,
    path: [...step.path, 'id'],
  }
}

const isOnlyHead = (journey: Journey, missing: readonly Step[], step: Step): boolean => {
  const [first, ...rest] = heads(journey, missing)
  return first === step && rest.length === 0
}
