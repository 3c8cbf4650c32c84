// What is followed along the supergraph: the states of a few chosen slots and of at most one
// promise, as small numbers. Everything else is left open, so a search here finds at least all that
// can happen; following more slots makes it find less.
import {
  domain,
  type Machine,
  passes,
  standIn,
  testsOf,
  type ValueClass,
} from '../../engine/index.ts'
import type { Condition, PromiseStep, Slot, Test, Value } from '../../model/index.ts'
import { CHANNELS, type Change, type Guard } from './supergraph.ts'

/** The followed part of a state: a number for each slot, then one for the promise. */
export type Vector = readonly number[]

/** What a number of a slot stands for. */
export interface SlotState {
  /** Index of the value class; -1 without a value. */
  readonly valueClass: number
  readonly told: boolean
  /** The value came from the organisation or an action. */
  readonly fromRecords: boolean
  /** What the organisation holds: not settled yet, nothing, or a class. */
  readonly given: 'open' | 'nothing' | number
}

export interface Space {
  readonly machine: Machine
  /** Names of the slots followed; `channel` may be among them. */
  readonly slots: readonly string[]
  /** Whether slots are followed because conditions stood in the way. */
  readonly refined: boolean
  /** How conversations can begin: one, or one for each thing the organisation may hold. */
  readonly initials: readonly Vector[]
  /** A key that two vectors share only if they are equal. */
  keyOf(vector: Vector): number | string
  /** True, false, or undefined where it depends on what is not followed. */
  decide(condition: Condition, vector: Vector): boolean | undefined
  /** All vectors that changes can lead to. */
  after(changes: readonly Change[], vector: Vector): readonly Vector[]
  slotState(slot: string, vector: Vector): SlotState | undefined
  promise(vector: Vector): { readonly made: boolean; readonly kept: boolean }
}

/** What to follow. `deep` slots also keep whether they were told and where the value came from. */
export interface Following {
  readonly deep: readonly string[]
  readonly shallow: readonly string[]
  readonly promise?: PromiseStep
  /**
   * What the organisation holds is settled at the start. Otherwise it is settled when first needed:
   * fewer states, and as good where the question is what can happen, not what cannot any more.
   */
  readonly settled?: boolean
}

const NO_CLASS = -1

interface Track {
  readonly name: string
  readonly deep: boolean
  readonly classes: readonly ValueClass[]
  readonly transient: boolean
  readonly standInClass: number
  /** Whether some journey knows it. */
  readonly known: boolean
  /** Whether some journey only sometimes knows it: then nothing may be held at all. */
  readonly sometimes: boolean
}

/**
 * Value classes of a slot as far as the conditions of these journeys tell them apart: of a choice
 * that is tested only for one value, all others are one class. Those of `channel` are the channels.
 */
export function classesOf(machine: Machine, name: string): readonly ValueClass[] {
  let made = classTables.get(machine)
  if (made === undefined) {
    made = new Map()
    classTables.set(machine, made)
  }
  let classes = made.get(name)
  if (classes === undefined) {
    const slot = machine.slots.get(name)
    if (name === 'channel') classes = CHANNELS.map((channel) => ({ samples: [channel] as const }))
    else classes = slot === undefined ? [] : joined(machine, name, domain(machine, slot))
    made.set(name, classes)
  }
  return classes
}

const classTables = new WeakMap<Machine, Map<string, readonly ValueClass[]>>()

/** Classes on which every test comes out the same become one. */
function joined(
  machine: Machine,
  name: string,
  classes: readonly ValueClass[],
): readonly ValueClass[] {
  const tests = testsOf(machine).get(name) ?? []
  const byVerdicts = new Map<string, Value[]>()
  for (const { samples } of classes) {
    const verdicts = tests.map((test) => (passes(test, samples[0]) ? '1' : '0')).join('')
    const same = byVerdicts.get(verdicts)
    if (same === undefined) byVerdicts.set(verdicts, [...samples])
    else same.push(...samples)
  }
  return [...byVerdicts.values()].map((samples) => ({ samples: samples as [Value, ...Value[]] }))
}

/** Which class a value belongs to: the one on which every test comes out as on the value. */
export function classOf(machine: Machine, name: string, value: Value): number {
  const classes = classesOf(machine, name)
  const exact = classes.findIndex(({ samples }) => samples.includes(value))
  if (exact >= 0) return exact
  const tests = testsOf(machine).get(name) ?? []
  return classes.findIndex(({ samples }) =>
    tests.every((test) => passes(test, samples[0]) === passes(test, value)),
  )
}

const trackOf = (machine: Machine, name: string, deep: boolean): Track => {
  const classes = classesOf(machine, name)
  const slot: Slot | undefined = machine.slots.get(name)
  const journeys = [...machine.journeys.values()]
  return {
    name,
    deep,
    classes,
    transient: slot?.transient ?? false,
    standInClass: slot === undefined ? NO_CLASS : classOf(machine, name, standIn(slot)),
    known: journeys.some(({ known }) => known.includes(name)),
    sometimes: journeys.some(({ sometimesKnown }) => sometimesKnown.includes(name)),
  }
}

const testTables = new WeakMap<Machine, Map<Test, readonly boolean[]>>()

/** Whether a test holds without a value (index 0) and for each class (index + 1). */
export function testTable(machine: Machine, test: Test): readonly boolean[] {
  let tables = testTables.get(machine)
  if (tables === undefined) {
    tables = new Map()
    testTables.set(machine, tables)
  }
  let table = tables.get(test)
  if (table === undefined) {
    const classes = classesOf(machine, test.slot)
    table = [passes(test, undefined), ...classes.map(({ samples }) => passes(test, samples[0]))]
    tables.set(test, table)
  }
  return table
}

export function createSpace(machine: Machine, following: Following): Space {
  const { deep, shallow, promise } = following
  const tracks = [
    ...deep.map((name) => trackOf(machine, name, true)),
    ...shallow.filter((name) => !deep.includes(name)).map((name) => trackOf(machine, name, false)),
  ]
  const indexOf = new Map(tracks.map(({ name }, index) => [name, index]))
  const promiseAt = tracks.length
  const radixes = [...tracks.map((track) => stateCount(track)), 4]
  const fits = radixes.reduce((product, radix) => product * radix, 1) < Number.MAX_SAFE_INTEGER

  const one = (vector: Vector, index: number, codes: readonly number[]): readonly Vector[] =>
    codes.map((code) => (vector[index] === code ? vector : vector.with(index, code)))

  const withPromise = (vector: Vector, bit: number): readonly Vector[] =>
    one(vector, promiseAt, [(vector[promiseAt] ?? 0) | bit])

  const change = (made: Change, vector: Vector): readonly Vector[] => {
    switch (made.do) {
      case 'promise':
        return made.step === promise ? withPromise(vector, 1) : [vector]
      case 'fulfil':
        return made.promise === promise?.promise ? withPromise(vector, 2) : [vector]
      case 'pass_promises':
        return promise !== undefined && passesOn(made.passes, 'promises', promise.promise)
          ? withPromise(vector, 2)
          : [vector]
      case 'leave_behind': {
        let left = vector
        for (const [index, track] of tracks.entries())
          if (track.name !== 'channel' && !passesOn(made.passes, 'slots', track.name))
            left = one(left, index, [dropped(track, left[index] ?? 0)])[0] ?? left
        return [left]
      }
      case 'channel': {
        const index = indexOf.get('channel')
        return index === undefined
          ? [vector]
          : one(vector, index, [
              encode(tracks[index] as Track, {
                valueClass: CHANNELS.indexOf(made.channel),
                told: false,
                fromRecords: false,
                given: 'open',
              }),
            ])
      }
      default: {
        const index = indexOf.get(made.slot)
        const track = index === undefined ? undefined : tracks[index]
        if (index === undefined || track === undefined) return [vector]
        const before = decode(track, vector[index] ?? 0)
        const codes = new Set(changed(track, made.do, before).map((state) => encode(track, state)))
        return one(vector, index, [...codes])
      }
    }
  }

  return {
    machine,
    slots: tracks.map(({ name }) => name),
    refined: shallow.length > 0,
    initials: initialsOf(tracks, following.settled === true),
    keyOf(vector) {
      if (!fits) return vector.join()
      let key = 0
      for (const [index, code] of vector.entries()) key = key * (radixes[index] ?? 1) + code
      return key
    },
    decide(condition, vector) {
      let open = false
      for (const group of condition) {
        const verdict = decideGroup(group, vector)
        if (verdict === true) return true
        if (verdict === undefined) open = true
      }
      return open ? undefined : false

      function decideGroup(tests: readonly Test[], at: Vector): boolean | undefined {
        let unsure = false
        for (const test of tests) {
          const index = indexOf.get(test.slot)
          const track = index === undefined ? undefined : tracks[index]
          if (index === undefined || track === undefined) {
            unsure = true
            continue
          }
          const { valueClass } = decode(track, at[index] ?? 0)
          if (testTable(machine, test)[valueClass + 1] !== true) return false
        }
        return unsure ? undefined : true
      }
    },
    after(changes, vector) {
      let vectors: readonly Vector[] = [vector]
      for (const made of changes)
        if (isFollowed(made, indexOf, promise))
          vectors =
            vectors.length === 1 && vectors[0] !== undefined
              ? change(made, vectors[0])
              : vectors.flatMap((at) => change(made, at))
      return vectors
    },
    slotState(slot, vector) {
      const index = indexOf.get(slot)
      const track = index === undefined ? undefined : tracks[index]
      return index === undefined || track === undefined
        ? undefined
        : decode(track, vector[index] ?? 0)
    },
    promise(vector) {
      const bits = vector[promiseAt] ?? 0
      return { made: (bits & 1) !== 0, kept: (bits & 2) !== 0 }
    },
  }
}

/** Nothing has a value yet; a followed slot that is held on record may be held in any way. */
function initialsOf(tracks: readonly Track[], settled: boolean): readonly Vector[] {
  let vectors: readonly Vector[] = [[]]
  for (const track of tracks) {
    const codes = givensOf(track, settled).map((given) =>
      encode(track, { valueClass: NO_CLASS, told: false, fromRecords: false, given }),
    )
    vectors = vectors.flatMap((vector) => codes.map((code) => [...vector, code]))
  }
  return vectors.map((vector) => [...vector, 0])
}

function givensOf(track: Track, settled: boolean): readonly SlotState['given'][] {
  if (!settled || (!track.known && !track.sometimes)) return ['open']
  const classes = track.classes.map((_, index) => index)
  return track.sometimes ? ['nothing', ...classes] : classes
}

function isFollowed(
  made: Change,
  indexOf: ReadonlyMap<string, number>,
  promise: PromiseStep | undefined,
): boolean {
  switch (made.do) {
    case 'promise':
    case 'fulfil':
    case 'pass_promises':
      return promise !== undefined
    case 'leave_behind':
      return indexOf.size > 0
    case 'channel':
      return indexOf.has('channel')
    default:
      return indexOf.has(made.slot)
  }
}

/** The guards that a space leaves open on a vector; undefined where one of them is refuted. */
export function openGuards(
  space: Space,
  guards: readonly Guard[],
  vector: Vector,
): readonly Guard[] | undefined {
  let open: Guard[] | undefined
  for (const guard of guards) {
    const verdict = space.decide(guard.condition, vector)
    if (verdict === undefined) {
      open ??= []
      open.push(guard)
    } else if (verdict !== guard.is) return undefined
  }
  return open ?? []
}

export const passesOn = (
  passed: 'all' | { readonly slots: readonly string[]; readonly promises: readonly string[] },
  kind: 'slots' | 'promises',
  name: string,
): boolean => passed === 'all' || passed[kind].includes(name)

const stateCount = ({ classes }: Track): number => (classes.length + 2) * (classes.length + 1) * 4

function encode(track: Track, state: SlotState): number {
  const count = track.classes.length
  const given = state.given === 'open' ? 0 : state.given === 'nothing' ? 1 : state.given + 2
  const told = track.deep && state.told ? 1 : 0
  const fromRecords = track.deep && state.fromRecords && state.valueClass >= 0 ? 1 : 0
  return ((given * (count + 1) + state.valueClass + 1) * 2 + told) * 2 + fromRecords
}

function decode({ classes }: Track, code: number): SlotState {
  const count = classes.length + 1
  const fromRecords = (code & 1) === 1
  const told = (code & 2) === 2
  const rest = code >> 2
  const given = Math.floor(rest / count)
  return {
    valueClass: (rest % count) - 1,
    told,
    fromRecords,
    given: given === 0 ? 'open' : given === 1 ? 'nothing' : given - 2,
  }
}

/** Lost by a `continue_in`: the value goes, that it was told stays. */
const dropped = (track: Track, code: number): number =>
  encode(track, { ...decode(track, code), valueClass: NO_CLASS, fromRecords: false })

/** What a change can make of a slot. */
function changed(
  track: Track,
  what: Exclude<Change['do'], 'channel' | 'promise' | 'fulfil' | 'pass_promises' | 'leave_behind'>,
  before: SlotState,
): readonly SlotState[] {
  const every = track.classes.map((_, index) => index)
  const hasMany = (valueClass: number) => (track.classes[valueClass]?.samples.length ?? 0) > 1
  switch (what) {
    case 'forget':
      return [{ ...before, valueClass: NO_CLASS, told: false, fromRecords: false }]
    case 'untell':
      return [{ ...before, told: false }]
    case 'confirm':
      return [before]
    case 'known':
    case 'sometimes_known':
      return fromOrganisation(track, what, before, every)
    case 'volunteer':
    case 'correct': {
      const told = what === 'correct' && !track.transient ? true : before.told
      return every
        .filter((valueClass) => valueClass !== before.valueClass || hasMany(valueClass))
        .map((valueClass) => ({ ...before, valueClass, told, fromRecords: false }))
    }
    case 'answer':
    case 'learn': {
      const fromRecords = what === 'learn'
      const told = what === 'answer' && !track.transient ? true : before.told
      return every.flatMap((valueClass) => {
        // A value that the slot already has is nothing new: where it came from stays.
        const same = { ...before, told }
        const fresh = { ...before, valueClass, told, fromRecords }
        if (valueClass !== before.valueClass) return [fresh]
        return hasMany(valueClass) ? [same, fresh] : [same]
      })
    }
  }
}

function fromOrganisation(
  track: Track,
  what: 'known' | 'sometimes_known',
  before: SlotState,
  every: readonly number[],
): readonly SlotState[] {
  if (before.valueClass !== NO_CLASS) return [before]
  const fill = (valueClass: number, given: SlotState['given']): SlotState => ({
    ...before,
    valueClass,
    given,
    fromRecords: true,
  })
  if (typeof before.given === 'number') return [fill(before.given, before.given)]
  if (before.given === 'nothing')
    return what === 'known' ? [fill(track.standInClass, 'nothing')] : [before]
  const held = every.map((valueClass) => fill(valueClass, valueClass))
  if (what === 'sometimes_known') return [{ ...before, given: 'nothing' }, ...held]
  return track.sometimes ? [...held, fill(track.standInClass, 'nothing')] : held
}
