// Writes a session as it happens: one JSON line an event, on the disk before the next input is
// awaited, so that a crash loses at most the event being written.
import { randomBytes } from 'node:crypto'
import {
  accessSync,
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { EngineEvent } from '../engine/index.ts'
import { type Transcript, whyUnreadable } from './transcript.ts'

export interface Recording {
  readonly path: string
  /** Appends events and waits until they are on the disk. Throws `RecordingProblem`. */
  readonly append: (events: readonly EngineEvent[]) => void
  readonly close: () => void
}

/** A recording that cannot be made or continued, for a reason a person can mend. */
export class RecordingProblem extends Error {
  override readonly name = 'RecordingProblem'
}

/** Milliseconds since some fixed moment; never runs backwards. */
export type Clock = () => number

const steadyClock: Clock = () => Math.round(performance.now())

const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789'
const LONGEST_NAME = 100

/** A name for a session: the journey, the local time to the second, four random characters. */
export function sessionId(journey: string, now: Date): string {
  const two = (number: number) => String(number).padStart(2, '0')
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`
  const time = `${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`
  const short = [...randomBytes(4)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')
  return `${journey.slice(0, LONGEST_NAME)}-${day}-${time}-${short}`
}

/**
 * A new file `<id>.jsonl` in a folder, which is made when it is not there. An existing file is
 * never written over. Throws `RecordingProblem`.
 */
export function startRecording(folder: string, id: string, clock: Clock = steadyClock): Recording {
  const path = join(folder, `${id}.jsonl`)
  return attempt(`cannot record to ${path}`, () => {
    makeFolder(resolve(folder))
    return recordTo(path, openSync(path, 'ax'), 0, 0, clock)
  })
}

/**
 * Makes a folder and those above it that are missing, one by one from the nearest there is: where
 * none can be made, such as in /proc, making them all at once never ends.
 */
function makeFolder(folder: string): void {
  const missing: string[] = []
  let parent = folder
  while (!isThere(parent)) {
    missing.unshift(parent)
    parent = dirname(parent)
  }
  if (!statSync(parent).isDirectory())
    throw new RecordingProblem(`cannot record to ${folder}: ${parent} is a file, not a folder`)
  accessSync(parent, constants.W_OK | constants.X_OK)
  for (const path of missing)
    try {
      mkdirSync(path)
    } catch (error) {
      const code = codeOf(error)
      // Another session made it meanwhile.
      if (code === 'EEXIST' && isThere(path) && statSync(path).isDirectory()) continue
      if (code !== 'ENOENT' && code !== 'EEXIST') throw error
      throw new RecordingProblem(
        `cannot record to ${folder}: no folder can be made in ${dirname(path)}`,
      )
    }
}

function isThere(path: string): boolean {
  try {
    statSync(path)
    return true
  } catch (error) {
    const code = codeOf(error)
    if (path !== dirname(path) && (code === 'ENOENT' || code === 'ENOTDIR')) return false
    throw error
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

/** Goes on in the file of a transcript, after its last whole line. Throws `RecordingProblem`. */
export function continueRecording(
  path: string,
  transcript: Transcript,
  clock: Clock = steadyClock,
): Recording {
  return attempt(`cannot go on in ${path}`, () => {
    const file = openSync(path, 'r+')
    ftruncateSync(file, transcript.wholeBytes)
    let size = transcript.wholeBytes
    if (transcript.lineEndMissing) {
      writeSync(file, '\n', size)
      size += 1
    }
    fsyncSync(file)
    return recordTo(path, file, size, transcript.events.at(-1)?.at ?? 0, clock)
  })
}

function recordTo(
  path: string,
  file: number,
  startSize: number,
  startAt: number,
  clock: Clock,
): Recording {
  // The session starts with its first event, not with the file.
  let opened: number | undefined
  let size = startSize
  return {
    path,
    append: (events) =>
      attempt(`cannot record to ${path}`, () => {
        const facts = fstatSync(file)
        if (facts.nlink === 0)
          throw new RecordingProblem(`${path} was deleted while the session went on`)
        if (facts.size !== size)
          throw new RecordingProblem(
            `${path} was changed by another program; this session stops here so that nothing is lost`,
          )
        opened ??= clock()
        const at = startAt + Math.max(0, clock() - opened)
        const bytes = Buffer.from(events.map((event) => eventLine(event, at)).join(''))
        for (let written = 0; written < bytes.length; )
          written += writeSync(file, bytes, written, bytes.length - written, size + written)
        size += bytes.length
        fsyncSync(file)
      }),
    close: () => closeSync(file),
  }
}

/** An event as a line: `type` and `at` first, then its own keys. */
export const eventLine = (event: EngineEvent, at: number): string => {
  const { type, ...rest } = event
  return `${JSON.stringify({ type, at, ...rest })}\n`
}

function attempt<T>(what: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof RecordingProblem) throw error
    throw new RecordingProblem(`${what}: ${whyUnreadable(error)}`)
  }
}
