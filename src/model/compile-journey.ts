// From a journey's checked data to the journey that the engine and the analysis read: every default
// filled in, every text taken apart, every route a step id.
import type {
  Condition as ConditionData,
  Intent as IntentData,
  Journey as JourneyData,
  Outcome as OutcomeData,
  RulesAllowed,
  Slot as SlotData,
  Step as StepData,
  Test as TestData,
  Value as ValueData,
  Variation as VariationData,
  Wording as WordingData,
} from './generated/journey.ts'
import type {
  Allow,
  ChoiceValue,
  Condition,
  Duration,
  GlobalIntent,
  Journey,
  Outcome,
  Passes,
  Route,
  Slot,
  SlotType,
  Step,
  Test,
  Text,
  Value,
  Wording,
} from './journey.ts'
import type { Path, SourceFile } from './place.ts'
import { recordOf } from './records.ts'
import { takeApart } from './texts.ts'
import { readValue } from './values.ts'

/** What a compiled file needs to know of the rest of the project. */
export interface Surroundings {
  /** The type of a slot declared anywhere in the project. */
  readonly typeOf: (slot: string) => SlotType | undefined
  readonly isSlot: (name: string) => boolean
  readonly isPromise: (name: string) => boolean
}

/** The parts of a file that journeys can share, and the file. */
export interface SharedParts {
  readonly file: SourceFile
  readonly slots: ReadonlyMap<string, Slot>
  readonly globalIntents: readonly GlobalIntent[]
}

const allowOf = (allow: RulesAllowed | undefined): Allow => recordOf(Object.entries(allow ?? {}))

function compileText(variation: VariationData, path: Path): Text {
  if (typeof variation === 'string')
    return { source: variation, parts: takeApart(variation).parts, path }
  return {
    source: variation.text,
    parts: takeApart(variation.text).parts,
    ...(variation.channels && { channels: variation.channels }),
    ...(variation.drafted_by && { draftedBy: variation.drafted_by }),
    path: [...path, 'text'],
  }
}

function compileWording(wording: WordingData | undefined, path: Path): Wording {
  if (wording === undefined) return []
  return Array.isArray(wording)
    ? wording.map((variation, index) => compileText(variation, [...path, index]))
    : [compileText(wording, path)]
}

function compileReprompts(
  reprompts: StepData['reprompts'],
  path: Path,
): { readonly noMatch: Wording; readonly noInput: Wording } {
  if (reprompts === undefined || Array.isArray(reprompts)) {
    const both = compileWording(reprompts, path)
    return { noMatch: both, noInput: both }
  }
  return {
    noMatch: compileWording(reprompts.no_match, [...path, 'no_match']),
    noInput: compileWording(reprompts.no_input, [...path, 'no_input']),
  }
}

function compileDuration(text: string): Duration {
  const [amount = '', ...words] = text.split(' ')
  const unit = words.join(' ').replace(/s?$/, 's') as Duration['unit']
  return { amount: Number(amount), unit, text }
}

/** The words of a value that no label names: `asks_for_a_person` is "asks for a person". */
const inWords = (value: string): string => value.replace(/[_-]+/g, ' ').trim() || value

function compileChoice(values: NonNullable<SlotData['values']>): readonly ChoiceValue[] {
  return Object.entries(values).map(([value, about]) => {
    const facts = Array.isArray(about) ? { examples: about } : (about ?? {})
    return {
      value,
      label: ('label' in facts && facts.label) || inWords(value),
      ...('key' in facts && facts.key !== undefined && { key: facts.key }),
      examples: facts.examples ?? [],
    }
  })
}

export function compileSlot(name: string, slot: SlotData, file: SourceFile, path: Path): Slot {
  return {
    name,
    type: slot.type,
    ...(slot.length !== undefined && { length: slot.length }),
    ...(slot.pattern !== undefined && { pattern: slot.pattern }),
    ...(slot.describe !== undefined && { describe: slot.describe }),
    demands: slot.demands ?? [],
    ...(slot.sensitive !== undefined && { sensitive: slot.sensitive }),
    transient: slot.transient ?? false,
    values: slot.type === 'choice' ? compileChoice(slot.values ?? {}) : [],
    allow: allowOf(slot.allow),
    file,
    path,
  }
}

function compileIntent(intent: IntentData, file: SourceFile, path: Path): GlobalIntent {
  return {
    intent: intent.intent,
    examples: intent.examples,
    ...(intent.feels && { feels: intent.feels }),
    say: compileWording(intent.say, [...path, 'say']),
    acknowledges: intent.acknowledges ?? false,
    ...(intent.next !== undefined && intent.next !== 'resume' && { next: intent.next }),
    allow: allowOf(intent.allow),
    file,
    path,
  }
}

export function compileShared(
  data: Pick<JourneyData, 'slots' | 'global_intents'>,
  file: SourceFile,
): SharedParts {
  const slots = new Map<string, Slot>()
  for (const [name, slot] of Object.entries(data.slots ?? {}))
    if (slot !== undefined) slots.set(name, compileSlot(name, slot, file, ['slots', name]))
  return {
    file,
    slots,
    globalIntents: (data.global_intents ?? []).map((intent, index) =>
      compileIntent(intent, file, ['global_intents', index]),
    ),
  }
}

function compileTest(slot: string, test: TestData, type: SlotType): readonly Test[] {
  const read = (values: ValueData | ValueData[]): readonly Value[] =>
    [values].flat().map((value) => readValue(value, type) ?? String(value))
  if (typeof test !== 'object' || Array.isArray(test))
    return [{ slot, op: 'in', values: read(test) }]
  const tests: Test[] = []
  if (test.known !== undefined) tests.push({ slot, op: 'known', known: test.known })
  if (test.not !== undefined) tests.push({ slot, op: 'not_in', values: read(test.not) })
  for (const op of ['over', 'under', 'at_least', 'at_most'] as const) {
    const bound = test[op]
    if (bound !== undefined) tests.push({ slot, op, bound })
  }
  return tests
}

function compileCondition(condition: ConditionData, around: Surroundings): Condition {
  return [condition]
    .flat()
    .map((group) =>
      Object.entries(group).flatMap(([slot, test]) =>
        test === undefined ? [] : compileTest(slot, test, around.typeOf(slot) ?? 'text'),
      ),
    )
}

function compileRoutes(
  step: StepData,
  path: Path,
  following: string | undefined,
  around: Surroundings,
): readonly Route[] {
  const next = step.next ?? following
  if (next === undefined) return []
  if (typeof next === 'string') return [{ forget: [], go: next, path: [...path, 'next'] }]
  return next.map((route, index) => ({
    ...(route.if !== undefined && { when: compileCondition(route.if, around) }),
    forget: route.forget ?? [],
    go: route.go,
    path: [...path, 'next', index],
  }))
}

/** A slot and a promise may share a name: then both are passed. */
function compilePasses(passes: StepData['passes'], around: Surroundings): Passes {
  if (passes === 'all') return 'all'
  const names = passes ?? []
  return {
    slots: names.filter((name) => around.isSlot(name)),
    promises: names.filter((name) => around.isPromise(name) || !around.isSlot(name)),
  }
}

function compileOutcome(
  name: string,
  outcome: OutcomeData | undefined,
  step: StepData,
  path: Path,
): Outcome {
  const facts = typeof outcome === 'string' ? { go: outcome } : (outcome ?? {})
  const own = 'learns' in facts ? (facts.learns ?? []) : []
  const fulfils =
    ('fulfils' in facts ? facts.fulfils : undefined) ??
    (name === 'succeeded' ? step.fulfils : undefined)
  return {
    name,
    ...(facts.go !== undefined && { go: facts.go }),
    learns: name === 'succeeded' ? [...new Set([...(step.learns ?? []), ...own])] : own,
    ...(fulfils !== undefined && { fulfils }),
    forget: 'forget' in facts ? (facts.forget ?? []) : [],
    path: outcome === undefined ? path : [...path, 'outcomes', name],
  }
}

function compileOutcomes(step: StepData, path: Path): readonly Outcome[] {
  const written = step.outcomes ?? {}
  const others = Object.keys(written).filter((name) => name !== 'succeeded' && name !== 'failed')
  return ['succeeded', 'failed', ...others].map((name) =>
    compileOutcome(name, written[name], step, path),
  )
}

const goOf = (outcome: OutcomeData | undefined): string | undefined =>
  typeof outcome === 'string' ? outcome : outcome?.go

function compileListening(step: StepData, path: Path) {
  const noInput = step.no_input ?? step.no_match
  return {
    reprompts: compileReprompts(step.reprompts, [...path, 'reprompts']),
    maxTries: step.max_tries ?? 2,
    ...(step.no_match !== undefined && { noMatch: step.no_match }),
    ...(noInput !== undefined && { noInput }),
  }
}

function compileStep(
  step: StepData,
  index: number,
  journey: JourneyData,
  around: Surroundings,
): Step {
  const path: Path = ['steps', index]
  const goesOn =
    step.handoff === undefined && step.continue_in === undefined && step.end === undefined
  const common = {
    id: step.id,
    index,
    path,
    say: compileWording(step.say, [...path, 'say']),
    ...(step.via && { via: step.via }),
    next: goesOn ? compileRoutes(step, path, journey.steps[index + 1]?.id, around) : [],
    forget: step.forget ?? [],
    ...(step.feels && { feels: step.feels }),
    acknowledges: step.acknowledges ?? false,
    ...(step.fulfils !== undefined && { fulfils: step.fulfils }),
    ...(step.note !== undefined && { note: step.note }),
    allow: allowOf(step.allow),
  }
  if (step.ask !== undefined) {
    const unable = step.unable ?? step.no_match
    return {
      ...common,
      kind: 'ask',
      slot: step.ask,
      ...compileListening(step, path),
      ...(unable !== undefined && { unable }),
      skipIfKnown: step.skip_if_known ?? journey.skip_if_known ?? false,
      verifies: step.verifies ?? false,
    }
  }
  if (step.confirm !== undefined)
    return {
      ...common,
      kind: 'confirm',
      slots: step.confirm,
      ...compileListening(step, path),
      ...(step.denied !== undefined && { denied: step.denied }),
    }
  if (step.do !== undefined)
    return {
      ...common,
      kind: 'do',
      action: step.do,
      uses: step.uses ?? [],
      learns: step.learns ?? [],
      irreversible: step.irreversible ?? false,
      outcomes: compileOutcomes(step, path),
    }
  if (step.promise !== undefined)
    return {
      ...common,
      kind: 'promise',
      promise: step.promise,
      ...(step.within !== undefined && { within: compileDuration(step.within) }),
      ...(step.owner !== undefined && { owner: step.owner }),
    }
  if (step.handoff !== undefined) {
    const closed = step.closed ?? step.unavailable
    return {
      ...common,
      kind: 'handoff',
      team: step.handoff,
      mode: step.mode ?? 'cold',
      passes: compilePasses(step.passes, around),
      ...(step.wait !== undefined && { wait: compileDuration(step.wait) }),
      ...(step.unavailable !== undefined && { unavailable: step.unavailable }),
      ...(closed !== undefined && { closed }),
    }
  }
  if (step.continue_in !== undefined)
    return {
      ...common,
      kind: 'continue_in',
      journey: step.continue_in,
      ...(step.channel && { channel: step.channel }),
      passes: compilePasses(step.passes, around),
    }
  if (step.subjourney !== undefined) {
    const resolved = goOf(step.outcomes?.resolved)
    const unresolved = goOf(step.outcomes?.unresolved)
    return {
      ...common,
      kind: 'subjourney',
      journey: step.subjourney,
      ...(resolved !== undefined && { resolved }),
      ...(unresolved !== undefined && { unresolved }),
    }
  }
  if (step.end !== undefined) return { ...common, kind: 'end', how: step.end }
  return { ...common, kind: 'say' }
}

/** @param included the shared files it includes, in the order it names them */
export function compileJourney(
  data: JourneyData,
  file: SourceFile,
  included: readonly SharedParts[],
  around: Surroundings,
): Journey {
  const own = compileShared(data, file)
  const slots = new Map(own.slots)
  const globalIntents = [...own.globalIntents]
  for (const shared of included) {
    for (const [name, slot] of shared.slots) if (!slots.has(name)) slots.set(name, slot)
    for (const intent of shared.globalIntents)
      if (!globalIntents.some((known) => known.intent === intent.intent)) globalIntents.push(intent)
  }
  const steps = data.steps.map((step, index) => compileStep(step, index, data, around))
  return {
    id: data.journey,
    title: data.title,
    ...(data.summary !== undefined && { summary: data.summary }),
    ...(data.note !== undefined && { note: data.note }),
    ...(data.cause !== undefined && { cause: data.cause }),
    ...(data.prevention !== undefined && { prevention: data.prevention }),
    ...(data.owner !== undefined && { owner: data.owner }),
    tags: data.tags ?? [],
    language: data.language ?? 'en',
    channels: data.channels,
    personas: data.personas ?? [],
    ...(data.coverage && { coverage: data.coverage }),
    ...(data.share !== undefined && { share: data.share }),
    initiatedBy: data.initiated_by ?? 'customer',
    ...(data.entry !== undefined && { entry: data.entry }),
    known: data.known ?? [],
    sometimesKnown: data.sometimes_known ?? [],
    ...(data.fallback !== undefined && { fallback: data.fallback }),
    slots,
    globalIntents,
    steps,
    stepById: new Map(steps.map((step) => [step.id, step])),
    allow: allowOf(data.allow),
    file,
    includes: included.map((shared) => shared.file),
  }
}
