// Tests a rule by examples: journeys it must leave alone, and journeys in which it must find just
// what is stated, where it is stated, with a conversation that really leads there.
import { describe, expect, test } from 'vitest'
import { createMachine, type EngineEvent, replay, type Situation } from '../../src/engine/index.ts'
import { type Finding, lintProject, rules } from '../../src/lint/index.ts'
import { loadTexts, type Project } from '../../src/model/index.ts'

/** A journey, or several files by path. A journey that does not begin with `journey:` gets the head below. */
type Code = string | Readonly<Record<string, string>>

export interface Valid {
  readonly name: string
  readonly code: Code
}

export interface Invalid extends Valid {
  /** In order of file and line. */
  readonly errors: readonly [Expected, ...Expected[]]
}

export interface Expected {
  readonly message: string
  /** `a` where there is one journey only. */
  readonly journey?: string
  readonly step?: string
  readonly slot?: string
  /**
   * Which `⟦marked⟧` piece of the code is the finding's place, counted from 1 in order of files
   * and lines. The first finding stands at the first mark, and so on, where nothing is said.
   */
  readonly mark?: number
  /** The steps of the witness, in order, each as often as it was entered. */
  readonly way?: readonly string[]
  /** Other ways that lead to the same defect. */
  readonly also?: number
}

const HEAD = 'journey: a\ntitle: A\nchannels: [chat]\n'

const OPEN = '⟦'
const CLOSE = '⟧'

/** Registers a test for every case. Cases of the same name or the same code are refused. */
export function testRule(
  id: string,
  cases: { readonly valid: readonly Valid[]; readonly invalid: readonly Invalid[] },
): void {
  refuseDuplicates([...cases.valid, ...cases.invalid])
  describe(id, () => {
    describe('valid', () => {
      for (const one of cases.valid) test(one.name, () => checkValid(id, one))
    })
    describe('invalid', () => {
      for (const one of cases.invalid) test(one.name, () => checkInvalid(id, one))
    })
  })
}

export function refuseDuplicates(cases: readonly Valid[]): void {
  const seen = new Map<string, string>()
  for (const { name, code } of cases)
    for (const key of [`name ${name}`, `code ${JSON.stringify(filesOf(code))}`]) {
      const other = seen.get(key)
      if (other !== undefined) throw new Error(`“${name}” repeats the case “${other}”`)
      seen.set(key, name)
    }
}

export function checkValid(id: string, { code }: Valid): void {
  const { project, marks } = load(code)
  expect(marks, 'a valid case marks nothing').toEqual([])
  expect(findingsOf(id, project).map(({ message, step }) => ({ message, step }))).toEqual([])
}

export function checkInvalid(id: string, { code, errors }: Invalid): void {
  const { project, marks } = load(code)
  const findings = findingsOf(id, project)
  expect(findings.map(shown)).toEqual(
    errors.map(({ message, journey = 'a', step, slot, mark }, index) => {
      const place = marks[(mark ?? index + 1) - 1]
      if (place === undefined) throw new Error(`there is no mark for “${message}”`)
      return { message, journey, step, slot, place }
    }),
  )
  const used = new Set(errors.map(({ mark }, index) => mark ?? index + 1))
  expect(used.size, 'every mark is the place of a finding').toBe(marks.length)
  for (const [index, finding] of findings.entries()) {
    checkWitness(project, finding)
    const { way, also } = errors[index] as Expected
    if (way !== undefined) expect(stepsOf(finding.witness ?? [])).toEqual(way)
    if (also !== undefined) expect(finding.also ?? 0).toBe(also)
  }
}

/** A path finding has a witness, which the engine can run, and which ends at the defect. */
export function checkWitness(project: Project, finding: Finding): void {
  const isOver = WITNESS_ENDS[finding.rule]
  if (isOver === undefined) {
    expect(finding.witness, `${finding.rule} needs no witness`).toBeUndefined()
    return
  }
  expect(finding.confirmed, 'the engine has run the witness').toBe(true)
  const witness = finding.witness ?? []
  const { state, problem } = replay(createMachine(project), witness)
  expect(problem).toBeUndefined()
  const last = lastMoment(witness)
  expect(
    state !== undefined && isOver(finding, { situation: state.situation, last, all: witness }),
    `the witness ends at the defect, not with ${JSON.stringify(last)}`,
  ).toBe(true)
}

/** Where a witness comes to. */
interface Arrival {
  readonly situation: Situation
  /** What follows from the last input. */
  readonly last: readonly EngineEvent[]
  readonly all: readonly EngineEvent[]
}

const isAt = (
  { journey, step }: Finding,
  place: { readonly journey?: string; readonly step?: string } | undefined,
): boolean => place !== undefined && place.step === step && place.journey === journey

/** The customer has just come to the step and is being asked. */
const isAsking = (finding: Finding, { situation, last }: Arrival): boolean => {
  const came = last.findLast((event) => event.type === 'entered')
  return situation.waitsFor === 'customer' && isAt(finding, came) && came?.skipped !== true
}

/** Of each rule about paths: whether the last moment of a witness is the defect. */
const WITNESS_ENDS: Readonly<Record<string, (finding: Finding, to: Arrival) => boolean>> = {
  'repeated-ask': isAsking,
  'ask-known': isAsking,
  'dead-end': (finding, { situation }) =>
    situation.ended === 'dead_end' && isAt(finding, situation.stack.at(-1)),
  'unset-value-in-text': (finding, { last }) => {
    const said = last.at(-1)
    return (
      said?.type === 'said' &&
      said.text.includes(`{${finding.slot}}`) &&
      (finding.step === undefined ? said.intent !== undefined : isAt(finding, said))
    )
  },
  'broken-promise': (finding, { situation, all }) =>
    ['resolved', 'unresolved', 'handed_off'].includes(situation.ended ?? '') &&
    all.some((event) => event.type === 'promised' && isAt(finding, event)),
  'no-way-to-a-person': (finding, { situation }) =>
    situation.waitsFor === 'customer' && isAt(finding, situation.stack.at(-1)),
}

/** What follows from the last input, the start of the conversation being one. */
function lastMoment(events: readonly EngineEvent[]): readonly EngineEvent[] {
  const from = events.findLastIndex(
    ({ type }) => type === 'heard' || type === 'did' || type === 'availability',
  )
  return events.slice(Math.max(from, 0))
}

const stepsOf = (events: readonly EngineEvent[]): readonly string[] =>
  events.flatMap((event) => (event.type === 'entered' ? [event.step] : []))

function shown({ message, journey, step, slot, file, range }: Finding) {
  const { start, end } = range
  const place = `${file}:${start.line}:${start.column}-${end.line}:${end.column}`
  return { message, journey, step, slot, place }
}

const findingsOf = (id: string, project: Project): readonly Finding[] => {
  if (!rules.some(({ meta }) => meta.id === id)) throw new Error(`there is no rule ${id}`)
  return lintProject(project, { preset: 'all' }).findings.filter(({ rule }) => rule === id)
}

/** Loads a case; a case with a mistake in it proves nothing. */
function load(code: Code): { readonly project: Project; readonly marks: readonly string[] } {
  const files = filesOf(code)
  const marks = Object.keys(files)
    .sort()
    .flatMap((path) => marksOf(`/${path}`, files[path] ?? ''))
  const project = loadTexts(
    Object.fromEntries(
      Object.entries(files).map(([path, text]) => [path, text.replaceAll(/[⟦⟧]/g, '')]),
    ),
  )
  expect(
    project.diagnostics.map(({ message, range }) => `${range.start.line}: ${message}`),
    'the case loads without problems',
  ).toEqual([])
  return { project, marks }
}

const filesOf = (code: Code): Readonly<Record<string, string>> => {
  if (typeof code !== 'string') return code
  const text = code.replace(/^\n/, '')
  return { 'journeys/a.yaml': text.startsWith('journey:') ? text : `${HEAD}${text}` }
}

/** The marked places as `file:line:column-line:column`, without the marks themselves. */
function marksOf(path: string, text: string): readonly string[] {
  const places: string[] = []
  let line = 1
  let column = 1
  let start = ''
  for (const character of text) {
    if (character === OPEN) start = `${line}:${column}`
    else if (character === CLOSE) places.push(`${path}:${start}-${line}:${column}`)
    else if (character === '\n') {
      line += 1
      column = 1
    } else column += character.length
  }
  return places
}
