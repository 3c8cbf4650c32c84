// Reads a recording back: every line checked, a line that a crash tore off dropped with a note.
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { type Started, type TranscriptEvent, validateEvent } from '../model/index.ts'

export interface Transcript {
  readonly started: Started
  /** All events, the header included. */
  readonly events: readonly TranscriptEvent[]
  /** Length in bytes of the whole lines: where the next line goes. */
  readonly wholeBytes: number
  /** The last line is whole but its line end is missing. */
  readonly lineEndMissing: boolean
  /** What a reader should know: a torn last line. */
  readonly notes: readonly string[]
}

export type TranscriptRead =
  | { readonly ok: true; readonly transcript: Transcript }
  /** `message` names the file as given and the line, from 1. */
  | { readonly ok: false; readonly message: string }

const LARGEST = 64 * 1024 * 1024
const LINE_END = 0x0a

/**
 * Reads a transcript from disk. Never throws for what is in the file or on the disk; at most 64 MB
 * are read. `shown` is how the file is named in messages.
 */
export function readTranscript(path: string, shown = path): TranscriptRead {
  const bytes = readBytes(path)
  return typeof bytes === 'string'
    ? { ok: false, message: `${shown}: ${bytes}` }
    : parseTranscript(bytes, shown)
}

/** The same for the bytes of a transcript. */
export function parseTranscript(bytes: Uint8Array, shown: string): TranscriptRead {
  const problem = (message: string, line?: number): TranscriptRead => ({
    ok: false,
    message: `${shown}${line === undefined ? '' : `:${line}`}: ${message}`,
  })
  if (bytes.length === 0) return problem('the file is empty; nothing was recorded')
  const events: TranscriptEvent[] = []
  const notes: string[] = []
  let from = 0
  let wholeBytes = 0
  let lineEndMissing = false
  for (let line = 1; from < bytes.length; line += 1) {
    const end = bytes.indexOf(LINE_END, from)
    const last = end < 0
    const read = readLine(bytes.subarray(from, last ? bytes.length : end))
    if (read.ok) {
      const { event } = read
      if ((event.type === 'started') !== (line === 1))
        return problem(
          line === 1
            ? 'this is not a transcript: the first line must be the header, {"type":"started", …}'
            : 'a second header; a transcript holds one conversation',
          line,
        )
      events.push(event)
      wholeBytes = last ? bytes.length : end + 1
      lineEndMissing = last
    } else if (last && line > 1)
      notes.push(`line ${line} was cut off while it was written; it is left out`)
    else if (last) return problem(`this is not a transcript: ${read.why}`, line)
    else return problem(read.why, line)
    from = last ? bytes.length : end + 1
  }
  const [started] = events
  return started?.type === 'started'
    ? { ok: true, transcript: { started, events, wholeBytes, lineEndMissing, notes } }
    : problem('the file holds no whole line; nothing was recorded')
}

type LineRead =
  | { readonly ok: true; readonly event: TranscriptEvent }
  | { readonly ok: false; readonly why: string }

function readLine(bytes: Uint8Array): LineRead {
  let parsed: unknown
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    return {
      ok: false,
      why:
        error instanceof SyntaxError
          ? 'the line is not JSON; each line is one event, as in {"type":"noted", …}'
          : 'the line is not UTF-8 text',
    }
  }
  const why = validateEvent(parsed)
  // The schema has just vouched for the shape.
  return why === undefined ? { ok: true, event: parsed as TranscriptEvent } : { ok: false, why }
}

/** The bytes of a file, or why they cannot be read. */
function readBytes(path: string): Uint8Array | string {
  let file: number | undefined
  try {
    // A pipe would otherwise be waited for.
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    const facts = fstatSync(file)
    if (facts.isDirectory()) return 'this is a folder; name a transcript in it (.jsonl)'
    if (!facts.isFile()) return 'this is not a file'
    if (facts.size > LARGEST)
      return `the file is too large for a transcript (${Math.round(facts.size / 1024 / 1024)} MB; at most 64 MB)`
    const bytes = new Uint8Array(facts.size)
    let filled = 0
    while (filled < bytes.length) {
      const count = readSync(file, bytes, filled, bytes.length - filled, null)
      if (count === 0) break
      filled += count
    }
    return bytes.subarray(0, filled)
  } catch (error) {
    return whyUnreadable(error)
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

/** What went wrong with a file, in words. */
export function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'ENOENT':
      return 'there is no such file or folder'
    case 'EACCES':
    case 'EPERM':
      return 'no permission'
    case 'EISDIR':
      return 'this is a folder; a file is needed'
    case 'ENOTDIR':
      return 'part of the path is a file, not a folder'
    case 'ENOSPC':
      return 'the disk is full'
    case 'EROFS':
      return 'the disk is read-only'
    case 'ENAMETOOLONG':
      return 'the name is too long'
    case 'ELOOP':
      return 'the link leads back to itself'
    default:
      return error instanceof Error ? error.message : String(error)
  }
}
