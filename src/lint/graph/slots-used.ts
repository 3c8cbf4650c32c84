// Which slots a journey has anything to do with.
import { conditionsOf } from '../../engine/index.ts'
import type { Journey, Step, Wording } from '../../model/index.ts'

/** Every slot that a journey declares or names, wherever it is declared. */
export function slotsUsed(journey: Journey): ReadonlySet<string> {
  const used = new Set([...journey.slots.keys(), ...journey.known, ...journey.sometimesKnown])
  const add = (names: readonly string[]) => {
    for (const name of names) used.add(name)
  }
  for (const condition of conditionsOf(journey)) add(condition.flat().map(({ slot }) => slot))
  for (const intent of journey.globalIntents) add(slotsIn(intent.say))
  for (const step of journey.steps) {
    add(step.forget)
    add(slotsIn(step.say))
    for (const route of step.next) add(route.forget)
    add(slotsOfWork(step))
  }
  used.delete('channel')
  return used
}

const slotsIn = (wording: Wording): readonly string[] =>
  wording.flatMap(({ parts }) => parts.flatMap((part) => (part.kind === 'slot' ? [part.slot] : [])))

function slotsOfWork(step: Step): readonly string[] {
  switch (step.kind) {
    case 'ask':
    case 'confirm': {
      const { noMatch, noInput } = step.reprompts
      const named = step.kind === 'ask' ? [step.slot] : step.slots
      return [...named, ...slotsIn(noMatch), ...slotsIn(noInput)]
    }
    case 'do':
      return [
        ...step.uses,
        ...step.learns,
        ...step.outcomes.flatMap(({ learns, forget }) => [...learns, ...forget]),
      ]
    default:
      return []
  }
}
