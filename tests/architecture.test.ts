// The house stands: a floor imports only from floors below it, and a room is entered by its door.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const SRC = join(dirname(fileURLToPath(import.meta.url)), '..', 'src')

/** From the top of the house down. */
const FLOORS: readonly string[] = [
  'cli',
  'report',
  'harness',
  'roleplay',
  'lint',
  'understanding',
  'engine',
  'model',
]

/** File, with forward slashes and relative to `src`, to its source. */
type Sources = Readonly<Record<string, string>>

const IMPORT = /(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s+)(['"])([^'"\n]+)\1/g

/** What is wrong with a house, in lines; empty when it stands. */
const faults = (sources: Sources): readonly string[] =>
  Object.entries(sources).flatMap(([file, source]) =>
    [...withoutComments(source).matchAll(IMPORT)]
      .map((match) => match[2] ?? '')
      .map((target) => fault(file, target))
      .filter((words) => words !== undefined),
  )

const withoutComments = (source: string): string =>
  source.replaceAll(/^\s*(?:\/\/|\*|\/\*).*$/gm, '')

const fault = (file: string, target: string): string | undefined => {
  const room = roomOf(file)
  if (!target.startsWith('.')) {
    const pure = room === 'engine' && target.startsWith('node:')
    return pure ? `${file}: the engine does no I/O, but imports ${target}` : undefined
  }
  const path = posix.normalize(posix.join(posix.dirname(file), target))
  if (path.startsWith('..')) return undefined
  const other = roomOf(path)
  if (other === room) return undefined
  const from = FLOORS.indexOf(room)
  const to = FLOORS.indexOf(other)
  if (from < 0) return `${file}: no floor is called ${room}`
  if (to < 0) return `${file}: no floor is called ${other}`
  if (to < from) return `${file}: ${room} imports from ${other}, which is above it`
  return path === `${other}/index.ts` ? undefined : `${file}: enters ${path}, not by its door`
}

const roomOf = (path: string): string => path.split('/')[0] ?? ''

const house = (): Sources =>
  Object.fromEntries(
    readdirSync(SRC, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => [
        relative(SRC, join(SRC, path)).split(sep).join('/'),
        readFileSync(join(SRC, path), 'utf8'),
      ]),
  )

describe('the house', () => {
  test('imports go down, and through doors', () => {
    const sources = house()
    expect(Object.keys(sources).length).toBeGreaterThan(20)
    expect(faults(sources)).toEqual([])
  })

  test('an import from above is found', () => {
    expect(faults({ 'model/a.ts': "import { x } from '../engine/index.ts'" })).toEqual([
      'model/a.ts: model imports from engine, which is above it',
    ])
  })

  test('so is one that does not use the door', () => {
    expect(faults({ 'lint/rules/a.ts': "import type { X } from '../../engine/types.ts'" })).toEqual(
      ['lint/rules/a.ts: enters engine/types.ts, not by its door'],
    )
  })

  test('lazy imports, re-exports and imports for effect count too', () => {
    const sources = {
      'engine/a.ts': "const x = await import('../lint/index.ts')",
      'engine/b.ts': "export * from '../lint/index.ts'",
      'engine/c.ts': "import '../lint/index.ts'",
      'engine/d.ts': "import { readFileSync } from 'node:fs'",
    }
    expect(faults(sources)).toEqual([
      'engine/a.ts: engine imports from lint, which is above it',
      'engine/b.ts: engine imports from lint, which is above it',
      'engine/c.ts: engine imports from lint, which is above it',
      'engine/d.ts: the engine does no I/O, but imports node:fs',
    ])
  })

  test('what is allowed passes: down through the door, about one’s own room, packages', () => {
    const sources = {
      'cli/lint.ts': "import { a } from '../model/index.ts'\nimport { b } from './problem.ts'",
      'lint/rules/a.ts': "import { c } from '../graph/space.ts'\nimport { d } from 'yaml'",
      'report/a.ts': "// an import from '../cli/index.ts' in a comment is none",
    }
    expect(faults(sources)).toEqual([])
  })
})
