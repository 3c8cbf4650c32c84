// From files read to a project: names gathered, references checked, whatever is sound compiled.
import { checkFiles, MOST_PROBLEMS } from './check-project.ts'
import {
  compileJourney,
  compileShared,
  compileSlot,
  type SharedParts,
  type Surroundings,
} from './compile-journey.ts'
import { compilePersona, compileScenario } from './compile-persona.ts'
import type { Diagnostic } from './diagnostic.ts'
import { entryIds, leadsTo } from './entries.ts'
import type { Journey as JourneyData, Slot as SlotData } from './generated/journey.ts'
import type { Persona as PersonaData } from './generated/persona.ts'
import type { Scenario as ScenarioData } from './generated/scenario.ts'
import type { Journey, Slot } from './journey.ts'
import { namesIn } from './names.ts'
import type { Persona, Scenario } from './persona.ts'
import { diagnose, type Problem } from './problem.ts'
import type { Project, PromiseFacts, Settings } from './project.ts'
import { isError, type ReadFile } from './read-file.ts'

export interface Parts {
  readonly root: string
  readonly settings: Settings
  /** Every file but the config. */
  readonly files: readonly ReadFile[]
  /** The file an `include` names, where there is one. */
  readonly included: (from: ReadFile, name: string) => ReadFile | undefined
  /** Problems of the config, and of what could not be read as a file at all. */
  readonly diagnostics: readonly Diagnostic[]
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export function assemble(parts: Parts): Project {
  const files = [...parts.files].sort((a, b) => byText(a.source.path, b.source.path))
  const names = namesIn(files)
  const found = checkFiles(files, names, parts.included, parts.root)
  const problemsOf = (file: ReadFile): readonly Problem[] => [
    ...file.problems,
    ...(found.get(file) ?? []),
  ]
  const sound = new Set(files.filter((file) => file.whole && !problemsOf(file).some(isError)))

  const slots = new Map<string, Slot>()
  for (const [name, places] of names.slots) {
    const first = places.find(({ file, made }) => made.type !== undefined && sound.has(file))
    if (first !== undefined)
      slots.set(name, compileSlot(name, first.made as SlotData, first.file.source, first.path))
  }
  const around: Surroundings = {
    typeOf: (name) =>
      name === 'channel'
        ? 'choice'
        : names.slots.get(name)?.find(({ made }) => made.type)?.made.type,
    isSlot: (name) => name === 'channel' || names.slots.has(name),
    isPromise: (name) => names.promises.has(name),
  }
  const sharedParts = new Map<ReadFile, SharedParts>()
  const sharedOf = (file: ReadFile): SharedParts => {
    const known = sharedParts.get(file)
    if (known !== undefined) return known
    const compiled = compileShared(file.data as unknown as JourneyData, file.source)
    sharedParts.set(file, compiled)
    return compiled
  }

  const journeys: Journey[] = []
  const personas: Persona[] = []
  const scenarios: Scenario[] = []
  for (const file of files) {
    if (!sound.has(file)) continue
    if (file.kind === 'journey') {
      const data = file.data as unknown as JourneyData
      const includes = (data.include ?? []).map((name) => parts.included(file, name))
      const whole = includes.filter((one) => one !== undefined && sound.has(one))
      if (whole.length < includes.length) sound.delete(file)
      else
        journeys.push(
          compileJourney(
            data,
            file.source,
            whole.map((one) => sharedOf(one as ReadFile)),
            around,
          ),
        )
    } else if (file.kind === 'persona')
      personas.push(compilePersona(file.data as unknown as PersonaData, file.source, around))
    else if (file.kind === 'scenario')
      scenarios.push(compileScenario(file.data as unknown as ScenarioData, file.source, around))
  }
  journeys.sort((a, b) => byText(a.id, b.id))
  const whole = new Map(journeys.map((journey) => [journey.id, journey]))
  const broken = [...names.journeys.keys()].filter((id) => !whole.has(id)).sort(byText)

  const promises = new Map<string, PromiseFacts>()
  for (const [id, places] of [...names.promises].sort(([a], [b]) => byText(a, b)))
    promises.set(id, { id, owned: places.some(({ made }) => made.owner !== undefined) })

  return {
    root: parts.root,
    settings: parts.settings,
    journeys: whole,
    broken: new Map(broken.map((id) => [id, leadsTo(id, names)])),
    personas: new Map(personas.sort((a, b) => byText(a.id, b.id)).map((one) => [one.id, one])),
    scenarios,
    slots: new Map([...slots].sort(([a], [b]) => byText(a, b))),
    promises,
    entries: entryIds(names).filter((id) => whole.has(id)),
    diagnostics: inOrder([
      ...parts.diagnostics,
      ...files.flatMap((file) => diagnosticsOf(file, problemsOf(file))),
    ]),
    files: files.map((file) => file.source.path),
  }
}

function diagnosticsOf(file: ReadFile, problems: readonly Problem[]): readonly Diagnostic[] {
  const told = problems
    .slice(0, MOST_PROBLEMS)
    .map((one) => diagnose(withJourney(one, file), file.source))
  const last = told.at(-1)
  if (problems.length <= MOST_PROBLEMS || last === undefined) return told
  return [
    ...told.slice(0, -1),
    {
      ...last,
      message: `${last.message} (and there are more problems in this file)`,
    },
  ]
}

/** Problems name the journey they are in, so that reports can be filtered by it. */
function withJourney(found: Problem, file: ReadFile): Problem {
  const id = file.data.journey
  return file.kind === 'journey' && typeof id === 'string' ? { ...found, journey: id } : found
}

function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) =>
      byText(a.file, b.file) ||
      a.range.start.line - b.range.start.line ||
      a.range.start.column - b.range.start.column ||
      byText(a.message, b.message),
  )
}
