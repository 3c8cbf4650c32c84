// The YAML library, fenced in: a bounded amount of work whatever the text, and a tree with places.
import { Composer, type Document, Lexer, Parser, type YAMLError } from 'yaml'

/** Pieces of a text: marks, words, spaces, line ends. A step of a journey has about sixty. */
const MOST_PIECES = 700_000
/** Collections inside collections; a journey needs about ten. */
const DEEPEST = 150

export type Tree =
  | {
      readonly kind: 'tree'
      readonly document: Document.Parsed
      readonly errors: readonly YAMLError[]
      /** Where a second document begins, as an offset. */
      readonly second?: number
    }
  | { readonly kind: 'refused'; readonly message: string; readonly fix: string }
  | { readonly kind: 'empty' }

/** A document whose scalars are all strings as spelt: what they mean is decided by the schema. */
export function parseYaml(text: string): Tree {
  const parser = new Parser()
  const composer = new Composer({
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  })
  const tokens: Parameters<Composer['next']>[0][] = []
  let pieces = 0
  for (const lexeme of new Lexer().lex(text)) {
    pieces += 1
    if (pieces > MOST_PIECES)
      return {
        kind: 'refused',
        message: 'This file is too large to be read',
        fix: 'split it into several journeys',
      }
    for (const token of parser.next(lexeme)) tokens.push(token)
    if (parser.stack.length > DEEPEST)
      return {
        kind: 'refused',
        message: 'This file is nested too deeply to be read',
        fix: 'write it with fewer lists and maps inside one another',
      }
  }
  for (const token of parser.end()) tokens.push(token)
  const documents = [...composer.compose(tokens)]
  const [document, another] = documents
  if (document === undefined) return { kind: 'empty' }
  return {
    kind: 'tree',
    document: document as Document.Parsed,
    errors: document.errors,
    ...(another?.range == null ? {} : { second: another.range[0] }),
  }
}
