// The examples a newcomer plays first: they load, lint clean and go as their scenarios say; the
// flawed ones show the one thing they are named after.
import { readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import type { EngineEvent } from '../../src/engine/index.ts'
import { type LintResult, lintProject } from '../../src/lint/index.ts'
import { loadProject, type Project, type Scenario } from '../../src/model/index.ts'
import { playScenario } from './play-scenario.ts'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const FLAWED = join(ROOT, 'examples', 'flawed')

const yamlIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml') && name !== 'tableread.config.yaml')
    .map((name) => basename(name, '.yaml'))
    .sort()

async function load(folder: string): Promise<Project> {
  const [loaded, ...others] = await loadProject({ cwd: folder })
  if (loaded === undefined || others.length > 0) throw new Error('one project was meant')
  return loaded.project
}

describe('the examples', () => {
  let project: Project
  let result: LintResult
  beforeAll(async () => {
    project = await load(ROOT)
    result = lintProject(project)
  })

  test('load without a diagnostic', () => {
    expect(project.diagnostics.map(({ file, message }) => `${basename(file)}: ${message}`)).toEqual(
      [],
    )
    expect([...project.journeys.keys()]).toEqual(yamlIn(join(ROOT, 'journeys')))
    expect([...project.personas.keys()].sort()).toEqual(yamlIn(join(ROOT, 'personas')))
    expect(project.scenarios).toHaveLength(yamlIn(join(ROOT, 'scenarios')).length)
  })

  test('lint clean', () => {
    expect(result.rules).toBeGreaterThanOrEqual(9)
    expect(result.skipped).toEqual([])
    expect(
      result.findings.map(({ rule, journey, step, message }) =>
        [rule, journey, step, message].join(' · '),
      ),
    ).toEqual([])
  })

  test('have a persona and a scenario for every journey where a conversation starts', () => {
    for (const id of project.entries) {
      expect(project.journeys.get(id)?.personas, id).not.toEqual([])
      expect(
        project.scenarios.filter(({ journey }) => journey === id),
        id,
      ).not.toEqual([])
    }
    for (const id of project.personas.keys())
      expect(
        project.scenarios.filter(({ persona }) => persona === id),
        id,
      ).not.toEqual([])
  })

  // Named from the file names, so that a failure says which scenario it was.
  test.each(yamlIn(join(ROOT, 'scenarios')))('%s goes as its scenario says', async (name) => {
    const scenario = project.scenarios.find(({ file }) => basename(file.path) === `${name}.yaml`)
    if (scenario === undefined) throw new Error(`${name} was not loaded`)
    const { events, left, misheard } = await playScenario(project, scenario)
    expect(misheard, 'words understood otherwise than they are meant').toEqual([])
    // A silence after the end is nobody's loss; words would be.
    expect(left.filter((turn) => 'says' in turn)).toEqual([])
    expectToHold(project, scenario, events)
  })
})

describe('the flawed examples', () => {
  let result: LintResult
  let project: Project
  beforeAll(async () => {
    project = await load(FLAWED)
    result = lintProject(project)
  })

  test('load without a diagnostic', () => {
    expect(project.diagnostics.map(({ message }) => message)).toEqual([])
    expect([...project.journeys.keys()]).toEqual(yamlIn(FLAWED))
  })

  test.each(yamlIn(FLAWED))('%s shows what it is named after, once, and nothing else', (name) => {
    const found = result.findings.filter(({ file }) => basename(file) === `${name}.yaml`)
    expect(found.map(({ rule, confirmed }) => [rule, confirmed !== false])).toEqual([[name, true]])
  })
})

/** Checks what a scenario expects of the conversation, all that the engine alone can tell. */
function expectToHold(
  project: Project,
  { expect: expected }: Scenario,
  events: readonly EngineEvent[],
): void {
  const visited = events.flatMap((event) =>
    event.type === 'entered' && event.skipped !== true ? [event.step] : [],
  )
  const said = events.flatMap((event) => (event.type === 'said' ? [event.text] : [])).join('\n')
  const ended = events.flatMap((event) => (event.type === 'ended' ? [event.how] : []))
  const moods = events.flatMap((event) => (event.type === 'experienced' ? [event.mood] : []))

  expect(ended).toEqual([expected.ends])
  expect(inOrder(visited, expected.visits ?? []), 'visits').toEqual(expected.visits ?? [])
  for (const step of expected.never_visits ?? []) expect(visited).not.toContain(step)
  for (const words of expected.hears ?? []) expect(said).toMatch(patternOf(words))
  for (const words of expected.never_hears ?? []) expect(said).not.toMatch(patternOf(words))
  expect(said, 'a hole where a value should be').not.toMatch(/\{\w+\}/)
  if (expected.turns_at_most !== undefined)
    expect(events.filter(({ type }) => type === 'heard').length).toBeLessThanOrEqual(
      expected.turns_at_most,
    )
  for (const [slot, most] of Object.entries(expected.asks_at_most ?? {}))
    expect(timesAsked(project, events, slot), `asks for ${slot}`).toBeLessThanOrEqual(most ?? 0)
  if (expected.person_within !== undefined)
    expect(turnsToPerson(events)).toBeLessThanOrEqual(expected.person_within)
  if (expected.promises === 'kept') expect(unkept(project, events)).toEqual([])
  if (expected.mood_at_least !== undefined)
    expect(moods.at(-1) ?? 0).toBeGreaterThanOrEqual(expected.mood_at_least)
}

/** The longest beginning of `wanted` that `visited` goes through in this order. */
function inOrder(visited: readonly string[], wanted: readonly string[]): readonly string[] {
  let found = 0
  for (const step of visited) if (step === wanted[found]) found += 1
  return wanted.slice(0, found)
}

const patternOf = (words: string): RegExp => {
  const pattern = /^\/(.*)\/$/.exec(words)?.[1]
  return new RegExp(pattern ?? words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'iu')
}

/** How often an ask for the slot was come to and not passed through in silence. */
const timesAsked = ({ journeys }: Project, events: readonly EngineEvent[], slot: string): number =>
  events.filter((event) => {
    if (event.type !== 'entered' || event.skipped === true) return false
    const step = journeys.get(event.journey)?.stepById.get(event.step)
    return step?.kind === 'ask' && step.slot === slot
  }).length

/** The customer's turns from asking for a person until somebody was called; 0 where nobody asked. */
function turnsToPerson(events: readonly EngineEvent[]): number {
  const asked = events.findIndex(
    (event) =>
      event.type === 'heard' &&
      typeof event.understood === 'object' &&
      'intent' in event.understood &&
      event.understood.intent === 'asks_for_a_person',
  )
  const called = events.findIndex(({ type }, at) => type === 'availability' && at > asked)
  if (asked < 0) return 0
  if (called < 0) return Number.POSITIVE_INFINITY
  return events.slice(asked, called).filter(({ type }) => type === 'heard').length
}

/** Promises made and neither kept in the contact nor owned by anybody. */
function unkept({ promises }: Project, events: readonly EngineEvent[]): readonly string[] {
  const kept = new Set(events.flatMap((event) => (event.type === 'kept' ? [event.promise] : [])))
  return events.flatMap((event) =>
    event.type === 'promised' &&
    !kept.has(event.promise) &&
    promises.get(event.promise)?.owned !== true
      ? [event.promise]
      : [],
  )
}
