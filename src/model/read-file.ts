// One file, from its text to data of its kind and the problems found on the way.
import { type Problem, unreadable } from './problem.ts'
import { readYaml } from './read-yaml.ts'
import { type FileKind, schemaProblems } from './schema-problems.ts'
import { shapeFor } from './shape.ts'
import { createSource, type Source } from './source.ts'

/** A file of a project. `data` is what could be read of it: of its kind, but with keys missing. */
export interface ReadFile {
  readonly kind: FileKind
  readonly source: Source
  readonly data: Readonly<Record<string, unknown>>
  readonly problems: readonly Problem[]
  /** Whether all of its text could be read, so that what is not in `data` is not in the file. */
  readonly whole: boolean
}

/** What a file is, by its first telling key; else by where it lies; else by what else it holds. */
function kindOf(keys: readonly string[], expected: FileKind | undefined): FileKind {
  const first = keys.find((key) => key === 'journey' || key === 'persona' || key === 'scenario')
  if (first === 'journey' && keys.includes('scenario') && !keys.includes('steps')) return 'scenario'
  if (first === 'persona' && keys.includes('scenario')) return 'scenario'
  if (first === 'journey' || first === 'persona' || first === 'scenario') return first
  if (keys.includes('steps')) return 'journey'
  if (keys.length > 0 && keys.every((key) => SHARED.has(key))) return 'shared'
  return expected ?? 'journey'
}

const SHARED = new Set(['slots', 'global_intents', 'note'])

export interface Unread {
  /** Why the text could not even be looked at. */
  readonly message: string
  readonly fix?: string
}

/** @param expected what files are that lie where this one does */
export function readFile(path: string, text: string, expected?: FileKind): ReadFile {
  let kind: FileKind = expected ?? 'journey'
  const plain = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  if (plain.includes('\0'))
    return unreadFile(path, { message: 'This is not a text file' }, kind, plain.slice(0, 0))
  const read = readYaml(plain, (keys) => {
    kind = expected === 'config' ? 'config' : kindOf(keys, expected)
    return shapeFor(kind)
  })
  const source = createSource(path, plain, read.readAs)
  // In an empty config everything is left as it is.
  if (expected === 'config' && read.empty)
    return { kind, source, data: Object.create(null), problems: [], whole: true }
  const data = (read.data ?? Object.create(null)) as Record<string, unknown>
  // Half a file has half its keys: to say what is missing would be guessing.
  const faults = read.data === undefined ? [] : schemaProblems(kind, data)
  const faulty = read.problems.map(({ where }) =>
    'start' in where ? source.range(where.start, where.end).start.line : 0,
  )
  const problems = read.whole ? faults.filter((fault) => !alreadyTold(fault, source, faulty)) : []
  return { kind, source, data, problems: [...read.problems, ...problems], whole: read.whole }
}

/** A text that YAML took apart leaves a hole, which is no second defect. */
function alreadyTold(fault: Problem, source: Source, lines: readonly number[]): boolean {
  if (lines.length === 0 || !('path' in fault.where)) return false
  const { start } = source.locate(fault.where.path, fault.where.part)
  return lines.includes(start.line)
}

export function unreadFile(path: string, why: Unread, kind: FileKind, text = ''): ReadFile {
  return {
    kind,
    source: createSource(path, text),
    data: Object.create(null),
    problems: [
      unreadable({ start: 0, end: 0 }, why.message, why.fix === undefined ? {} : { fix: why.fix }),
    ],
    whole: false,
  }
}

export const isError = (problem: Problem): boolean => problem.severity === 'error'
export type { FileKind } from './schema-problems.ts'
