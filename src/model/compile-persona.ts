// From a persona's or scenario's checked data to what the rooms above read: defaults filled in,
// values read as the types of their slots.
import type { Surroundings } from './compile-journey.ts'
import type { Persona as PersonaData } from './generated/persona.ts'
import type { Result as ResultData, Scenario as ScenarioData } from './generated/scenario.ts'
import type { Value } from './journey.ts'
import type { ActionResult, Persona, Scenario, Turn, Understood } from './persona.ts'
import type { SourceFile } from './place.ts'
import { recordOf } from './records.ts'
import { readValue } from './values.ts'

type ValuesData = Readonly<Record<string, string | number | boolean | undefined>>

/** Setbacks until a persona who names no patience asks for a person or leaves. */
const PATIENCE = 3
const FORTHCOMING = 0.3
const CLARITY = 0.9

function readValues(
  values: ValuesData | undefined,
  around: Surroundings,
): Readonly<Record<string, Value>> {
  return recordOf(
    Object.entries(values ?? {}).map(([slot, written]) => [
      slot,
      written === undefined
        ? undefined
        : (readValue(written, around.typeOf(slot) ?? 'text') ?? String(written)),
    ]),
  )
}

export function compilePersona(data: PersonaData, file: SourceFile, around: Surroundings): Persona {
  const { context, language } = data
  return {
    id: data.persona,
    name: data.name,
    summary: data.summary,
    ...(data.quote !== undefined && { quote: data.quote }),
    goals: data.goals ?? [],
    frustrations: data.frustrations ?? [],
    context: {
      ...(context?.place !== undefined && { place: context.place }),
      ...(context?.device !== undefined && { device: context.device }),
      attention: context?.attention ?? [],
      ...(context?.company && { company: context.company }),
      ...(context?.time_pressure && { timePressure: context.time_pressure }),
      atHand: context?.at_hand ?? [],
    },
    preferredChannels: data.preferred_channels ?? [],
    language: {
      ...(language?.first !== undefined && { first: language.first }),
      ...(language?.reading_grade !== undefined && { readingGrade: language.reading_grade }),
    },
    accessibility: data.accessibility ?? [],
    history: data.history ?? [],
    mood: { start: data.mood?.start ?? 0, patience: data.mood?.patience ?? PATIENCE },
    onRecord: readValues(data.on_record, around),
    knows: readValues(data.knows, around),
    cannotAnswer: data.cannot_answer ?? [],
    says: recordOf(Object.entries(data.says ?? {})),
    traits: {
      forthcoming: data.traits?.forthcoming ?? FORTHCOMING,
      clarity: data.traits?.clarity ?? CLARITY,
    },
    reactions: recordOf(Object.entries(data.reactions ?? {})),
    file,
  }
}

function compileResult(result: ResultData, around: Surroundings): ActionResult {
  return typeof result === 'string'
    ? { outcome: result, learns: recordOf([]) }
    : { outcome: result.outcome, learns: readValues(result.learns, around) }
}

type MeansData = Extract<NonNullable<ScenarioData['turns']>[number], { says: string }>['means']

function compileMeans(
  means: NonNullable<MeansData>,
  around: Surroundings,
): Exclude<Understood, 'no_input'> {
  if (typeof means === 'string') return means
  // `intent` can be no slot's name, so the key alone tells the two apart.
  return means.intent === undefined
    ? { fills: readValues(means, around) }
    : { intent: String(means.intent) }
}

export function compileScenario(
  data: ScenarioData,
  file: SourceFile,
  around: Surroundings,
): Scenario {
  const turns = data.turns?.map((turn): Turn => {
    if ('silent' in turn) return { silent: true }
    return turn.means === undefined
      ? { says: turn.says }
      : { says: turn.says, means: compileMeans(turn.means, around) }
  })
  return {
    scenario: data.scenario,
    journey: data.journey,
    ...(data.persona !== undefined && { persona: data.persona }),
    ...(data.channel && { channel: data.channel }),
    seed: data.seed ?? 0,
    given: readValues(data.given, around),
    actions: recordOf(
      Object.entries(data.actions ?? {}).map(([action, results]) => [
        action,
        results === undefined
          ? []
          : [results].flat().map((result) => compileResult(result, around)),
      ]),
    ),
    people: recordOf(Object.entries(data.people ?? {})),
    ...(turns && { turns }),
    expect: data.expect,
    file,
  }
}
