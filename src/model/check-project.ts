// Whether the names in a project's files lead somewhere, and whether its files agree.
import { checkIntents, checkJourney } from './check-journey.ts'
import { checkLanguage } from './check-language.ts'
import { checkPersona, checkScenario } from './check-people.ts'
import { checkAgreement, checkSlots, projectPath } from './check-slots.ts'
import type { Persona as PersonaData } from './generated/persona.ts'
import { type Known, mayBeMadeIn } from './lookup.ts'
import { entriesOf, journeyData, type Made, type Names, type Partly } from './names.ts'
import { name, type Problem, referenceError, shown, value } from './problem.ts'
import type { ReadFile } from './read-file.ts'

/** Of one file; more are not looked for. */
export const MOST_PROBLEMS = 500

/**
 * All that is wrong between files, and within them beyond their form, by file. A file that could
 * only be read in part is left alone.
 */
export function checkFiles(
  files: readonly ReadFile[],
  names: Names,
  included: (from: ReadFile, name: string) => ReadFile | undefined,
  root: string,
): ReadonlyMap<ReadFile, readonly Problem[]> {
  const found = new Map<ReadFile, Problem[]>()
  const add = (file: ReadFile, problem: Problem): void => {
    const problems = found.get(file)
    if (problems === undefined) found.set(file, [problem])
    else problems.push(problem)
  }
  const known = knownIn(files, names)
  for (const file of files) {
    if (!file.whole) continue
    let count = 0
    for (const problem of checkFile(file, known, included)) {
      add(file, problem)
      count += 1
      // To look for the nearest name of each of thousands would take minutes and help nobody.
      if (count > MOST_PROBLEMS) break
    }
  }
  for (const [slot, places] of names.slots)
    for (const [file, problem] of checkAgreement(slot, places, root)) add(file, problem)
  for (const [file, problem] of checkTwice(names, root)) add(file, problem)
  for (const [file, problem] of checkCycles(names)) add(file, problem)
  return found
}

function* checkFile(
  file: ReadFile,
  known: Known,
  included: (from: ReadFile, name: string) => ReadFile | undefined,
): Generator<Problem> {
  switch (file.kind) {
    case 'journey':
      yield* checkSlots(file)
      yield* checkJourney(file, known, (path) => included(file, path))
      break
    case 'shared':
      yield* checkSlots(file)
      yield* checkIntents(file, known)
      break
    case 'persona':
      yield* checkLanguage((file.data as Partly<PersonaData>).language?.first, [
        'language',
        'first',
      ])
      // Without a journey there is nothing yet for a persona's values to be about.
      if (known.journeys.size > 0) yield* checkPersona(file, known)
      break
    case 'scenario':
      yield* checkScenario(file, known)
      break
    case 'config':
      break
  }
}

function knownIn(files: readonly ReadFile[], names: Names): Known {
  const intents = new Set<string>()
  const actions = new Set<string>()
  const teams = new Set<string>()
  const steps = new Set<string>()
  const note = (set: Set<string>, one: unknown): void => {
    if (typeof one === 'string') set.add(one)
  }
  for (const file of files) {
    const data = journeyData(file)
    for (const [, intent] of entriesOf(data.global_intents)) note(intents, intent.intent)
    for (const [, step] of entriesOf(data.steps)) {
      note(actions, step.do)
      note(teams, step.handoff)
      note(steps, step.id)
    }
  }
  return { ...names, intents, actions, teams, steps, mayBeMade: mayBeMadeIn(files) }
}

/** Ids that are there twice: the second is the error, and says where the first is. */
function* checkTwice(names: Names, root: string): Generator<readonly [ReadFile, Problem]> {
  const kinds: readonly [string, ReadonlyMap<string, readonly Made<unknown>[]>][] = [
    ['journeys', names.journeys],
    ['personas', names.personas],
    ['scenarios', names.scenarios],
  ]
  for (const [plural, map] of kinds)
    for (const [id, places] of map) {
      // A file that was not read has a name only by guess.
      const written = places.filter(({ file, path }) => file.data[String(path[0])] === id)
      const [first, ...others] = written
      if (first === undefined) continue
      for (const { file, path } of others) {
        const { line } = first.file.source.locate(first.path).start
        yield [
          file,
          referenceError(
            value(...path),
            `There are two ${plural} ${plural === 'scenarios' ? `called “${shown(id)}”` : name(id)}; the first is at ${projectPath(first.file, root)}:${line}`,
            {
              fix: plural === 'scenarios' ? 'say what this one tests' : 'give this one another id',
            },
          ),
        ]
      }
    }
}

interface Call {
  readonly to: string
  readonly index: number
  readonly step: string | undefined
}

/** Journeys that come back to themselves by `subjourney`; each circle is told once. */
function* checkCycles(names: Names): Generator<readonly [ReadFile, Problem]> {
  const calls = new Map<string, readonly Call[]>()
  for (const [id, [first]] of [...names.journeys].sort(([a], [b]) => (a < b ? -1 : 1)))
    calls.set(
      id,
      [...entriesOf(first?.made.steps)].flatMap(([index, { subjourney, id: step }]) =>
        typeof subjourney === 'string' ? [{ to: subjourney, index, step }] : [],
      ),
    )
  for (const id of calls.keys()) {
    const circle = shortestCircle(id, calls)
    const place = names.journeys.get(id)?.[0]
    if (circle === undefined || place === undefined) continue
    const [call] = circle
    if (call === undefined) continue
    const way = [id, ...circle.map(({ to }) => to)].map((one) => shown(one)).join(' -> ')
    yield [
      place.file,
      referenceError(
        value('steps', call.index, 'subjourney'),
        `This sub-journey comes back to the journey it is in: ${way}`,
        {
          fix: 'go on with `continue_in`, or end the inner journey instead',
          ...(call.step !== undefined && { step: call.step }),
        },
      ),
    ]
    // With this journey out of the way, any circle that is left is another one.
    calls.set(id, [])
  }
}

/** The calls that lead from a journey back to it, fewest first; breadth first. */
function shortestCircle(
  id: string,
  calls: ReadonlyMap<string, readonly Call[]>,
): readonly Call[] | undefined {
  const reached = new Set<string>()
  let ways: readonly (readonly Call[])[] = [[]]
  while (ways.length > 0) {
    const longer: (readonly Call[])[] = []
    for (const way of ways)
      for (const call of calls.get(way.at(-1)?.to ?? id) ?? []) {
        if (call.to === id) return [...way, call]
        if (reached.has(call.to)) continue
        reached.add(call.to)
        longer.push([...way, call])
      }
    ways = longer
  }
  return undefined
}
