// Slot values: which are possible, which ones a conversation can tell apart, and invented ones.
import type { Condition, Journey, Slot, Test, Value } from '../model/index.ts'
import type { Machine } from './types.ts'

/** Why a value cannot be held by a slot; undefined when it can. */
export function whyNotA(slot: Slot, value: Value): string | undefined {
  if (slot.sensitive !== undefined)
    return isToken(slot, value) ? undefined : `${slot.name} takes a token, «${slot.name}»`
  switch (slot.type) {
    case 'choice':
      return slot.values.some((choice) => choice.value === value)
        ? undefined
        : `${slot.name} has no value ${JSON.stringify(value)}`
    case 'yes_no':
      return typeof value === 'boolean' ? undefined : `${slot.name} is true or false`
    case 'number':
    case 'money':
      return typeof value === 'number' && Number.isFinite(value)
        ? undefined
        : `${slot.name} is a number`
    default:
      return typeof value === 'string' && value !== '' ? undefined : `${slot.name} is a text`
  }
}

/** `«pin»`, `«pin 2»`: all that is recorded of a sensitive value. */
export const isToken = (slot: Slot, value: Value): boolean =>
  value === `«${slot.name}»` ||
  (typeof value === 'string' &&
    value.startsWith(`«${slot.name} `) &&
    /^[1-9]\d*»$/.test(value.slice(slot.name.length + 2)))

/**
 * Values of one slot that no condition of the journeys tells apart. `samples` holds the only value
 * there is, or at least two where there are many: a new value of the same kind is then possible.
 */
export interface ValueClass {
  readonly samples: readonly [Value, ...Value[]]
}

const domains = new WeakMap<Machine, Map<string, readonly ValueClass[]>>()

/**
 * The values a slot can take, as far as conditions tell them apart: every value of a choice or a
 * yes/no; for a text, number or date each tested value, numbers around each bound, and others.
 */
export function domain(machine: Machine, slot: Slot): readonly ValueClass[] {
  let known = domains.get(machine)
  if (known === undefined) {
    known = new Map()
    domains.set(machine, known)
  }
  let classes = known.get(slot.name)
  if (classes === undefined) {
    classes = classesOf(slot, testsOf(machine).get(slot.name) ?? [])
    known.set(slot.name, classes)
  }
  return classes
}

const testIndexes = new WeakMap<Machine, ReadonlyMap<string, readonly Test[]>>()

/** Every test of a slot's value in the machine's journeys, by slot. */
export function testsOf(machine: Machine): ReadonlyMap<string, readonly Test[]> {
  const made = testIndexes.get(machine)
  if (made !== undefined) return made
  const index = new Map<string, Test[]>()
  for (const journey of machine.journeys.values())
    for (const condition of conditionsOf(journey))
      for (const test of condition.flat()) {
        const tests = index.get(test.slot)
        if (tests === undefined) index.set(test.slot, [test])
        else tests.push(test)
      }
  testIndexes.set(machine, index)
  return index
}

/** Every condition of a journey, in file order. */
export const conditionsOf = (journey: Journey): readonly Condition[] =>
  journey.steps.flatMap((step) =>
    step.next.flatMap((route) => (route.when === undefined ? [] : [route.when])),
  )

function classesOf(slot: Slot, tests: readonly Test[]): readonly ValueClass[] {
  if (slot.sensitive !== undefined)
    return [{ samples: [standIn(slot, 0), standIn(slot, 1), standIn(slot, 2)] }]
  switch (slot.type) {
    case 'choice':
      return slot.values.map((choice) => ({ samples: [choice.value] as const }))
    case 'yes_no':
      return [{ samples: [true] }, { samples: [false] }]
    case 'number':
    case 'money':
      return numberClasses(tests)
    default:
      return textClasses(slot, tests)
  }
}

function textClasses(slot: Slot, tests: readonly Test[]): readonly ValueClass[] {
  const named = new Set<Value>()
  for (const test of tests)
    if (test.op === 'in' || test.op === 'not_in') for (const value of test.values) named.add(value)
  const classes: ValueClass[] = [...named].map((value) => ({ samples: [value] }))
  const others = inventDistinct(slot, named)
  const [first, ...rest] = others
  if (first !== undefined) classes.push({ samples: [first, ...rest] })
  return classes
}

/** Up to three invented values besides the named ones; fewer where a slot cannot hold so many. */
function inventDistinct(slot: Slot, named: ReadonlySet<Value>): readonly Value[] {
  const found = new Set<Value>()
  for (let nth = 0; nth < named.size + 200 && found.size < 3; nth += 1) {
    const value = standIn(slot, nth)
    if (!named.has(value)) found.add(value)
  }
  return [...found]
}

/** Each bound and tested number by itself, and the open stretches between and around them. */
function numberClasses(tests: readonly Test[]): readonly ValueClass[] {
  const points = new Set<number>()
  for (const test of tests) {
    if ('bound' in test) points.add(test.bound)
    if (test.op === 'in' || test.op === 'not_in')
      for (const value of test.values) if (typeof value === 'number') points.add(value)
  }
  const sorted = [...points].sort((a, b) => a - b)
  const [lowest] = sorted
  const highest = sorted.at(-1)
  if (lowest === undefined || highest === undefined) return [{ samples: [48, 12, 20] }]
  const classes: ValueClass[] = [{ samples: [lowest - 1, lowest - 2, lowest - 3] }]
  sorted.forEach((point, index) => {
    const previous = sorted[index - 1]
    if (previous !== undefined) {
      const gap = point - previous
      classes.push({ samples: [previous + gap / 2, previous + gap / 4, previous + (gap * 3) / 4] })
    }
    classes.push({ samples: [point] })
  })
  classes.push({ samples: [highest + 1, highest + 2, highest + 3] })
  return classes
}

const NAMES = ['Alex', 'Sam', 'Kim', 'Robin', 'Jo', 'Chris']
const DIGITS = '41229011735860294187'
const DAY = 24 * 60 * 60 * 1000

/**
 * An invented value of a slot that a person could give; another one for each `nth`, as far as the
 * slot can hold so many. A sensitive slot gives tokens: `«pin»`, `«pin 2»`.
 */
export function standIn(slot: Slot, nth = 0): Value {
  if (slot.sensitive !== undefined)
    return nth === 0 ? `«${slot.name}»` : `«${slot.name} ${nth + 1}»`
  switch (slot.type) {
    case 'choice':
      return slot.values[nth % slot.values.length]?.value ?? ''
    case 'yes_no':
      return nth % 2 === 0
    case 'number':
      return 3 + nth
    case 'money':
      return 48 + nth
    case 'digits':
      return digits(slot.length ?? 8, nth)
    case 'date':
      return new Date(Date.UTC(2026, 6, 3) + nth * DAY).toISOString().slice(0, 10)
    case 'time':
      return `${String(10 + (nth % 8)).padStart(2, '0')}:${nth < 8 ? '30' : String(nth % 60).padStart(2, '0')}`
    case 'phone':
      return `+64 21 555 0${String(100 + nth).padStart(3, '0')}`
    case 'email':
      return `${(NAMES[nth % NAMES.length] ?? '').toLowerCase()}${nth < NAMES.length ? '' : nth}@example.com`
    case 'text':
      return fitLength(inventText(slot, nth), slot.length)
  }
}

function digits(length: number, nth: number): string {
  const base = DIGITS.repeat(Math.ceil(length / DIGITS.length)).slice(0, length)
  const tail = Math.min(length, 6)
  const changed = (Number(base.slice(length - tail)) + nth) % 10 ** tail
  return base.slice(0, length - tail) + String(changed).padStart(tail, '0')
}

function inventText(slot: Slot, nth: number): string {
  const name = NAMES[nth % NAMES.length] ?? ''
  const again = nth < NAMES.length ? '' : ` ${nth}`
  if (/(^|_)(first|given)_name$/.test(slot.name)) return name + again
  if (/(^|_)name$/.test(slot.name)) return `${name} Taylor${again}`
  const words = slot.describe ?? slot.name.replaceAll('_', ' ')
  return nth === 0 ? words : `${words} ${nth + 1}`
}

const fitLength = (text: string, length: number | undefined): string =>
  length === undefined ? text : text.slice(-length).padStart(length, 'x')
