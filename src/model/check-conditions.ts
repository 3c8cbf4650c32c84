// The tests of conditions: on slots that are there, by what their types allow.
import { type Context, declarationOf, type Known, slotValue, unknownSlot } from './lookup.ts'
import { entriesOf, pairsOf } from './names.ts'
import type { Path } from './place.ts'
import { key, name, type Problem, referenceError, value } from './problem.ts'

const BOUNDS = ['over', 'under', 'at_least', 'at_most'] as const

export function* checkCondition(
  condition: unknown,
  path: Path,
  known: Known,
  context: Context,
): Generator<Problem> {
  if (Array.isArray(condition)) {
    for (const [index, group] of entriesOf(condition))
      yield* checkCondition(group, [...path, index], known, context)
    return
  }
  if (typeof condition !== 'object' || condition === null) return
  for (const [slot, test] of pairsOf(condition as Record<string, unknown>)) {
    if (slot !== 'channel' && !known.slots.has(slot))
      yield* unknownSlot(slot, key(...path, slot), known, context)
    else yield* checkTest(slot, test, [...path, slot], known, context)
  }
}

function* checkTest(
  slot: string,
  test: unknown,
  path: Path,
  known: Known,
  context: Context,
): Generator<Problem> {
  const declared = declarationOf(slot, known)
  const isMap = typeof test === 'object' && test !== null && !Array.isArray(test)
  const onlyKnown = isMap && Object.keys(test).every((op) => op === 'known')
  if (declared?.sensitive !== undefined && !onlyKnown) {
    yield referenceError(
      value(...path),
      `${name(slot)} is sensitive, so a condition may only ask whether it is known`,
      { fix: `${slot}: {known: true}`, ...context, slot },
    )
    return
  }
  if (!isMap) {
    yield* checkValues(slot, test, path, known, context)
    return
  }
  const tests = test as Readonly<Record<string, unknown>>
  yield* checkValues(slot, tests.not, [...path, 'not'], known, context)
  const type = slot === 'channel' ? 'choice' : declared?.type
  for (const bound of BOUNDS)
    if (tests[bound] !== undefined && type !== undefined && type !== 'number' && type !== 'money')
      yield referenceError(
        key(...path, bound),
        `\`${bound}\` compares numbers, and ${name(slot)} is ${name(type)}`,
        { fix: 'test a value, a list of values, or `known`', ...context, slot },
      )
}

function* checkValues(
  slot: string,
  values: unknown,
  path: Path,
  known: Known,
  context: Context,
): Generator<Problem> {
  if (Array.isArray(values))
    for (const [index, one] of entriesOf(values))
      yield* slotValue(slot, one, value(...path, index), known, context)
  else yield* slotValue(slot, values, value(...path), known, context)
}
