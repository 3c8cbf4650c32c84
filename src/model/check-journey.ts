// One journey: do its steps, slots, intents, promises and journeys lead somewhere?

import { checkCondition } from './check-conditions.ts'
import { checkLanguage } from './check-language.ts'
import { nearPath } from './check-slots.ts'
import { checkText, repromptsOf, textsOf } from './check-texts.ts'
import {
  type Context,
  declarationOf,
  declaredSlot,
  instead,
  type Known,
  someName,
} from './lookup.ts'
import { entriesOf, journeyData, pairsOf, type StepPart } from './names.ts'
import type { Path } from './place.ts'
import {
  key,
  name,
  type Problem,
  referenceError,
  schemaError,
  schemaWarning,
  value,
} from './problem.ts'
import type { ReadFile } from './read-file.ts'

interface Checking {
  readonly file: ReadFile
  readonly known: Known
  readonly steps: ReadonlySet<string>
  /** Whether every step has an id: else a step that seems to be missing may be one of those. */
  readonly allNamed: boolean
}

export function* checkJourney(
  file: ReadFile,
  known: Known,
  included: (name: string) => ReadFile | undefined,
): Generator<Problem> {
  const data = journeyData(file)
  const steps = [...entriesOf(data.steps)].filter(([, step]) => typeof step === 'object')
  const ids = steps.map(([, step]) => step.id).filter((id) => typeof id === 'string')
  const checking: Checking = {
    file,
    known,
    steps: new Set(ids),
    allNamed: ids.length === data.steps?.length,
  }
  yield* checkLanguage(data.language, ['language'])
  yield* stepName(data.fallback, ['fallback'], checking, {})
  for (const [index, persona] of entriesOf(data.personas))
    yield* someName(persona, value('personas', index), known.personas, 'persona', 'personas', known)
  for (const list of ['known', 'sometimes_known'] as const)
    for (const [index, slot] of entriesOf(data[list]))
      yield* declaredSlot(slot, value(list, index), known)
  for (const [index, slot] of entriesOf(data.sometimes_known))
    if (data.known?.includes(slot) === true)
      yield schemaError(value('sometimes_known', index), `${name(slot)} is \`known\` already`, {
        fix: 'keep it in one of the two lists',
        slot,
      })
  yield* checkIntents(file, known, (next, path) => stepName(next, path, checking, {}))
  yield* checkIncludes(checking, included)
  const first = new Map<string, number>()
  for (const [index, step] of steps) {
    if (typeof step.id === 'string') {
      const before = first.get(step.id)
      if (step.id === 'resume')
        yield schemaError(
          value('steps', index, 'id'),
          'A step cannot be called `resume`: in a global intent it means going back',
          {
            fix: 'call it something else',
            step: step.id,
          },
        )
      if (before !== undefined)
        yield referenceError(
          value('steps', index, 'id'),
          `There are two steps ${name(step.id)}; the first is on line ${file.source.locate(['steps', before, 'id']).start.line}`,
          { fix: 'give this one another id', step: step.id },
        )
      else first.set(step.id, index)
    }
    yield* checkStep(step, index, checking)
  }
}

/** Intents of a journey or of a shared file; whether their steps are there only a journey can say. */
export function* checkIntents(
  file: ReadFile,
  known: Known,
  checkNext?: (next: unknown, path: Path) => Generator<Problem>,
): Generator<Problem> {
  const first = new Map<string, number>()
  for (const [index, intent] of entriesOf(journeyData(file).global_intents)) {
    if (typeof intent !== 'object') continue
    const path: Path = ['global_intents', index]
    if (typeof intent.intent === 'string') {
      const before = first.get(intent.intent)
      if (before !== undefined)
        yield referenceError(
          value(...path, 'intent'),
          `There are two intents ${name(intent.intent)}; the first is on line ${file.source.locate(['global_intents', before, 'intent']).start.line}`,
          { fix: 'put their examples together under one' },
        )
      else first.set(intent.intent, index)
    }
    for (const [text, place] of textsOf(intent.say, [...path, 'say']))
      yield* checkText(text, place, false, file, known, {})
    if (checkNext !== undefined && intent.next !== 'resume')
      yield* checkNext(intent.next, [...path, 'next'])
  }
}

function* checkIncludes(
  checking: Checking,
  included: (name: string) => ReadFile | undefined,
): Generator<Problem> {
  const { file, steps, allNamed } = checking
  const data = journeyData(file)
  const own = new Set([...entriesOf(data.global_intents)].map(([, intent]) => intent.intent))
  for (const [index, path] of entriesOf(data.include)) {
    const where = value('include', index)
    const shared = included(path)
    if (shared === undefined)
      yield referenceError(where, `There is no file ${name(path)}`, {
        fix: 'paths are relative to the folder of this file',
      })
    else if (shared.kind !== 'shared')
      yield referenceError(
        where,
        `${name(path)} is a ${shared.kind}, and only shared files can be included`,
        {
          fix: 'move its `slots` and `global_intents` to a file of their own, and include that one',
        },
      )
    else if (shared.problems.some(({ severity }) => severity === 'error'))
      yield referenceError(where, `The included file ${name(nearPath(shared, file))} has errors`, {
        fix: 'mend them there',
      })
    else
      for (const [, intent] of entriesOf(journeyData(shared).global_intents)) {
        const { next, intent: heard } = intent
        if (next === undefined || next === 'resume' || own.has(heard)) continue
        if (allNamed && !steps.has(next))
          yield referenceError(
            where,
            `The included intent ${name(String(heard))} goes to the step ${name(next)}, which this journey does not have`,
            { fix: `add a step ${name(next)}, or an intent ${name(String(heard))} of its own` },
          )
      }
  }
}

function* stepName(
  wanted: unknown,
  path: Path,
  { steps, allNamed }: Checking,
  context: Context,
): Generator<Problem> {
  if (typeof wanted !== 'string' || steps.has(wanted) || !allNamed) return
  yield wanted === 'resume'
    ? referenceError(value(...path), '`resume` can only be the `next` of a global intent', {
        fix: 'name a step of this journey',
        ...context,
      })
    : referenceError(value(...path), `No step ${name(wanted)} in this journey`, {
        ...instead(wanted, steps, 'steps'),
        ...context,
      })
}

function* checkStep(step: StepPart, index: number, checking: Checking): Generator<Problem> {
  // Most steps have few of these keys: what is not there is not looked into.
  const { file, known } = checking
  const path: Path = ['steps', index]
  const context: Context = typeof step.id === 'string' ? { step: step.id } : {}
  yield* checkWords(step, path, checking, context)
  yield* checkRoutes(step, path, checking, context)
  for (const route of [
    'no_match',
    'no_input',
    'unable',
    'denied',
    'unavailable',
    'closed',
  ] as const)
    if (step[route] !== undefined) yield* stepName(step[route], [...path, route], checking, context)
  if (step.ask !== undefined) yield* declaredSlot(step.ask, value(...path, 'ask'), known, context)
  for (const list of ['confirm', 'uses', 'learns', 'forget'] as const)
    if (step[list] !== undefined)
      for (const [at, slot] of entriesOf(step[list]))
        yield* declaredSlot(slot, value(...path, list, at), known, context)
  if (step.fulfils !== undefined)
    yield* promiseName(step.fulfils, [...path, 'fulfils'], known, context)
  if (step.passes !== undefined) yield* checkPasses(step, path, known, context)
  if (step.outcomes !== undefined) yield* checkOutcomes(step, path, checking, context)
  for (const to of ['continue_in', 'subjourney'] as const)
    if (step[to] !== undefined)
      yield* someName(
        step[to],
        value(...path, to),
        known.journeys,
        'journey',
        'journeys',
        known,
        context,
      )
  const last = ['handoff', 'continue_in', 'end'].find((kind) => kind in step)
  if (last !== undefined && step.next !== undefined && file.kind === 'journey')
    yield schemaWarning(
      key(...path, 'next'),
      last === 'end'
        ? '`next` has no effect: an `end` never goes on'
        : `\`next\` has no effect: a \`${last}\` never goes on here`,
      {
        fix:
          last === 'handoff'
            ? 'remove it; where nobody is free, `unavailable` says where to go'
            : 'remove it',
        ...context,
      },
    )
}

function* checkWords(
  step: StepPart,
  path: Path,
  { file, known }: Checking,
  context: Context,
): Generator<Problem> {
  const asked = typeof step.ask === 'string' ? declarationOf(step.ask, known) : undefined
  const options = step.ask !== undefined && (asked === undefined || asked.type === 'choice')
  for (const [text, place] of textsOf(step.say, [...path, 'say']))
    yield* checkText(text, place, options, file, known, context)
  for (const [text, place] of repromptsOf(step.reprompts, [...path, 'reprompts']))
    yield* checkText(text, place, options, file, known, context)
}

function* checkRoutes(
  step: StepPart,
  path: Path,
  checking: Checking,
  context: Context,
): Generator<Problem> {
  const { next } = step
  if (!Array.isArray(next)) {
    yield* stepName(next, [...path, 'next'], checking, context)
    return
  }
  for (const [at, route] of entriesOf(next)) {
    if (typeof route !== 'object') continue
    const place = [...path, 'next', at]
    yield* checkCondition(route.if, [...place, 'if'], checking.known, context)
    for (const [nth, slot] of entriesOf(route.forget))
      yield* declaredSlot(slot, value(...place, 'forget', nth), checking.known, context)
    yield* stepName(route.go, [...place, 'go'], checking, context)
  }
}

function* promiseName(
  promise: unknown,
  path: Path,
  known: Known,
  context: Context,
): Generator<Problem> {
  if (typeof promise !== 'string' || known.promises.has(promise) || known.mayBeMade(promise)) return
  yield referenceError(
    value(...path),
    `No step of this project makes the promise ${name(promise)}`,
    {
      ...instead(promise, known.promises.keys(), 'promises'),
      ...context,
    },
  )
}

function* checkPasses(
  step: StepPart,
  path: Path,
  known: Known,
  context: Context,
): Generator<Problem> {
  if (!Array.isArray(step.passes)) return
  for (const [at, passed] of entriesOf(step.passes)) {
    if (typeof passed !== 'string' || known.slots.has(passed) || known.promises.has(passed))
      continue
    if (known.mayBeMade(passed)) continue
    if (passed === 'channel') {
      yield* declaredSlot(passed, value(...path, 'passes', at), known, context)
      continue
    }
    yield referenceError(
      value(...path, 'passes', at),
      passed === 'all'
        ? '`all` stands alone, not in a list'
        : `${name(passed)} is neither a slot nor a promise of this project`,
      {
        ...(passed === 'all'
          ? { fix: 'passes: all' }
          : instead(
              passed,
              [...known.slots.keys(), ...known.promises.keys()],
              'slots and promises',
            )),
        ...context,
      },
    )
  }
}

function* checkOutcomes(
  step: StepPart,
  path: Path,
  checking: Checking,
  context: Context,
): Generator<Problem> {
  const sub = step.subjourney !== undefined && step.do === undefined
  for (const [outcome, leads] of pairsOf(step.outcomes)) {
    const place = [...path, 'outcomes', outcome]
    if (sub && outcome !== 'resolved' && outcome !== 'unresolved')
      yield schemaError(
        key(...place),
        `A sub-journey ends \`resolved\` or \`unresolved\`, never ${name(outcome)}`,
        { ...instead(outcome, ['resolved', 'unresolved'], 'outcomes'), ...context },
      )
    if (typeof leads === 'string') {
      yield* stepName(leads, place, checking, context)
      continue
    }
    if (typeof leads !== 'object') continue
    if (sub)
      for (const extra of ['learns', 'fulfils', 'forget'] as const)
        if (leads[extra] !== undefined)
          yield schemaError(
            key(...place, extra),
            `\`${extra}\` belongs to an outcome of a \`do\`; a sub-journey does such things itself`,
            { fix: 'remove it', ...context },
          )
    yield* stepName(leads.go, [...place, 'go'], checking, context)
    for (const list of ['learns', 'forget'] as const)
      for (const [at, slot] of entriesOf(leads[list]))
        yield* declaredSlot(slot, value(...place, list, at), checking.known, context)
    yield* promiseName(leads.fulfils, [...place, 'fulfils'], checking.known, context)
  }
}
