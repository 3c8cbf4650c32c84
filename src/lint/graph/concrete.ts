// From a path of the analysis to inputs of the engine: finds values for everything the path leaves
// open, so that each condition on the way comes out as the path needs it, or says which slots would
// have to be followed to settle it.
import { heard, type Input, passes, sayValue, standIn } from '../../engine/index.ts'
import type { Channel, Condition, Test, Value } from '../../model/index.ts'
import type { Sight, Stride } from './search.ts'
import { classesOf, classOf, passesOn, type Space, testTable } from './space.ts'
import type { Change, Guard, Place, Supergraph } from './supergraph.ts'

/** A conversation to run: how it starts, and what is put in. */
export interface Script {
  readonly journey: string
  readonly channel: Channel
  readonly given: Readonly<Record<string, Value>>
  readonly inputs: readonly Input[]
}

export type Concretion =
  | { readonly script: Script }
  /** The path cannot be taken as it is, or not without following these slots. */
  | { readonly follow: readonly string[] }

const NONE = -1

/** A value of the conversation that is not chosen yet. */
interface Unknown {
  readonly slot: string
  /** Classes it may still be of; -1 for no value at all. */
  options: readonly number[]
  readonly fixed?: Value
  /** Must be the same value as this one, or another. */
  readonly relation?: { readonly to: Unknown; readonly is: 'same' | 'other' }
}

/** What is put in, with values to be chosen. */
type Draft =
  | { readonly kind: 'heard'; readonly fills: ReadonlyMap<string, Unknown> }
  | {
      readonly kind: 'did'
      readonly action: string
      readonly outcome: string
      readonly learned: ReadonlyMap<string, Unknown>
    }
  | { readonly kind: 'ready'; readonly input: Input }

interface Writing {
  readonly graph: Supergraph
  readonly space: Space
  /** A slot without an entry has no value. */
  readonly values: Map<string, Unknown>
  readonly given: Map<string, Unknown | 'nothing'>
  readonly made: Unknown[]
  readonly drafts: Draft[]
  /** What the utterance under way has told so far. */
  telling: Map<string, Unknown>
  channel: Channel
}

/** Chooses values for a path. Linear in its length times the size of its conditions. */
export function concretise(graph: Supergraph, space: Space, sight: Sight): Concretion {
  const [first] = sight.path
  const move = first?.way.move
  if (first === undefined || move?.by !== 'start') return { follow: [] }
  const writing: Writing = {
    graph,
    space,
    values: new Map(),
    given: new Map(),
    made: [],
    drafts: [],
    telling: new Map(),
    channel: move.channel,
  }
  let before = sight.path[0]?.after ?? []
  let stuck: readonly string[] | undefined
  for (const [index, stride] of sight.path.entries()) {
    const isLast = index === sight.path.length - 1
    const needs = isLast ? sight.sighting.needs : undefined
    for (const guard of [...stride.way.guards, ...(needs === undefined ? [] : [needs])]) {
      // The condition nearest to the defect is the one that most likely rules it out.
      stuck = satisfy(writing, guard) ?? stuck
    }
    write(writing, stride, before)
    before = stride.after
  }
  return stuck === undefined
    ? { script: settle(writing, move.journey, move.channel) }
    : { follow: stuck }
}

// ── Conditions ───────────────────────────────────────────────────────────────────────────────

/** Narrows the open values so that the guard comes out right; else names the slots in its way. */
function satisfy(writing: Writing, guard: Guard): readonly string[] | undefined {
  const settled = guard.is
    ? guard.condition.some((group) => narrowAll(writing, group))
    : guard.condition.every((group) => narrowOne(writing, group))
  return settled ? undefined : slotsOf(guard.condition)
}

const slotsOf = (condition: Condition): readonly string[] => [
  ...new Set(condition.flat().map(({ slot }) => slot)),
]

/** Makes every test hold, or changes nothing. */
function narrowAll(writing: Writing, group: readonly Test[]): boolean {
  const narrowed = new Map<Unknown, readonly number[]>()
  for (const test of group) {
    const outcome = optionsWhere(writing, test, true, narrowed)
    if (outcome === false) return false
    if (outcome !== true) narrowed.set(outcome.unknown, outcome.options)
  }
  for (const [unknown, options] of narrowed) unknown.options = options
  return true
}

/** Makes some test fail, one that fails anyhow if there is one. */
function narrowOne(writing: Writing, group: readonly Test[]): boolean {
  let choice: { readonly unknown: Unknown; readonly options: readonly number[] } | undefined
  for (const test of group) {
    const outcome = optionsWhere(writing, test, false, new Map())
    if (outcome === true) return true
    if (outcome === false) continue
    if (outcome.options.length === outcome.unknown.options.length) return true
    choice ??= outcome
  }
  if (choice === undefined) return false
  choice.unknown.options = choice.options
  return true
}

/** Whether a test comes out as wanted: settled, or for which options of an open value. */
function optionsWhere(
  writing: Writing,
  test: Test,
  wanted: boolean,
  narrowed: ReadonlyMap<Unknown, readonly number[]>,
): boolean | { readonly unknown: Unknown; readonly options: readonly number[] } {
  if (test.slot === 'channel') return passes(test, writing.channel) === wanted
  const unknown = writing.values.get(test.slot)
  if (unknown === undefined) return passes(test, undefined) === wanted
  const table = testTable(writing.space.machine, test)
  const options = (narrowed.get(unknown) ?? unknown.options).filter(
    (option) => table[option + 1] === wanted,
  )
  return options.length === 0 ? false : { unknown, options }
}

// ── Strides ──────────────────────────────────────────────────────────────────────────────────

function write(writing: Writing, stride: Stride, before: Stride['after']): void {
  const { way } = stride
  const place = writing.graph.places[way.from]
  const learned = new Map<string, Unknown>()
  for (const change of way.changes) {
    const unknown = apply(writing, change, stride, before)
    if (unknown === undefined) continue
    if (change.do === 'learn') learned.set(unknown.slot, unknown)
    else if (change.do === 'answer' || change.do === 'volunteer' || change.do === 'correct')
      writing.telling.set(unknown.slot, unknown)
  }
  const { move } = way
  if (move === undefined || place === undefined || place.at === 'start') return
  switch (move.by) {
    case 'start':
    case 'tell':
      return
    case 'answer':
    case 'tell_alone':
      writing.drafts.push({ kind: 'heard', fills: writing.telling })
      writing.telling = new Map()
      return
    case 'yes':
    case 'no':
      ready(writing, heard(move.by, move.by))
      return
    case 'unable':
      ready(writing, heard("I can't answer that", 'unable'))
      return
    case 'fail':
      for (let time = 0; time < move.times; time += 1)
        ready(writing, heard(move.why === 'no_input' ? '' : '…', move.why))
      return
    case 'intent':
      ready(writing, heard(exampleOf(place, move.intent), { intent: move.intent }))
      return
    case 'outcome':
      if (place.step.kind === 'do')
        writing.drafts.push({
          kind: 'did',
          action: place.step.action,
          outcome: move.outcome,
          learned,
        })
      return
    case 'availability':
      if (place.step.kind === 'handoff')
        ready(writing, { type: 'availability', team: place.step.team, is: move.is })
  }
}

const ready = (writing: Writing, input: Input) => {
  writing.drafts.push({ kind: 'ready', input })
}

function exampleOf(place: Exclude<Place, { at: 'start' }>, name: string): string {
  for (let at: typeof place.context | undefined = place.context; at; at = at.caller?.context) {
    const found = at.journey.globalIntents.find(({ intent }) => intent === name)
    if (found !== undefined) return found.examples[0] ?? name
  }
  return name
}

/** Does a change; gives the value that it brings in, if it does. */
function apply(
  writing: Writing,
  change: Change,
  stride: Stride,
  before: Stride['after'],
): Unknown | undefined {
  switch (change.do) {
    case 'channel':
      writing.channel = change.channel
      return undefined
    case 'leave_behind':
      for (const slot of writing.values.keys())
        if (!passesOn(change.passes, 'slots', slot)) writing.values.delete(slot)
      return undefined
    case 'forget':
      writing.values.delete(change.slot)
      return undefined
    case 'known':
    case 'sometimes_known':
      arrive(writing, change.slot, change.do, stride)
      return undefined
    case 'answer':
    case 'learn':
    case 'volunteer':
    case 'correct': {
      const unknown = bringIn(writing, change.do, change.slot, stride, before)
      writing.values.set(change.slot, unknown)
      return unknown
    }
    default:
      return undefined
  }
}

/** All classes of a slot, or the one that is followed. */
function optionsAfter(writing: Writing, slot: string, stride: Stride): readonly number[] {
  const followed = writing.space.slotState(slot, stride.after)
  if (followed !== undefined && followed.valueClass !== NONE) return [followed.valueClass]
  return classesOf(writing.space.machine, slot).map((_, index) => index)
}

function bringIn(
  writing: Writing,
  by: 'answer' | 'learn' | 'volunteer' | 'correct',
  slot: string,
  stride: Stride,
  before: Stride['after'],
): Unknown {
  const previous = writing.values.get(slot)
  const relation =
    previous === undefined ? undefined : relationOf(writing, by, slot, stride, before)
  const unknown: Unknown = {
    slot,
    options: optionsAfter(writing, slot, stride),
    ...(previous === undefined || relation === undefined
      ? {}
      : { relation: { to: previous, is: relation } }),
  }
  writing.made.push(unknown)
  return unknown
}

/** Where a slot is followed closely, whether the value must be the one it has, or another. */
function relationOf(
  writing: Writing,
  by: 'answer' | 'learn' | 'volunteer' | 'correct',
  slot: string,
  stride: Stride,
  before: Stride['after'],
): 'same' | 'other' | undefined {
  if (by === 'volunteer' || by === 'correct') return 'other'
  const was = writing.space.slotState(slot, before)
  const is = writing.space.slotState(slot, stride.after)
  if (was === undefined || is === undefined || was.valueClass !== is.valueClass) return undefined
  const fresh = by === 'learn'
  if (was.fromRecords === fresh) return undefined
  return is.fromRecords === was.fromRecords ? 'same' : 'other'
}

/** A journey is entered that knows a slot, for sure or sometimes. */
function arrive(
  writing: Writing,
  slot: string,
  how: 'known' | 'sometimes_known',
  stride: Stride,
): void {
  const present = writing.values.get(slot)
  if (present !== undefined) {
    if (!present.options.includes(NONE)) return
    if (present.options.length > 1) {
      present.options = present.options.filter((option) => option !== NONE)
      return
    }
    writing.values.delete(slot)
  }
  const given = writing.given.get(slot) ?? settleGiven(writing, slot, how, stride)
  if (given !== 'nothing') {
    writing.values.set(slot, given)
    return
  }
  const declared = writing.space.machine.slots.get(slot)
  if (how === 'sometimes_known' || declared === undefined) return
  const value = standIn(declared)
  const index = classOf(writing.space.machine, slot, value)
  writing.values.set(slot, { slot, options: [index], fixed: value })
}

function settleGiven(
  writing: Writing,
  slot: string,
  how: 'known' | 'sometimes_known',
  stride: Stride,
): Unknown | 'nothing' {
  const followed = writing.space.slotState(slot, stride.after)
  const all = classesOf(writing.space.machine, slot).map((_, index) => index)
  let given: Unknown | 'nothing'
  if (followed?.given === 'nothing') given = 'nothing'
  else if (typeof followed?.given === 'number') given = { slot, options: [followed.given] }
  else given = { slot, options: how === 'sometimes_known' ? [...all, NONE] : all }
  if (given !== 'nothing') writing.made.push(given)
  writing.given.set(slot, given)
  return given
}

// ── Choosing ─────────────────────────────────────────────────────────────────────────────────

function settle(writing: Writing, journey: string, channel: Channel): Script {
  const chosen = new Map<Unknown, Value | undefined>()
  for (const unknown of writing.made) chosen.set(unknown, choose(writing, unknown, chosen))
  const valuesOf = (unknowns: ReadonlyMap<string, Unknown>) =>
    Object.fromEntries(
      [...unknowns].flatMap(([slot, unknown]) => {
        const value = chosen.get(unknown)
        return value === undefined ? [] : [[slot, value] as const]
      }),
    )
  const given = new Map<string, Unknown>()
  for (const [slot, unknown] of writing.given) if (unknown !== 'nothing') given.set(slot, unknown)
  return {
    journey,
    channel,
    given: valuesOf(given),
    inputs: writing.drafts.map((draft) => inputOf(draft)),
  }

  function inputOf(draft: Draft): Input {
    switch (draft.kind) {
      case 'ready':
        return draft.input
      case 'heard': {
        const fills = valuesOf(draft.fills)
        const words = Object.entries(fills).map(([name, value]) => {
          const slot = writing.space.machine.slots.get(name)
          return slot === undefined ? String(value) : sayValue(slot, value)
        })
        return heard(words.join(', '), { fills })
      }
      case 'did': {
        const { action, outcome } = draft
        const learned = valuesOf(draft.learned)
        return { type: 'did', action, outcome, ...(draft.learned.size === 0 ? {} : { learned }) }
      }
    }
  }
}

function choose(
  writing: Writing,
  unknown: Unknown,
  chosen: ReadonlyMap<Unknown, Value | undefined>,
): Value | undefined {
  if (unknown.fixed !== undefined) return unknown.fixed
  const { relation } = unknown
  const other = relation === undefined ? undefined : (relation.to.fixed ?? chosen.get(relation.to))
  if (relation?.is === 'same') return other
  const classes = classesOf(writing.space.machine, unknown.slot)
  const samples = unknown.options.flatMap((option) => classes[option]?.samples ?? [])
  return samples.find((value) => value !== other)
}
