// A text taken apart: words, slots in braces, and the braces that are words.
import type { TextPart } from './journey.ts'

/** What is wrong inside the braces of a text. */
export type BraceFault =
  | { readonly kind: 'unclosed'; readonly at: number }
  | { readonly kind: 'no name'; readonly inside: string; readonly at: number }

export interface TakenApart {
  readonly parts: readonly TextPart[]
  readonly faults: readonly BraceFault[]
}

const SLOT_NAME = /^[a-z][a-z0-9_]*$/

/** `at` counts UTF-16 code units from the start of the text. */
export function takeApart(source: string): TakenApart {
  if (!source.includes('{'))
    return { parts: source === '' ? [] : [{ kind: 'words', words: source }], faults: [] }
  const parts: TextPart[] = []
  const faults: BraceFault[] = []
  let words = ''
  let at = 0
  const flush = (): void => {
    if (words !== '') parts.push({ kind: 'words', words })
    words = ''
  }
  while (at < source.length) {
    const open = source.indexOf('{', at)
    if (open === -1) break
    words += source.slice(at, open)
    if (source[open + 1] === '{') {
      words += '{'
      at = open + 2
      continue
    }
    const close = source.indexOf('}', open)
    if (close === -1) {
      faults.push({ kind: 'unclosed', at: open })
      words += source.slice(open)
      at = source.length
      break
    }
    const inside = source.slice(open + 1, close)
    const bar = inside.indexOf('|')
    const name = (bar === -1 ? inside : inside.slice(0, bar)).trim()
    at = close + 1
    if (inside.includes('{')) {
      faults.push({ kind: 'unclosed', at: open })
      words += source.slice(open, at)
    } else if (!SLOT_NAME.test(name)) {
      faults.push({ kind: 'no name', inside, at: open })
      words += source.slice(open, at)
    } else {
      flush()
      if (name === 'options') parts.push({ kind: 'options' })
      else if (bar === -1) parts.push({ kind: 'slot', slot: name })
      else parts.push({ kind: 'slot', slot: name, otherwise: inside.slice(bar + 1) })
    }
  }
  words += source.slice(at)
  flush()
  return { parts, faults }
}
