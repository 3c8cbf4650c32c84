// Maps and lists in `{ }` and `[ ]` as they are written, for texts that do not parse: which of them
// is never closed, and which text inside one is cut short by a comment.

export type FlowFault =
  | {
      readonly kind: 'open'
      /** Where the bracket or brace stands. */
      readonly at: number
      readonly mark: '{' | '['
      /** Whether what closes it stands in a comment. */
      readonly hidden: boolean
      /** Where it was certain that nothing closes it. */
      readonly knownAt: number
    }
  | {
      readonly kind: 'cut'
      /** From its first word to the last that was meant to belong to it. */
      readonly start: number
      readonly end: number
      /** Where the comment begins that cuts it. */
      readonly hash: number
      /** The key it belongs to, itself or by its list. */
      readonly key: string | undefined
      readonly inList: boolean
      /** The bracket or brace that is never closed for it, where one is. */
      readonly open: { readonly at: number; readonly mark: '{' | '[' } | undefined
      readonly knownAt: number
    }

interface Frame {
  readonly at: number
  readonly mark: '{' | '['
  /** In a map the key whose value is being read; of a list the key that holds it. */
  key: string | undefined
}

interface Comment {
  readonly hash: number
  readonly end: number
  /** The text it cuts, where it stands right after one. */
  readonly cut: Cut | undefined
}

interface Cut {
  readonly start: number
  readonly hash: number
  readonly key: string | undefined
  readonly inList: boolean
}

const CLOSES = { '{': '}', '[': ']' } as const

/** A line whose value is in braces or brackets: what stands before it, and its key. */
const OPENS = /^( *(?:- +)*)(?:([A-Za-z_][\w-]*):[ \t]+)?(?:&\S+[ \t]+)?[{[]/
/** A line that says that its text stands below it. */
const BLOCK = /^( *(?:- +)*)(?:([A-Za-z_][\w-]*):[ \t]+)?[|>][-+\d]*[ \t]*(?:#.*)?$/

/**
 * The first map or list that opens before an offset and has a fault that is certain there. Linear
 * in the length of the text.
 */
export function firstFlowFault(text: string, until: number): FlowFault | undefined {
  let at = 0
  while (at < text.length && at <= until) {
    const end = lineEnd(text, at)
    const line = text.slice(at, end)
    const block = BLOCK.exec(line)
    if (block !== null) {
      at = afterBlock(text, end, columnOf(block))
      continue
    }
    const opens = OPENS.exec(line)
    if (opens === null) {
      at = nextLine(text, end)
      continue
    }
    const read = readFlow(text, at + opens[0].length - 1, columnOf(opens), opens[2])
    if (typeof read !== 'number')
      return read !== undefined && read.knownAt <= until ? read : undefined
    at = nextLine(text, lineEnd(text, read))
  }
  return undefined
}

/** The column of the key or dash that a value belongs to: its other lines begin further right. */
function columnOf([, prefix = '', key]: RegExpExecArray): number {
  if (key !== undefined) return prefix.length
  const dash = prefix.lastIndexOf('-')
  return dash >= 0 ? dash : prefix.length > 0 ? 0 : -1
}

/** The offset after what closes it, or its fault; undefined where a quote is left open in it. */
function readFlow(
  text: string,
  from: number,
  column: number,
  blockKey: string | undefined,
): number | FlowFault | undefined {
  const frames: Frame[] = []
  const comments: Comment[] = []
  let word: number | undefined
  let cutting: Cut | undefined
  let at = from
  while (at < text.length) {
    const character = text[at] ?? ''
    const frame = frames.at(-1)
    if (isLineEnd(character)) {
      const next = nextFilled(text, at)
      const indent = next - lineStart(text, next)
      const closing = text[next] === '}' || text[next] === ']'
      if (next >= text.length || indent < column || (indent === column && !closing)) break
      at = next
      continue
    }
    if (character === ' ' || character === '\t') {
      at += 1
      continue
    }
    if (character === '#' && /\s/.test(text[at - 1] ?? ' ')) {
      const end = lineEnd(text, at)
      const isValue = frame !== undefined && (frame.mark === '[' || frame.key !== undefined)
      cutting =
        word !== undefined && isValue && !isPlainlyComment(text, at)
          ? { start: word, hash: at, key: frame.key, inList: frame.mark === '[' }
          : cutting
      comments.push({ hash: at, end, cut: word === undefined ? undefined : cutting })
      word = undefined
      at = end
      continue
    }
    // After a text and its comment comes a comma or the end: anything else was to go on with it.
    if (cutting !== undefined && !',}]'.includes(character))
      return cutBy(cutting, text, at, undefined)
    cutting = undefined
    switch (character) {
      case '"':
      case "'":
        if (word === undefined) {
          const close = closingQuote(text, at)
          if (close === undefined) return undefined
          at = close
        }
        break
      case '{':
      case '[':
        frames.push({
          at,
          mark: character,
          key: character === '[' ? (frame === undefined ? blockKey : frame.key) : undefined,
        })
        word = undefined
        break
      case '}':
      case ']':
        if (frame === undefined) return undefined
        if (CLOSES[frame.mark] !== character) return neverClosed(frame, comments, text, at)
        frames.pop()
        word = undefined
        if (frames.length === 0) return at + 1
        break
      case ',':
        if (frame?.mark === '{') frame.key = undefined
        word = undefined
        break
      case ':':
        if (
          word !== undefined &&
          frame?.mark === '{' &&
          /^(?:[\s,}\]]|$)/.test(text[at + 1] ?? '')
        ) {
          frame.key ??= text.slice(word, at).trim()
          word = undefined
        }
        break
      default:
        word ??= at
    }
    at += 1
  }
  const innermost = frames.at(-1)
  return innermost === undefined ? undefined : neverClosed(innermost, comments, text, at)
}

/** Whether a comment looks like one: two spaces or more, `#`, and a space. */
function isPlainlyComment(text: string, hash: number): boolean {
  return (
    /[ \t]{2}/.test(text.slice(Math.max(0, hash - 2), hash)) && /\s|^$/.test(text[hash + 1] ?? '')
  )
}

function neverClosed(
  frame: Frame,
  comments: readonly Comment[],
  text: string,
  knownAt: number,
): FlowFault {
  const hiding = comments.find(
    ({ hash, end }) => hash > frame.at && text.slice(hash, end).includes(CLOSES[frame.mark]),
  )
  return hiding?.cut === undefined
    ? { kind: 'open', at: frame.at, mark: frame.mark, hidden: hiding !== undefined, knownAt }
    : cutBy(hiding.cut, text, knownAt, { at: frame.at, mark: frame.mark })
}

function cutBy(
  { start, hash, key, inList }: Cut,
  text: string,
  knownAt: number,
  open: { readonly at: number; readonly mark: '{' | '[' } | undefined,
): FlowFault {
  const end = endOfText(text, hash, inList)
  return { kind: 'cut', start, end, hash, key, inList, open, knownAt }
}

/** Where a text ends that goes on after a number sign: at the next key, or at what closes. */
function endOfText(text: string, hash: number, inList: boolean): number {
  const lineStop = lineEnd(text, hash)
  let deep = 0
  let end = hash
  for (; end < lineStop; end += 1) {
    const character = text[end] ?? ''
    if ('{['.includes(character)) deep += 1
    if ('}]'.includes(character)) {
      if (deep === 0) break
      deep -= 1
    }
    if (character !== ',' || deep > 0) continue
    const after = text.slice(end, Math.min(lineStop, end + 60))
    if (inList || /^,\s*(?:[a-z_]+:(?:\s|$)|$)/.test(after)) break
  }
  while (/\s/.test(text[end - 1] ?? '')) end -= 1
  return end
}

/** The last character of what is in quotes; undefined where they are never closed. */
function closingQuote(text: string, from: number): number | undefined {
  const quote = text[from]
  for (let at = from + 1; at < text.length; at += 1) {
    if (quote === '"' && text[at] === '\\') at += 1
    else if (text[at] === quote) {
      if (quote === '"' || text[at + 1] !== quote) return at
      at += 1
    }
  }
  return undefined
}

/** The first line below a block text that does not belong to it. */
function afterBlock(text: string, from: number, column: number): number {
  let at = nextLine(text, from)
  while (at < text.length) {
    const end = lineEnd(text, at)
    const line = text.slice(at, end)
    if (line.trim() !== '' && line.length - line.trimStart().length <= column) return at
    at = nextLine(text, end)
  }
  return at
}

/** The first character of the next line that has more than blank space or a comment. */
function nextFilled(text: string, from: number): number {
  let at = nextLine(text, from)
  while (at < text.length) {
    const end = lineEnd(text, at)
    const line = text.slice(at, end)
    const indent = line.length - line.trimStart().length
    if (indent < line.length && line[indent] !== '#') return at + indent
    at = nextLine(text, end)
  }
  return text.length
}

const isLineEnd = (character: string | undefined): boolean =>
  character === '\n' || character === '\r'

function lineStart(text: string, at: number): number {
  let start = at
  while (start > 0 && !isLineEnd(text[start - 1])) start -= 1
  return start
}

function lineEnd(text: string, from: number): number {
  let end = from
  while (end < text.length && !isLineEnd(text[end])) end += 1
  return end
}

/** @param end where a line ends */
const nextLine = (text: string, end: number): number => end + (text.startsWith('\r\n', end) ? 2 : 1)
