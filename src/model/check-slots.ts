// Slots as declared: what goes with which type, and whether files that declare the same one agree.
import { relative } from 'node:path'
import { whyReserved } from './lookup.ts'
import { journeyData, type Made, pairsOf, type SlotPart } from './names.ts'
import {
  key,
  name,
  type Problem,
  referenceError,
  schemaError,
  shown,
  spelling,
  value,
  type Where,
} from './problem.ts'
import type { ReadFile } from './read-file.ts'

export function* checkSlots(file: ReadFile): Generator<Problem> {
  for (const [slot, declared] of pairsOf(journeyData(file).slots)) {
    const reserved = whyReserved(slot)
    if (reserved !== undefined)
      yield schemaError(key('slots', slot), reserved, { fix: 'call the slot something else', slot })
    const { type, length, pattern, values } = declared
    if (type === undefined) continue
    if (type === 'choice' && values === undefined)
      yield schemaError(key('slots', slot), `The choice ${name(slot)} has no \`values\``, {
        fix: 'values: a map of value to example phrases',
        slot,
      })
    if (type !== 'choice' && values !== undefined)
      yield schemaError(
        key('slots', slot, 'values'),
        `Only a choice has \`values\`, and this is ${name(type)}`,
        {
          fix: 'type: choice',
          slot,
        },
      )
    for (const [facet, of] of [
      ['length', length],
      ['pattern', pattern],
    ] as const)
      if (of !== undefined && type !== 'digits' && type !== 'text')
        yield schemaError(
          key('slots', slot, facet),
          `Only digits and text have a \`${facet}\`, and this is ${name(type)}`,
          { fix: `remove \`${facet}\``, slot },
        )
    if (typeof pattern === 'string') {
      const fault = faultInPattern(pattern)
      if (fault !== undefined)
        yield schemaError(
          value('slots', slot, 'pattern'),
          `This is no regular expression: ${fault}`,
          {
            fix: 'write one that the whole value fits, as `[A-Z]{2}\\d+`',
            slot,
          },
        )
    }
    yield* checkKeys(slot, declared)
  }
}

/** What the engine says is wrong with a pattern, in its words but without the pattern. */
export function faultInPattern(pattern: string): string | undefined {
  try {
    new RegExp(pattern, 'u')
    return undefined
  } catch (fault) {
    const why = fault instanceof Error ? fault.message : String(fault)
    return shown(why.slice(why.lastIndexOf(': ') + 2)).toLowerCase()
  }
}

function* checkKeys(slot: string, declared: SlotPart): Generator<Problem> {
  const pressed = new Map<string, string>()
  for (const [choice, about] of pairsOf(declared.values)) {
    if (typeof about !== 'object' || about === null || Array.isArray(about) || !('key' in about))
      continue
    const pressedFor = spelling(about.key)
    const before = pressed.get(pressedFor)
    if (before !== undefined)
      yield schemaError(
        value('slots', slot, 'values', choice, 'key'),
        `The key ${name(pressedFor)} is taken by ${name(before)}`,
        { fix: 'give each value a key of its own', slot },
      )
    else pressed.set(pressedFor, choice)
  }
}

type Facet = 'type' | 'length' | 'pattern' | 'sensitive' | 'transient' | 'values'

function facetsOf(slot: SlotPart): Readonly<Record<Facet, string>> {
  const values = slot.type === 'choice' ? Object.keys(slot.values ?? {}).sort() : []
  return {
    type: String(slot.type),
    length: String(slot.length ?? ''),
    pattern: slot.pattern ?? '',
    sensitive: slot.sensitive ?? '',
    transient: slot.transient === true ? 'true' : '',
    values: values.join(', '),
  }
}

const FACETS: readonly Facet[] = ['type', 'length', 'pattern', 'sensitive', 'transient', 'values']

/** Declarations of one slot, in order of files: each that disagrees with the first is an error. */
export function* checkAgreement(
  slot: string,
  places: readonly Made<SlotPart>[],
  root: string,
): Generator<readonly [ReadFile, Problem]> {
  const sound = places.filter(({ made }) => made.type !== undefined)
  const [first, ...others] = sound
  if (first === undefined) return
  const expected = facetsOf(first.made)
  for (const other of others) {
    const facets = facetsOf(other.made)
    const facet = FACETS.find((one) => facets[one] !== expected[one])
    if (facet === undefined) continue
    const where: Where =
      other.made[facet] === undefined ? key(...other.path) : value(...other.path, facet)
    const { line } = first.file.source.locate(first.path, 'key').start
    yield [
      other.file,
      referenceError(
        where,
        `The slot ${name(slot)} is declared differently at ${projectPath(first.file, root)}:${line}: \`${facet}\` is ${said(expected[facet])} there, ${said(facets[facet])} here`,
        { fix: 'make the two agree, or give one slot another name', slot },
      ),
    ]
  }
}

const said = (facet: string): string => (facet === '' ? 'not set' : name(facet))

/** A file's path as its project knows it. */
export const projectPath = (file: ReadFile, root: string): string =>
  relative(root, file.source.path).replaceAll('\\', '/')

/** The first file's path, short where the two are neighbours. */
export function nearPath(file: ReadFile, from: ReadFile): string {
  const path = relative(from.source.path.replace(/[^\\/]*$/, ''), file.source.path)
  return (path === '' ? 'this file' : path).replaceAll('\\', '/')
}
