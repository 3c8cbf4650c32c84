// From a file's text to plain data as spelt, and what YAML made of it that its writer cannot have
// meant. What the data should look like is the schema's business.
import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type ParsedNode,
  Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import { nearest } from './nearest.ts'
import type { Path } from './place.ts'
import { name, type Problem, schemaError, shown, unreadable } from './problem.ts'
import { quoted } from './quoting.ts'
import type { Shape } from './shape.ts'
import { samePlaces } from './source.ts'
import { mendSyntax, placed } from './syntax.ts'

/** Nodes that aliases may bring in all together; more is a file made to do harm. */
const MOST_COPIES = 100_000

export interface Read {
  /** Undefined where the text cannot be made sense of. */
  readonly data: unknown
  readonly problems: readonly Problem[]
  /** The text the data was made from: the file's own, or with faults mended line by line. */
  readonly readAs: string
  /** Whether there is nothing in it but comments. */
  readonly empty: boolean
  /** Whether the data is all there; else only a part of it could be read. */
  readonly whole: boolean
}

interface Reading {
  readonly text: string
  readonly problems: Problem[]
  readonly path: (string | number)[]
  readonly anchors: Map<string, Anchor>
  copies: number
  copying: number
}

interface Anchor {
  readonly node: ParsedNode
  readonly words: boolean
  readonly path: Path
  open: boolean
  used: boolean
}

class TooManyCopies extends Error {}

/**
 * @param shapeOf which shape a file has, from its top keys in order
 */
export function readYaml(
  text: string,
  shapeOf: (topKeys: readonly string[]) => Shape | undefined,
): Read {
  const mended = mendSyntax(text)
  if (mended.kind === 'refused')
    return {
      data: undefined,
      problems: [unreadable({ start: 0, end: 0 }, mended.message, { fix: mended.fix })],
      readAs: '',
      whole: false,
      empty: false,
    }
  const { readAs, problems: faults, contents, whole } = mended
  const nothing = { data: undefined, readAs, whole: false, empty: false }
  if (contents === null || contents === undefined)
    return {
      ...nothing,
      problems:
        faults.length > 0 ? faults : [unreadable({ start: 0, end: 0 }, 'This file is empty')],
      empty: faults.length === 0,
    }
  if (!isMap(contents))
    return {
      ...nothing,
      problems:
        faults.length > 0
          ? faults
          : [
              unreadable(
                { start: contents.range[0], end: lineEnd(text, contents.range[0]) },
                `This file is ${isSeq(contents) ? 'a list' : 'a text'} where keys were expected`,
                { fix: 'begin with a key, as `journey: my-journey`' },
              ),
            ],
    }
  const reading: Reading = {
    text: readAs,
    problems: [],
    path: [],
    anchors: new Map(),
    copies: 0,
    copying: 0,
  }
  const topKeys = contents.items.map((pair) => (isScalar(pair.key) ? String(pair.key.value) : ''))
  try {
    const data = read(contents, shapeOf(topKeys), reading, false)
    reportUnusedAnchors(reading)
    // What is odd in half a file comes from the half that is missing.
    const inText = samePlaces(readAs, text)
    const found = whole ? reading.problems.map((one) => placed(one, inText)) : []
    return { data, problems: [...faults, ...found], readAs, whole, empty: false }
  } catch (fault) {
    if (!(fault instanceof TooManyCopies)) throw fault
    return {
      ...nothing,
      problems: [
        unreadable(
          { start: 0, end: 0 },
          'The aliases of this file stand for more than can be read',
          { fix: 'write the repeated parts out, or use fewer aliases inside one another' },
        ),
      ],
    }
  }
}

/** Walked rather than searched for: a search for the line end a text does not use reads all of it. */
function startOfLine(text: string, at: number): number {
  let start = at
  while (start > 0 && !isLineEnd(text[start - 1])) start -= 1
  return start
}

function lineEnd(text: string, from: number): number {
  let end = from
  while (end < text.length && !isLineEnd(text[end])) end += 1
  return end
}

const isLineEnd = (character: string | undefined): boolean =>
  character === '\n' || character === '\r'

function read(
  node: ParsedNode | null,
  shape: Shape | undefined,
  reading: Reading,
  flow: boolean,
): unknown {
  if (node === null) return null
  if (reading.copying > 0) {
    reading.copies += 1
    if (reading.copies > MOST_COPIES) throw new TooManyCopies()
  }
  if (isAlias(node)) return readAlias(node, shape, reading, flow)
  const anchor = node.anchor === undefined ? undefined : noteAnchor(node, shape, reading)
  if (node.tag !== undefined && !node.tag.startsWith('tag:yaml.org,2002:'))
    reportTag(node, shape, reading)
  const data = isScalar(node)
    ? readScalar(node, shape, reading, flow)
    : isMap(node)
      ? readMap(node, shape, reading, flow)
      : readList(node, shape, reading, flow)
  if (anchor !== undefined) anchor.open = false
  return data
}

function noteAnchor(node: ParsedNode, shape: Shape | undefined, reading: Reading): Anchor {
  const anchor: Anchor = {
    node,
    words: isScalar(node) && shape?.words === true,
    path: [...reading.path],
    open: true,
    used: false,
  }
  if (reading.copying === 0) reading.anchors.set(String(node.anchor), anchor)
  return anchor
}

/** Where a value begins on its line: just after its key or dash, marks in front included. */
function writtenFrom(text: string, at: number): { readonly start: number; readonly line: string } {
  const lineStart = startOfLine(text, at)
  const before = text.slice(lineStart, at)
  const head = /^\s*(?:- +)*(?:[A-Za-z_][\w-]*:[ \t]+)?/.exec(before)?.[0] ?? ''
  const start = lineStart + head.length
  return { start, line: text.slice(start, lineEnd(text, at)).trimEnd() }
}

const keyFor = (path: Path): string => {
  const last = path.at(-1)
  return typeof last === 'number' ? '- ' : `${last}: `
}

/** What to write instead of a text that YAML took apart. */
function inQuotes(reading: Reading, at: number, flow: boolean): string {
  if (flow) return `put the text in quotes: ${keyFor(reading.path)}"…"`
  return `${keyFor(reading.path)}${quoted(writtenFrom(reading.text, at).line)}`
}

function reportTag(node: ParsedNode, shape: Shape | undefined, reading: Reading): void {
  const { start, line } = writtenFrom(reading.text, node.range[0])
  const where = { start, end: Math.max(node.range[1], start + 1) }
  if (shape?.words === true && isScalar(node))
    reading.problems.push(
      schemaError(where, 'This text starts with `!`, so YAML takes its first word for a tag', {
        fix: `${keyFor(reading.path)}${quoted(line)}`,
      }),
    )
  else
    reading.problems.push(
      schemaError(where, 'YAML tags mean nothing here', {
        fix: `remove ${name(line.split(' ')[0] ?? '')}`,
      }),
    )
}

function reportUnusedAnchors(reading: Reading): void {
  for (const anchor of reading.anchors.values()) {
    if (anchor.used || !anchor.words) continue
    const { start, line } = writtenFrom(reading.text, anchor.node.range[0])
    reading.problems.push(
      schemaError(
        { start, end: Math.max(anchor.node.range[1], start + 1) },
        'This text starts with `&`, so YAML takes its first word for an anchor',
        { fix: `${keyFor(anchor.path)}${quoted(line)}` },
      ),
    )
  }
}

function readAlias(
  node: Alias.Parsed,
  shape: Shape | undefined,
  reading: Reading,
  flow: boolean,
): unknown {
  const where = { start: node.range[0], end: node.range[1] }
  const anchor = reading.anchors.get(node.source)
  if (anchor === undefined) {
    reading.problems.push(
      shape?.words === true
        ? schemaError(where, 'This text starts with `*`, so YAML takes it for an alias', {
            fix: inQuotes(reading, node.range[0], flow),
          })
        : schemaError(where, `No anchor \`&${shown(node.source)}\` comes before this alias`, {
            fix: `put \`&${shown(node.source)}\` before the value to repeat, or write the value out`,
          }),
    )
    return undefined
  }
  anchor.used = true
  if (anchor.open) {
    reading.problems.push(
      schemaError(
        where,
        `The alias \`*${shown(node.source)}\` stands inside the value it repeats`,
        {
          fix: 'write the value out',
        },
      ),
    )
    return undefined
  }
  reading.copying += 1
  const data = read(anchor.node, shape, reading, flow)
  reading.copying -= 1
  return data
}

const NUMBER = /^[-+]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?|0o[0-7]+|0x[0-9a-fA-F]+)$/
const YES = /^(?:true|True|TRUE)$/
const NO = /^(?:false|False|FALSE)$/
const NOTHING = /^(?:~|null|Null|NULL)$/

function readScalar(
  node: Scalar.Parsed,
  shape: Shape | undefined,
  reading: Reading,
  flow: boolean,
): unknown {
  const spelt = String(node.value)
  if (node.type !== Scalar.PLAIN) return spelt
  if (spelt === '') return null
  if (shape === undefined) return spelt
  if (shape.words && node.comment !== undefined && reading.copying === 0)
    reportCutShort(node, reading, flow)
  if (shape.string) return spelt
  if (shape.number && NUMBER.test(spelt)) return Number(spelt)
  if (shape.boolean && YES.test(spelt)) return true
  if (shape.boolean && NO.test(spelt)) return false
  return NOTHING.test(spelt) ? null : spelt
}

/** A comment after a text may be the rest of the text: two spaces and `# ` make it a comment. */
function reportCutShort(node: Scalar.Parsed, reading: Reading, flow: boolean): void {
  const { text } = reading
  const cut = node.range[1]
  const rest = /^([ \t]+)#(.?)/.exec(text.slice(cut, cut + 100))
  if (rest === null) return
  const [, gap = '', after = ''] = rest
  if (gap.length > 1 && (after === ' ' || after === '')) return
  const end = lineEnd(text, cut)
  const whole = text.slice(node.range[0], end)
  reading.problems.push(
    schemaError(
      { start: cut + gap.length, end: Math.max(end, cut + 1) },
      'YAML drops the rest of this text: ` #` starts a comment',
      {
        fix: `${
          flow
            ? quotedInside(
                reading,
                node.range[0],
                node.range[0] + whole.replace(/\s*,?\s*$/, '').length,
              )
            : `${keyFor(reading.path)}${quoted(whole)}`
        }; or for a comment, two spaces, # and a space`,
      },
    ),
  )
}

function readMap(
  node: YAMLMap.Parsed,
  shape: Shape | undefined,
  reading: Reading,
  flow: boolean,
): unknown {
  if (shape?.words === true && reading.copying === 0 && isText(node, shape, reading)) {
    reportMapForText(node, reading, flow)
    return undefined
  }
  const data: Record<string, unknown> = { __proto__: null }
  const first = new Map<string, number>()
  const inFlow = flow || node.flow === true
  for (const pair of node.items) {
    if (!isScalar(pair.key)) {
      const [start, end] = pair.key?.range ?? node.range
      reading.problems.push(
        schemaError({ start, end }, 'A key is a word, not a list or a map', {
          fix: 'put a text that starts with `{` or `[` in quotes',
        }),
      )
      continue
    }
    const spelt = String(pair.key.value)
    const [start, end] = pair.key.range
    const before = first.get(spelt)
    if (before !== undefined) {
      reading.problems.push(
        schemaError(
          { start, end },
          `${name(spelt)} is written twice here; the first is on line ${lineOf(reading.text, before)}`,
          { fix: 'keep one of the two' },
        ),
      )
      continue
    }
    first.set(spelt, start)
    if (spelt === '<<') {
      reading.problems.push(
        schemaError({ start, end }, 'Merging with `<<` is not supported', {
          fix: 'write the keys out; an alias can repeat a whole value',
        }),
      )
      continue
    }
    // `{id: bye, say: Thanks, Ana}`: the comma ends the text, and `Ana` is left as a key alone.
    if (inFlow && node.flow === true && pair.value === null && !knows(shape, spelt)) {
      reading.problems.push(
        schemaError(
          { start, end },
          `A comma inside \`{ }\` ends a text, so ${name(spelt)} is read as a key`,
          {
            fix: 'put the text in quotes',
          },
        ),
      )
      continue
    }
    reading.path.push(spelt)
    data[spelt] = read(pair.value, shape?.keys.get(spelt) ?? shape?.rest, reading, inFlow)
    reading.path.pop()
  }
  return data
}

const knows = (shape: Shape | undefined, key: string): boolean =>
  shape === undefined || shape.keys.has(key) || shape.rest !== undefined

/**
 * Whether a map, found where a text may stand, was meant as one: `{first_name}` has no value, and
 * `Note: this` or `hi: there` begins with a key that no map here has, nor one like it.
 */
function isText(node: YAMLMap.Parsed, shape: Shape, reading: Reading): boolean {
  const [first] = node.items
  if (node.flow === true) {
    if (first === undefined) return false
    if (node.items.some((pair) => pair.value === null || !isScalar(pair.key))) return true
    if (isPairAlone(node, reading)) return !knows(shape, String(first.key))
    return shape.keys.size > 0 && hasNoKeyOf(shape, node)
  }
  if (first === undefined || !isScalar(first.key)) return true
  if (shape.keys.size > 0 && hasNoKeyOf(shape, node)) return true
  const { start } = writtenFrom(reading.text, node.range[0])
  const spelt = String(first.key.value)
  // A key of small letters begins a map, if a misspelt one; a sentence begins otherwise or goes on.
  return start <= node.range[0] && !/^[a-z_]+$/.test(spelt)
}

/** Whether this is `[a: b]`: YAML makes a map of a pair in a list, without braces. */
const isPairAlone = (node: YAMLMap.Parsed, reading: Reading): boolean =>
  node.flow === true && reading.text[node.range[0]] !== '{'

/** Whether none of a map's keys is one that may stand here, or may be one misspelt. */
function hasNoKeyOf(shape: Shape, node: YAMLMap.Parsed): boolean {
  return node.items.every((pair) => {
    const spelt = String(pair.key)
    return !knows(shape, spelt) && nearest(spelt, shape.keys.keys()) === undefined
  })
}

function reportMapForText(node: YAMLMap.Parsed, reading: Reading, flow: boolean): void {
  const [start, stop] = node.range
  const inBraces = node.flow === true && !isPairAlone(node, reading)
  const isInside = flow || node.flow === true
  const end = isInside ? stop : lineEnd(reading.text, start)
  reading.problems.push(
    schemaError(
      { start, end },
      inBraces
        ? 'This text starts with `{`, so YAML takes it for a map'
        : 'YAML takes this text for a map, because of its `: `',
      {
        fix:
          flow || (!inBraces && isInside)
            ? quotedInside(reading, start, stop)
            : inQuotes(reading, start, false),
      },
    ),
  )
}

/** What to write instead of a text in braces or brackets: its key only where it has one itself. */
function quotedInside(reading: Reading, start: number, end: number): string {
  const last = reading.path.at(-1)
  const text = quoted(reading.text.slice(start, end))
  return typeof last === 'number' ? text : `${last}: ${text}`
}

function readList(
  node: YAMLSeq.Parsed,
  shape: Shape | undefined,
  reading: Reading,
  flow: boolean,
): unknown {
  const inFlow = flow || node.flow === true
  return node.items.map((item, index) => {
    reading.path.push(index)
    const data = read(item as ParsedNode, shape?.item, reading, inFlow)
    reading.path.pop()
    return data
  })
}

const lineOf = (text: string, offset: number): number =>
  text.slice(0, offset).split(/\r\n?|\n/).length
