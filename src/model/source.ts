// A file's text with its lines; the tree that places are looked up in is made when first asked for.
import { isMap, isPair, isScalar, isSeq, type ParsedNode } from 'yaml'
import type { Part, Path, Position, Range, SourceFile } from './place.ts'
import { parseYaml } from './yaml-tree.ts'

/** A source whose ranges can also be asked for by offset. */
export interface Source extends SourceFile {
  /** From one offset of the text to another. */
  range(start: number, end: number): Range
  /** The offsets of a node's value or key. */
  offsets(path: Path, part?: Part): readonly [start: number, end: number]
}

function lineStarts(text: string): readonly number[] {
  const starts = [0]
  const ends = /\r\n?|\n/g
  while (ends.exec(text) !== null) starts.push(ends.lastIndex)
  return starts
}

function positionIn(starts: readonly number[], offset: number): Position {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
}

type Offsets = readonly [number, number]

/**
 * Offsets of one text as those of another that has the same lines but for a few: the same line, and
 * in it the same column, counted from the end in what both lines end with.
 */
export function samePlaces(from: string, to: string): (offset: number) => number {
  if (from === to) return (offset) => offset
  const fromStarts = lineStarts(from)
  const toStarts = lineStarts(to)
  return (offset) => {
    const { line, column } = positionIn(fromStarts, offset)
    const start = toStarts[line - 1] ?? to.length
    const end = (toStarts[line] ?? to.length + 1) - 1
    const rest = (fromStarts[line] ?? from.length + 1) - 1 - offset
    const same = end - rest
    const isAfter = same >= start && from.slice(offset, offset + rest) === to.slice(same, end)
    return isAfter ? same : Math.min(start + column - 1, end)
  }
}

function nodeOffsets(node: unknown): Offsets | undefined {
  const range = (node as ParsedNode | null)?.range
  return range == null ? undefined : [range[0], range[1]]
}

/** Where a path leads, or else the nearest node on the way that is there. */
function follow(root: unknown, path: Path, part: Part): Offsets | undefined {
  let at = nodeOffsets(root)
  let node: unknown = root
  for (const [depth, key] of path.entries()) {
    const last = depth === path.length - 1
    if (isMap(node)) {
      const pair = node.items.findLast(
        (item) => isScalar(item.key) && String(item.key.value) === String(key),
      )
      if (pair === undefined) return at
      const keyAt = nodeOffsets(pair.key)
      const valueAt = nodeOffsets(pair.value)
      if (last && part === 'key') return keyAt ?? at
      // An empty value has no width of its own: its key stands for it.
      at = (valueAt !== undefined && valueAt[1] > valueAt[0] ? valueAt : keyAt) ?? at
      node = pair.value
    } else if (isSeq(node)) {
      const item = node.items[Number(key)]
      if (item === undefined) return at
      at = nodeOffsets(isPair(item) ? item.key : item) ?? at
      node = item
    } else return at
  }
  return at
}

/** Without the blank space that a block takes in at its end. */
function trimmed(text: string, [start, end]: Offsets): Offsets {
  let stop = Math.min(end, text.length)
  while (stop > start && /\s/.test(text[stop - 1] ?? '')) stop -= 1
  return [start, stop]
}

/**
 * @param path absolute
 * @param text without a byte order mark
 * @param readAs what the tree is made from, where faults were mended so that the rest can be read;
 *   its lines are those of the text
 */
export function createSource(path: string, text: string, readAs: string = text): Source {
  let starts: readonly number[] | undefined
  let inText: ((offset: number) => number) | undefined
  let root: { readonly node: unknown } | undefined
  let hash: string | undefined
  const linesOf = (): readonly number[] => {
    starts ??= lineStarts(text)
    return starts
  }
  const range = (start: number, end: number): Range => ({
    start: positionIn(linesOf(), Math.min(start, text.length)),
    end: positionIn(linesOf(), Math.min(Math.max(end, start), text.length)),
  })
  const offsets = (to: Path, part: Part = 'value'): Offsets => {
    if (root === undefined) {
      const tree = parseYaml(readAs)
      root = { node: tree.kind === 'tree' ? tree.document.contents : undefined }
    }
    const found = trimmed(readAs, follow(root.node, to, part) ?? [0, 0])
    inText ??= samePlaces(readAs, text)
    return [inText(found[0]), inText(found[1])]
  }
  return {
    path,
    text,
    get hash(): string {
      hash ??= process
        .getBuiltinModule('node:crypto')
        .createHash('sha256')
        .update(text)
        .digest('hex')
      return hash
    },
    range,
    offsets,
    locate: (to, part) => range(...offsets(to, part)),
  }
}
