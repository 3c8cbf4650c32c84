// Words, groups of digits and single signs, each with its place: what the readers of numbers,
// times and digits walk over.
import type { Stretch } from './types.ts'

export interface Piece extends Stretch {
  /** In lower case. */
  readonly text: string
  readonly kind: 'word' | 'digits' | 'sign'
}

/** More than anybody says in one breath; what follows is only looked at by simple patterns. */
const MOST = 2000

/** Linear in the length of the text. */
export function piecesOf(folded: string): readonly Piece[] {
  const pieces: Piece[] = []
  for (const match of folded.matchAll(/\p{L}[\p{L}\p{M}']*|\d+|[^\s\p{L}\d]/gu)) {
    const [text] = match
    const kind = /^\d/.test(text) ? 'digits' : /^\p{L}/u.test(text) ? 'word' : 'sign'
    pieces.push({
      text: text.toLowerCase(),
      kind,
      start: match.index,
      end: match.index + text.length,
    })
    if (pieces.length === MOST) break
  }
  return pieces
}
