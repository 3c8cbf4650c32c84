// YAML that does not parse: said in plain words, and mended line by line where it is plain what was
// meant, so that everything else in the file is still checked.
import type { ParsedNode, YAMLError } from 'yaml'
import { type FlowFault, firstFlowFault } from './flow-faults.ts'
import { type Problem, schemaError, shown, unreadable } from './problem.ts'
import { quoted } from './quoting.ts'
import { type Shape, shapeFor } from './shape.ts'
import { samePlaces } from './source.ts'
import { parseYaml } from './yaml-tree.ts'

export type Mended =
  | { readonly kind: 'refused'; readonly message: string; readonly fix: string }
  | {
      readonly kind: 'mended'
      readonly contents: ParsedNode | null | undefined
      readonly problems: readonly Problem[]
      /** The text with faulty lines mended; as many lines as the original. */
      readonly readAs: string
      /** Whether every fault could be mended. */
      readonly whole: boolean
    }

/** Mending means parsing the file again; one with more faults is not worth it. */
const MOST_MENDED = 100

export function mendSyntax(text: string): Mended {
  let readAs = text
  const problems: Problem[] = []
  const done = new Set<number>()
  for (;;) {
    const tree = parseYaml(readAs)
    if (tree.kind === 'refused') return tree
    if (tree.kind === 'empty')
      return { kind: 'mended', contents: undefined, problems, readAs, whole: false }
    const { contents } = tree.document
    const faults = tree.errors.slice(0, MOST_MENDED).sort((a, b) => a.pos[0] - b.pos[0])
    const [fault] = faults
    if (fault === undefined) {
      if (tree.second !== undefined) problems.push(secondDocument(tree.second, readAs, text))
      return { kind: 'mended', contents, problems, readAs, whole: tree.second === undefined }
    }
    const mends = done.size < MOST_MENDED ? mendsFor(readAs, faults, done) : []
    const inText = samePlaces(readAs, text)
    if (mends.length === 0) {
      problems.push(inPlainWords(text, readAs, fault))
      return { kind: 'mended', contents, problems, readAs, whole: false }
    }
    for (const mend of mends) {
      done.add(mend.line)
      problems.push(placed(mend.problem, inText))
    }
    // From the last to the first, so that the places of those before stay what they are.
    for (const { start, end, words } of mends.toReversed())
      readAs = readAs.slice(0, start) + words + readAs.slice(end)
  }
}

function secondDocument(at: number, readAs: string, text: string): Problem {
  const start = samePlaces(readAs, text)(at)
  return schemaError(
    { start, end: start + 3 },
    'A file holds one document, and `---` begins a second one here',
    { fix: 'put what follows in a file of its own' },
  )
}

/**
 * What can be mended at once: the first fault, wherever the text it lies in begins; others, which
 * may only follow from it, where the text on their own line is plainly at fault.
 */
function mendsFor(
  text: string,
  faults: readonly YAMLError[],
  done: ReadonlySet<number>,
): readonly Mend[] {
  const lines = linesOf(text)
  const mends = new Map<number, Mend>()
  const tried = new Set<number>()
  for (const [nth, fault] of faults.entries()) {
    const at = lines.findLastIndex((line) => line.start <= fault.pos[0])
    if (tried.has(at)) continue
    tried.add(at)
    const mend =
      (nth === 0 ? mendCut(text, lines, fault) : undefined) ?? mendLine(lines, at, nth > 0)
    if (mend === undefined || done.has(mend.line) || mends.has(mend.line)) {
      if (nth === 0) return []
      continue
    }
    mends.set(mend.line, mend)
  }
  const inOrder = [...mends.values()].sort((a, b) => a.start - b.start)
  return inOrder.filter((mend, nth) => nth === 0 || mend.start >= (inOrder[nth - 1]?.end ?? 0))
}

/** A problem found in one text, as it stands in another. */
export function placed(found: Problem, inText: (offset: number) => number): Problem {
  const { where } = found
  return 'start' in where
    ? { ...found, where: { start: inText(where.start), end: inText(where.end) } }
    : found
}

interface Line {
  readonly index: number
  readonly start: number
  readonly text: string
}

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = []
  let start = 0
  for (const piece of text.split(/(?<=\n)/)) {
    lines.push({ index: lines.length, start, text: piece.replace(/\r?\n$/, '') })
    start += piece.length
  }
  return lines
}

const indentOf = (line: string): number => line.length - line.trimStart().length

/** A line's indentation and dashes, its key if it has one, and the rest. */
const HEAD = /^(\s*(?:- +)*)(?:([A-Za-z_]\w*):(?=[ \t])[ \t]+)?(.*)$/

interface Keys {
  readonly words: ReadonlySet<string>
  readonly others: ReadonlySet<string>
  /** Keys of lists that can hold words. */
  readonly listed: ReadonlySet<string>
}

let keysMade: Keys | undefined

/** Every key there is, by whether it can hold words, itself or in a list. */
function allKeys(): Keys {
  if (keysMade !== undefined) return keysMade
  const words = new Set<string>()
  const others = new Set<string>()
  const listed = new Set<string>()
  const seen = new Set<Shape>()
  const visit = (shape: Shape): void => {
    if (seen.has(shape)) return
    seen.add(shape)
    for (const [name, inner] of shape.keys) {
      ;(inner.words ? words : others).add(name)
      if (inner.item?.words === true) listed.add(name)
    }
    for (const inner of [...shape.keys.values(), shape.rest, shape.item])
      if (inner !== undefined) visit(inner)
  }
  for (const kind of ['journey', 'persona', 'scenario', 'config'] as const) visit(shapeFor(kind))
  keysMade = { words, others, listed }
  return keysMade
}

const isKey = (name: string): boolean => allKeys().words.has(name) || allKeys().others.has(name)

/** Whether a key holds a name, a list or a map and never words: a fault there is not a text's. */
const isStructural = (key: string): boolean =>
  allKeys().others.has(key) && !allKeys().words.has(key)

/** Words to put in place of what stands from one offset to another. */
interface Mend {
  readonly line: number
  readonly start: number
  readonly end: number
  readonly words: string
  readonly problem: Problem
}

/** The text that a fault lies in, put in quotes; undefined where no text is at fault. */
function mendLine(lines: readonly Line[], at: number, ownOnly: boolean): Mend | undefined {
  const own = lines[at]
  if (own === undefined) return undefined
  const candidates = [own]
  // A text may go on over several lines: the fault shows on one of those that follow its first.
  for (let above = at - 1; !ownOnly && above >= 0 && above > at - 20; above -= 1) {
    const line = lines[above]
    if (line === undefined || line.text.trim() === '') continue
    candidates.push(line)
    if (indentOf(line.text) < indentOf(own.text)) break
  }
  for (const line of candidates) {
    const mend = mendFlow(line) ?? mendBlock(lines, line, line === own)
    if (mend !== undefined) return mend
  }
  return undefined
}

/** What says that a text stands on the lines below. */
const BLOCK_HEADER = /^[|>][+-]?\d?[+-]?\s*(?:#.*)?$/

/** Why YAML cannot leave this text alone, or undefined where it can. */
function whyEaten(written: string): string | undefined {
  const first = written[0] ?? ''
  if (BLOCK_HEADER.test(written)) return undefined
  if ('{['.includes(first)) {
    // A map or list on one line is what it looks like, whatever follows in a comment.
    const bare = written.replace(/\s+#.*$/, '')
    if (
      /^\{\s*[\w-]+\s*:/.test(written) ||
      bare.indexOf(first === '{' ? '}' : ']') === bare.length - 1
    )
      return undefined
    return `This text starts with \`${first}\`, so YAML takes it for a ${first === '{' ? 'map' : 'list'}`
  }
  if (first === '*') return 'This text starts with `*`, so YAML takes it for an alias'
  if (first === '&') return 'This text starts with `&`, so YAML takes it for an anchor'
  if (first === '!') return 'This text starts with `!`, so YAML takes it for a tag'
  if ('@`%'.includes(first)) return `A text cannot start with ${first} unless it is in quotes`
  if ('|>'.includes(first))
    return `This text starts with \`${first}\`, so YAML expects it on the lines that follow`
  if (/^[-?,] ?/.test(written) && !/^-[^\s]/.test(written))
    return `This text starts with \`${first}\`, which means something else in YAML`
  if (first === '"' || first === "'") {
    const closed =
      first === '"' ? /^"(?:[^"\\]|\\.)*"/.exec(written) : /^'(?:[^']|'')*'/.exec(written)
    if (closed === null) return 'The quote that opens here is never closed'
    const rest = written.slice(closed[0].length).trim()
    if (rest === '' || rest.startsWith('#') || rest.startsWith(',')) return undefined
    return 'This text starts with a quote that closes before its end'
  }
  if (/:(?:\s|$)/.test(written)) return 'YAML takes this text for a map, because of its `: `'
  return undefined
}

function mendBlock(lines: readonly Line[], line: Line, ownLine: boolean): Mend | undefined {
  const [, prefix = '', key, rest = ''] = HEAD.exec(line.text) ?? []
  const written = rest.trim()
  if (written === '' || BLOCK_HEADER.test(written)) return undefined
  if (key !== undefined && isStructural(key)) return undefined
  if (key === undefined && !prefix.includes('-')) return undefined
  const following = continuation(lines, line, prefix.length)
  const whole = [written, ...following.map((one) => one.text.trim())].join(' ').trim()
  const why = whyEaten(whole) ?? (ownLine ? whyEaten(written) : undefined)
  if (why === undefined) return undefined
  const unquoted = withoutQuotes(whole)
  const head = line.text.slice(0, line.text.length - rest.length)
  const start = line.start + head.length
  const last = following.at(-1) ?? line
  return {
    line: line.index,
    start,
    end: last.start + last.text.length,
    words: quoted(unquoted) + '\n'.repeat(following.length),
    problem: schemaError({ start, end: line.start + line.text.length }, why, {
      fix: `${key === undefined ? '- ' : `${key}: `}${quoted(unquoted)}`,
    }),
  }
}

/** What was meant by a text whose quotes do not fit: an open one, or an apostrophe that closes. */
function withoutQuotes(written: string): string {
  if (/^(["'])[^"']*$/.test(written)) return written.slice(1)
  return /^'.*\p{L}'\p{L}.*'$/u.test(written) ? written.slice(1, -1) : written
}

/** The lines that belong to the value begun on this line: deeper than its key, blank ones between. */
function continuation(lines: readonly Line[], line: Line, keyColumn: number): readonly Line[] {
  const found: Line[] = []
  for (let next = line.index + 1; next < lines.length; next += 1) {
    const candidate = lines[next]
    if (candidate === undefined || candidate.text.trim() === '') break
    if (indentOf(candidate.text) <= keyColumn || /^\s*- /.test(candidate.text)) break
    const key = HEAD.exec(candidate.text)?.[2]
    if (key !== undefined && isKey(key)) break
    found.push(candidate)
  }
  return found
}

const FLOW_TEXT =
  /\b(say|text|title|summary|note|label|describe|quote|handoff|owner|says|name|cause|prevention): (?!["'|>])(\S(?:[^"]*?\S)??)(?=\s*, [a-z_]+:|\s*\}\s*(?:#.*)?$)/g

/** A text in braces or brackets, cut short by what YAML takes for a comment. */
function mendCut(text: string, lines: readonly Line[], fault: YAMLError): Mend | undefined {
  const cut = firstFlowFault(text, fault.pos[0])
  if (cut?.kind !== 'cut' || !mayHoldWords(cut)) return undefined
  const { start, end } = cut
  const written = text.slice(start, end)
  return {
    line: lines.findLastIndex((line) => line.start <= start),
    start,
    end,
    // As many lines as before.
    words: quoted(written) + '\n'.repeat(written.split('\n').length - 1),
    problem: cutShort(cut, written),
  }
}

type Cut = Extract<FlowFault, { kind: 'cut' }>

const mayHoldWords = ({ key, inList }: Cut): boolean =>
  key === undefined || !isKey(key) || (inList ? allKeys().listed : allKeys().words).has(key)

const cutShort = ({ hash, end, key, inList }: Cut, written: string): Problem =>
  schemaError({ start: hash, end }, 'YAML drops the rest of this text: ` #` starts a comment', {
    fix: inList || key === undefined ? quoted(written) : `${key}: ${quoted(written)}`,
  })

/** A step on one line: its texts in quotes, where braces, brackets or colons broke them. */
function mendFlow(line: Line): Mend | undefined {
  if (!/^\s*(?:- +)*\{.*\}\s*(?:#.*)?$/.test(line.text)) return undefined
  const broken = [...line.text.matchAll(FLOW_TEXT)].find(([, , words = '']) =>
    /[{}[\]]|: |^[*&!@`%]/.test(words),
  )
  if (broken === undefined) return undefined
  const [pair = '', key = '', words = ''] = broken
  const start = line.start + broken.index
  return {
    line: line.index,
    start,
    end: start + pair.length,
    words: `${key}: ${quoted(words)}`,
    problem: schemaError(
      { start: start + key.length + 2, end: start + pair.length },
      'Inside `{ }` a text with braces, brackets or `: ` needs quotes',
      { fix: `${key}: ${quoted(words)}` },
    ),
  }
}

/** A fault of syntax, for somebody who has never heard of scalars and nodes. */
function inPlainWords(text: string, readAs: string, fault: YAMLError): Problem {
  const lines = linesOf(readAs)
  const at = lines.findLastIndex((line) => line.start <= fault.pos[0])
  const line = lines[at] ?? { index: 0, start: 0, text: '' }
  const own = linesOf(text)[line.index] ?? line
  const column = Math.min(fault.pos[0] - line.start, own.text.length)
  const where = {
    start: own.start + column,
    end: Math.max(own.start + own.text.trimEnd().length, own.start + column),
  }
  const tab = /^( *)\t/.exec(own.text)
  if (tab !== null) {
    const start = own.start + (tab[1]?.length ?? 0)
    return schemaError(
      { start, end: start + 1 },
      'A tab indents this line; YAML indents with spaces alone',
      { fix: 'replace each tab by two spaces' },
    )
  }
  const flow = firstFlowFault(readAs, fault.pos[0])
  if (flow !== undefined) return placed(flowProblem(flow, readAs), samePlaces(readAs, text))
  const [message, fix] = explained(fault, own.text, isOutOfLine(lines, line))
  return fault.code === 'RESOURCE_EXHAUSTION'
    ? unreadable(where, message, { fix })
    : schemaError(where, message, { fix })
}

function flowProblem(flow: FlowFault, text: string): Problem {
  if (flow.kind === 'open') return neverClosed(flow, flow.hidden)
  if (mayHoldWords(flow)) return cutShort(flow, text.slice(flow.start, flow.end))
  if (flow.open !== undefined) return neverClosed(flow.open, true)
  return schemaError({ start: flow.start, end: flow.hash }, 'No comma comes after this', {
    fix: 'write one in front of the comment',
  })
}

const neverClosed = (
  { at, mark }: { readonly at: number; readonly mark: string },
  hidden: boolean,
): Problem =>
  schemaError({ start: at, end: at + 1 }, `The \`${mark}\` that opens here is never closed`, {
    fix: hidden
      ? 'what closes it stands after ` #`, where a comment begins: move it in front'
      : 'close it, or put a text that starts with it in quotes',
  })

/** Whether a line begins in a column in which nothing above it that it could belong to begins. */
function isOutOfLine(lines: readonly Line[], line: Line): boolean {
  const columnOf = (text: string): number => /^\s*/.exec(text)?.[0].length ?? 0
  const own = columnOf(line.text)
  let innermost = Number.POSITIVE_INFINITY
  for (const above of lines.slice(0, line.index).reverse()) {
    if (above.text.trim() === '' || above.text.trim().startsWith('#')) continue
    const column = columnOf(above.text)
    const keyColumn = HEAD.exec(above.text)?.[1]?.length ?? column
    if (column >= innermost) continue
    if (own === column || own === keyColumn) return false
    // Deeper than a line that holds others: the first of them may begin where it likes.
    if (own > keyColumn) return innermost !== Number.POSITIVE_INFINITY || !/:\s*$/.test(above.text)
    innermost = column
  }
  return own !== 0
}

const OUT_OF_LINE = [
  'This line is indented differently from the lines it belongs to',
  'start it in the same column as the keys beside it',
] as const

function explained(
  fault: YAMLError,
  line: string,
  outOfLine: boolean,
): readonly [message: string, fix: string] {
  const [, glued, rest = ''] = /^\s*(?:- +)*([a-z_]+):([^\s:/].*)$/.exec(line) ?? []
  if (glued !== undefined && isKey(glued))
    return ['There is no space after this colon', `${glued}: ${shown(rest)}`]
  const [, bare = '', words = ''] = /^\s*(?:- +)*([a-z_]+) +([^:]+)$/.exec(line) ?? []
  if (isKey(bare) && fault.code === 'MULTILINE_IMPLICIT_KEY')
    return ['There is no colon after this key', `${bare}: ${shown(words)}`]
  if (outOfLine && fault.code !== 'BAD_DQ_ESCAPE' && !/quote/.test(fault.message))
    return OUT_OF_LINE
  switch (fault.code) {
    case 'TAB_AS_INDENT':
      return ['A tab stands where YAML wants spaces', 'replace each tab by two spaces']
    case 'BAD_INDENT':
      return OUT_OF_LINE
    case 'BLOCK_AS_IMPLICIT_KEY':
      return /:\s.*:\s/.test(line)
        ? [
            'There are two `key: value` pairs on this line, and YAML allows one',
            'put a text that has `: ` in it in quotes, or the second pair on a line of its own',
          ]
        : [
            'The line below is indented as if it went on with this one, and has a key',
            'start the two in the same column',
          ]
    case 'MULTILINE_IMPLICIT_KEY':
      return [
        'This line has no `key:`, and does not go on with the text above it either',
        'indent it to go on with the text above, or write `key: ` in front of it',
      ]
    case 'BAD_DQ_ESCAPE':
      return [
        'A backslash inside double quotes starts a special character, and this is none',
        'use single quotes, or write two backslashes',
      ]
    case 'MISSING_CHAR':
      return /quote/.test(fault.message)
        ? ['The quote that opens here is never closed', 'close it, or remove it']
        : /['"]?[}\]]['"]?/.test(fault.message)
          ? ['A bracket or brace is never closed', 'close it, or put the text in quotes']
          : [
              'A colon, comma or dash is missing here',
              'write `key: value`, with a space after the colon',
            ]
    case 'BLOCK_IN_FLOW':
      return [
        'A list or map of several lines cannot stand inside `{ }` or `[ ]`',
        'write everything inside in braces too, or nothing',
      ]
    case 'BAD_SCALAR_START':
      return [
        `A text cannot start with \`${shown(line.trim()[0] ?? '')}\` unless it is in quotes`,
        'put it in quotes',
      ]
    case 'BAD_ALIAS':
    case 'ALIAS_PROPS':
      return [
        'A `*` starts an alias, and this is none',
        'put a text that starts with `*` in quotes',
      ]
    case 'BAD_DIRECTIVE':
      return [
        'A line that starts with `%` is an instruction to YAML, and this is none',
        'remove it',
      ]
    case 'KEY_OVER_1024_CHARS':
      return ['This key is too long', 'check for a missing quote before it']
    case 'RESOURCE_EXHAUSTION':
      return [
        'This file is nested too deeply to be read',
        'use fewer lists and maps inside one another',
      ]
    case 'MULTIPLE_DOCS':
      return [
        'A file holds one document, and `---` begins a second one',
        'put what follows in a file of its own',
      ]
    case 'MULTIPLE_ANCHORS':
    case 'MULTIPLE_TAGS':
    case 'BAD_PROP_ORDER':
    case 'TAG_RESOLVE_FAILED':
    case 'BAD_COLLECTION_TYPE':
    case 'NON_STRING_KEY':
      return [
        'YAML reads a mark such as `&`, `*` or `!` here',
        'put a text that starts with one in quotes',
      ]
    case 'DUPLICATE_KEY':
      return ['This key is written twice', 'keep one of the two']
    case 'UNEXPECTED_TOKEN':
    case 'IMPOSSIBLE':
      return [
        'YAML cannot make sense of this line',
        'check the indentation, and put a text with special marks in quotes',
      ]
  }
}
