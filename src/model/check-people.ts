// Personas and scenarios: do the slots, values, intents, steps and teams they name exist?
import { faultInPattern } from './check-slots.ts'
import type { Persona as PersonaData } from './generated/persona.ts'
import type { Scenario as ScenarioData } from './generated/scenario.ts'
import { declaredSlot, type Known, slotValue, someName } from './lookup.ts'
import { entriesOf, type Partly, pairsOf } from './names.ts'
import type { Path } from './place.ts'
import { key, type Problem, schemaError, value } from './problem.ts'
import type { ReadFile } from './read-file.ts'

/** Values by slot: the slots are declared, and the values are some that they can have. */
function* checkValuesBySlot(values: unknown, path: Path, known: Known): Generator<Problem> {
  if (typeof values !== 'object' || values === null) return
  for (const [slot, written] of Object.entries(values)) {
    yield* declaredSlot(slot, key(...path, slot), known)
    if (slot !== 'channel') yield* slotValue(slot, written, value(...path, slot), known)
  }
}

export function* checkPersona(file: ReadFile, known: Known): Generator<Problem> {
  const data = file.data as Partly<PersonaData>
  yield* checkValuesBySlot(data.on_record, ['on_record'], known)
  yield* checkValuesBySlot(data.knows, ['knows'], known)
  for (const [index, slot] of entriesOf(data.cannot_answer))
    yield* declaredSlot(slot, value('cannot_answer', index), known)
  const sayable = new Map([...known.slots.keys(), ...known.intents].map((one) => [one, true]))
  for (const slot of Object.keys(data.says ?? {}))
    yield* someName(slot, key('says', slot), sayable, 'slot or intent', 'slots and intents', known)
}

export function* checkScenario(file: ReadFile, known: Known): Generator<Problem> {
  const data = file.data as Partly<ScenarioData>
  yield* someName(data.journey, value('journey'), known.journeys, 'journey', 'journeys', known)
  yield* someName(data.persona, value('persona'), known.personas, 'persona', 'personas', known)
  yield* checkValuesBySlot(data.given, ['given'], known)
  for (const [action, results] of pairsOf(data.actions)) {
    yield* someName(action, key('actions', action), known.actions, 'action', 'actions', known)
    if (Array.isArray(results))
      for (const [index, result] of entriesOf(results))
        yield* checkResult(result, ['actions', action, index], known)
    else yield* checkResult(results, ['actions', action], known)
  }
  for (const team of Object.keys(data.people ?? {}))
    yield* someName(team, key('people', team), known.teams, 'handoff to', 'teams', known)
  for (const [index, turn] of entriesOf(data.turns)) {
    if (typeof turn !== 'object' || !('means' in turn)) continue
    yield* checkMeans(turn.means, ['turns', index, 'means'], known)
  }
  const { expect } = data
  for (const list of ['visits', 'never_visits'] as const)
    for (const [index, step] of entriesOf(expect?.[list]))
      yield* someName(step, value('expect', list, index), known.steps, 'step', 'steps', known)
  for (const slot of Object.keys(expect?.asks_at_most ?? {}))
    yield* declaredSlot(slot, key('expect', 'asks_at_most', slot), known)
  for (const list of ['hears', 'never_hears'] as const)
    for (const [index, words] of entriesOf(expect?.[list])) {
      const pattern = /^\/(.*)\/$/s.exec(String(words))?.[1]
      const fault = pattern === undefined ? undefined : faultInPattern(pattern)
      if (fault !== undefined)
        yield schemaError(value('expect', list, index), `This is no regular expression: ${fault}`, {
          fix: 'mend it; words without slashes around them are looked for as they are',
        })
    }
}

function* checkResult(result: unknown, path: Path, known: Known): Generator<Problem> {
  if (typeof result === 'object' && result !== null && 'learns' in result)
    yield* checkValuesBySlot(result.learns, [...path, 'learns'], known)
}

function* checkMeans(means: unknown, path: Path, known: Known): Generator<Problem> {
  if (typeof means !== 'object' || means === null) return
  if (!('intent' in means)) {
    yield* checkValuesBySlot(means, path, known)
    return
  }
  const intents = known.intents
  yield* someName(means.intent, value(...path, 'intent'), intents, 'intent', 'intents', known)
  for (const other of Object.keys(means))
    if (other !== 'intent')
      yield schemaError(
        key(...path, other),
        'A turn means an intent or values of slots, not both',
        { fix: 'make it two turns' },
      )
}
