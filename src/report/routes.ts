// Where each step of a journey leads and when, in words. The outline and the diagram both draw from
// this, so they cannot disagree.
import type {
  AskStep,
  Condition,
  ConfirmStep,
  DoStep,
  Journey,
  Outcome,
  Route,
  Step,
  Test,
  Value,
} from '../model/index.ts'

/** A way out of a step. `to` is a step of the same journey. */
export interface Way {
  /** When it is taken; empty where it always is. */
  readonly when: string
  readonly to: string
  /** Whether the journey's fallback supplied it. */
  readonly fallback: boolean
  /** What else happens on this way: `forgets wants`. */
  readonly effects: readonly string[]
}

const NO_EFFECTS: readonly string[] = []

/** All ways out of a step, in the order in which the engine looks at them. */
export const waysOut = (step: Step, journey: Journey): readonly Way[] => {
  const next = step.next.map(
    (route, index): Way => ({
      when: whenText(route, index, step.next),
      to: route.go,
      fallback: false,
      effects: forgetting(route.forget),
    }),
  )
  const orFallback = (to: string | undefined, when: string): readonly Way[] => {
    if (to !== undefined) return [{ when, to, fallback: false, effects: NO_EFFECTS }]
    return journey.fallback === undefined
      ? []
      : [{ when, to: journey.fallback, fallback: true, effects: NO_EFFECTS }]
  }
  switch (step.kind) {
    case 'say':
    case 'promise':
      return next
    case 'ask':
      return [
        ...next.map((way) => (way.when === '' ? { ...way, when: 'answered' } : way)),
        ...tries(step, orFallback),
        ...unable(step, orFallback),
      ]
    case 'confirm':
      return [
        ...prefixed('yes', next),
        ...orFallback(step.denied, 'no'),
        ...tries(step, orFallback),
      ]
    case 'do':
      return step.outcomes.flatMap((outcome): readonly Way[] => {
        const when = outcome.name.replaceAll('_', ' ')
        const effects = outcomeEffects(outcome, step)
        const ways =
          outcome.go !== undefined
            ? route(outcome.go, when)
            : outcome.name === 'failed'
              ? orFallback(undefined, when)
              : prefixed(when, next)
        return ways.map((way) => ({ ...way, effects: [...effects, ...way.effects] }))
      })
    case 'handoff':
      return [
        ...route(step.unavailable, 'nobody is free'),
        ...(step.closed === step.unavailable ? [] : route(step.closed, 'closed')),
      ]
    case 'subjourney':
      return (['resolved', 'unresolved'] as const).flatMap((how) => {
        const to = step[how]
        return to === undefined ? prefixed(`back ${how}`, next) : [...route(to, `back ${how}`)]
      })
    case 'continue_in':
    case 'end':
      return []
  }
}

const route = (to: string | undefined, when: string): readonly Way[] =>
  to === undefined ? [] : [{ when, to, fallback: false, effects: NO_EFFECTS }]

const prefixed = (first: string, ways: readonly Way[]): readonly Way[] =>
  ways.map((way) => ({ ...way, when: way.when === '' ? first : `${first}, ${way.when}` }))

const tries = (
  step: AskStep | ConfirmStep,
  orFallback: (to: string | undefined, when: string) => readonly Way[],
): readonly Way[] => {
  const times =
    step.maxTries === 1 ? 'once' : step.maxTries === 2 ? 'twice' : `${step.maxTries} times`
  return step.noInput === step.noMatch
    ? orFallback(step.noMatch, `not understood or silent ${times}`)
    : [
        ...orFallback(step.noMatch, `not understood ${times}`),
        ...orFallback(step.noInput, `silent ${times}`),
      ]
}

/** Only where it differs from not being understood. */
const unable = (
  step: AskStep,
  orFallback: (to: string | undefined, when: string) => readonly Way[],
): readonly Way[] => (step.unable === step.noMatch ? [] : orFallback(step.unable, 'cannot answer'))

const forgetting = (slots: readonly string[]): readonly string[] =>
  slots.length === 0 ? NO_EFFECTS : [`forgets ${slots.join(', ')}`]

/** What an outcome does beyond what its step says of itself. */
const outcomeEffects = (outcome: Outcome, step: DoStep): readonly string[] => {
  const learns = outcome.learns.filter(
    (slot) => outcome.name !== 'succeeded' || !step.learns.includes(slot),
  )
  const { fulfils } = outcome
  return [
    ...(learns.length === 0 ? [] : [`learns ${learns.join(', ')}`]),
    ...(fulfils === undefined || (outcome.name === 'succeeded' && fulfils === step.fulfils)
      ? []
      : [`keeps ${fulfils}`]),
    ...forgetting(outcome.forget),
  ]
}

const whenText = ({ when }: Route, index: number, all: readonly Route[]): string => {
  if (when !== undefined) return conditionText(when)
  return index === 0 && all.length === 1 ? '' : 'otherwise'
}

/** A condition as a person would say it: `wants is refund and amount is over 50`. */
export const conditionText = (condition: Condition): string =>
  condition.map((group) => group.map(testText).join(' and ')).join(', or ')

const testText = (test: Test): string => {
  switch (test.op) {
    case 'known':
      return `${test.slot} is ${test.known ? 'known' : 'not known'}`
    case 'in':
      return `${test.slot} is ${test.values.map(valueText).join(' or ')}`
    case 'not_in':
      return `${test.slot} is not ${test.values.map(valueText).join(' or ')}`
    case 'over':
    case 'under':
      return `${test.slot} is ${test.op} ${test.bound}`
    case 'at_least':
      return `${test.slot} is at least ${test.bound}`
    case 'at_most':
      return `${test.slot} is at most ${test.bound}`
  }
}

const valueText = (value: Value): string =>
  typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)
