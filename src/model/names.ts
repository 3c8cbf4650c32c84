// Every name that a project's files make: journeys, personas, slots, promises. Gathered from files
// with faults too, so that one fault is not told again wherever the name is used.
import type {
  Journey as JourneyData,
  Slot as SlotData,
  Step as StepData,
} from './generated/journey.ts'
import type { Path } from './place.ts'
import type { FileKind, ReadFile } from './read-file.ts'

/** Data of a faulty file: any key may be missing, any entry of a list may be a hole. */
export type Partly<T> = T extends readonly (infer E)[]
  ? readonly (Partly<E> | undefined)[]
  : T extends object
    ? { readonly [K in keyof T]?: Partly<T[K]> | undefined }
    : T

export type JourneyPart = Partly<JourneyData>
export type StepPart = Partly<StepData>
export type SlotPart = Partly<SlotData>

export interface Made<T> {
  readonly file: ReadFile
  readonly path: Path
  readonly made: T
}

export interface Names {
  /** Each id's places, in order of files and lines. */
  readonly journeys: ReadonlyMap<string, readonly Made<JourneyPart>[]>
  readonly personas: ReadonlyMap<string, readonly Made<undefined>[]>
  readonly scenarios: ReadonlyMap<string, readonly Made<undefined>[]>
  readonly slots: ReadonlyMap<string, readonly Made<SlotPart>[]>
  readonly promises: ReadonlyMap<string, readonly Made<StepPart>[]>
}

export const journeyData = (file: ReadFile): JourneyPart => file.data as JourneyPart

/** The entries that are there, with their places. */
export function* entriesOf<T>(
  list: readonly (T | undefined)[] | undefined,
): Generator<readonly [index: number, entry: T]> {
  if (!Array.isArray(list)) return
  for (const [index, entry] of list.entries())
    if (entry !== undefined && entry !== null) yield [index, entry]
}

/** The pairs of a map that are there. */
export function* pairsOf<T>(
  map: Readonly<Record<string, T | undefined>> | undefined,
): Generator<readonly [name: string, value: T]> {
  for (const [name, value] of Object.entries(map ?? {}))
    if (value !== undefined && value !== null) yield [name, value]
}

/** The name an unreadable file most likely has: other files are not blamed for it. */
function idOf(file: ReadFile, kind: FileKind): string | undefined {
  const written = file.data[kind]
  if (typeof written === 'string') return written
  if (file.whole) return undefined
  const line = new RegExp(`^${kind}:[ \\t]*([a-z0-9][a-z0-9-]*)`, 'm').exec(file.source.text)
  return line?.[1] ?? file.source.path.replace(/^.*[\\/]/, '').replace(/\.ya?ml$/i, '')
}

function note<T>(map: Map<string, Made<T>[]>, name: string, made: Made<T>): void {
  const places = map.get(name)
  if (places === undefined) map.set(name, [made])
  else places.push(made)
}

export function namesIn(files: readonly ReadFile[]): Names {
  const journeys = new Map<string, Made<JourneyPart>[]>()
  const personas = new Map<string, Made<undefined>[]>()
  const scenarios = new Map<string, Made<undefined>[]>()
  const slots = new Map<string, Made<SlotPart>[]>()
  const promises = new Map<string, Made<StepPart>[]>()
  for (const file of files) {
    switch (file.kind) {
      case 'journey':
      case 'shared': {
        const data = journeyData(file)
        const id = file.kind === 'journey' ? idOf(file, 'journey') : undefined
        if (id !== undefined) note(journeys, id, { file, path: ['journey'], made: data })
        for (const [name, slot] of pairsOf(data.slots))
          note(slots, name, { file, path: ['slots', name], made: slot })
        for (const [index, step] of entriesOf(data.steps))
          if (typeof step.promise === 'string')
            note(promises, step.promise, { file, path: ['steps', index, 'promise'], made: step })
        break
      }
      case 'persona': {
        const id = idOf(file, 'persona')
        if (id !== undefined) note(personas, id, { file, path: ['persona'], made: undefined })
        break
      }
      case 'scenario': {
        const title = file.data.scenario
        if (typeof title === 'string')
          note(scenarios, title, { file, path: ['scenario'], made: undefined })
        break
      }
      case 'config':
        break
    }
  }
  return { journeys, personas, scenarios, slots, promises }
}
