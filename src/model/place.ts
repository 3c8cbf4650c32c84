// Where something stands in a file. Nodes of the model keep a path; lines and columns are worked
// out only where a message needs them.

/** The way to a node inside a YAML file: keys and, for lists, indexes from 0. */
export type Path = readonly (string | number)[]

/** A line and a column, both from 1; a column counts UTF-16 code units. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** From the first character to just after the last. */
export interface Range {
  readonly start: Position
  readonly end: Position
}

/** Which part of a `key: value` pair is meant. */
export type Part = 'key' | 'value'

/** A file that was read as YAML. */
export interface SourceFile {
  /** Absolute path. */
  readonly path: string
  /** The text without a byte order mark; line ends as they are in the file. */
  readonly text: string
  /** SHA-256 of the text, in hexadecimal. */
  readonly hash: string
  /**
   * The range of a node's value (default) or of its key. A path that leads past what is in the
   * file gives the range of the nearest node that is.
   */
  locate(path: Path, part?: Part): Range
}
