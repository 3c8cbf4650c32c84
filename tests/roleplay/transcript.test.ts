// Recordings: what is written can be read, whatever a crash or a stranger did to the file.
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { EngineEvent } from '../../src/engine/index.ts'
import {
  continueRecording,
  eventLine,
  sessionId,
  startRecording,
} from '../../src/roleplay/recorder.ts'
import { parseTranscript, readTranscript } from '../../src/roleplay/transcript.ts'

const header: EngineEvent = {
  type: 'started',
  version: 1,
  id: 'query-a-charge-20260703-101500-k3f9',
  journey: { id: 'query-a-charge', hash: 'a1' },
  channel: 'chat',
  seats: { customer: 'person', system: 'engine' },
  seed: 7,
  given: { first_name: 'Ana' },
}
const greeting: EngineEvent = {
  type: 'said',
  seat: 'system',
  text: 'Kia ora Ana 👋🏽, “Kea” here.\u2028',
}
const answer: EngineEvent = {
  type: 'heard',
  seat: 'customer',
  text: 'أريد استرداد \u0000 my “money” 💸\n',
  understood: { fills: { wants: 'refund' } },
  by: 'understanding',
}
const events = [header, greeting, answer, { type: 'ended', how: 'stopped' }] as const

const bytesOf = (lines: readonly EngineEvent[], at = 0) =>
  Buffer.from(lines.map((event, index) => eventLine(event, at + index)).join(''))

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tableread-'))
})

describe('a recording that was cut off', () => {
  it('loads at every byte, with at most the event being written lost', () => {
    const bytes = bytesOf(events)
    const ends = events.map((_event, index) => bytesOf(events.slice(0, index + 1)).length)
    for (let length = 0; length <= bytes.length; length += 1) {
      const read = parseTranscript(bytes.subarray(0, length), 'cut.jsonl')
      // A line counts as whole from its last brace on, with or without the line end.
      const whole = ends.filter((end) => end - 1 <= length).length
      if (whole === 0) {
        expect(read.ok, `at byte ${length}`).toBe(false)
        continue
      }
      if (!read.ok) throw new Error(`at byte ${length}: ${read.message}`)
      expect(read.transcript.events.length, `at byte ${length}`).toBe(whole)
      const torn = length > (ends[whole - 1] ?? 0)
      expect(read.transcript.notes.length, `at byte ${length}`).toBe(torn ? 1 : 0)
    }
  })

  it('goes on after the last whole line, wherever it was cut', () => {
    const bytes = bytesOf(events.slice(0, 3))
    const first = bytesOf(events.slice(0, 1)).length
    for (let length = first - 1; length <= bytes.length; length += 7) {
      const path = join(folder, `cut-${length}.jsonl`)
      writeFileSync(path, bytes.subarray(0, length))
      const before = readTranscript(path)
      if (!before.ok) throw new Error(before.message)
      const recording = continueRecording(path, before.transcript)
      recording.append([{ type: 'ended', how: 'stopped' }])
      recording.close()
      const after = readTranscript(path)
      if (!after.ok) throw new Error(after.message)
      expect(after.transcript.events.length).toBe(before.transcript.events.length + 1)
      expect(after.transcript.events.at(-1)).toMatchObject({ type: 'ended', how: 'stopped' })
      expect(after.transcript.notes).toEqual([])
    }
  })
})

describe('reading back', () => {
  it('gives what was recorded, for any words at all', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 5 }),
        (texts) => {
          const said = texts.map((text): EngineEvent => ({ type: 'noted', text }))
          const read = parseTranscript(bytesOf([header, ...said]), 'any.jsonl')
          if (!read.ok) throw new Error(read.message)
          expect(
            read.transcript.events.slice(1).map((event) => 'text' in event && event.text),
          ).toEqual(texts)
        },
      ),
    )
  })

  it('never throws, for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(parseTranscript(bytes, 'any.jsonl').ok).toBe(false)
      }),
    )
  })

  const problems: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
    ['an empty file', '', /^x\.jsonl: the file is empty/],
    ['a story', 'Once upon a time\n', /^x\.jsonl:1: the line is not JSON/],
    ['a file without a header', '{"type":"noted","at":0,"text":"a"}\n', /^x\.jsonl:1: .*header/],
    [
      'two headers',
      Buffer.concat([bytesOf([header]), bytesOf([header])]),
      /^x\.jsonl:2: a second header/,
    ],
    [
      'a broken line in the middle',
      Buffer.concat([bytesOf([header]), Buffer.from('{"type":"no\n'), bytesOf([greeting])]),
      /^x\.jsonl:2: the line is not JSON/,
    ],
    [
      'an empty line in the middle',
      Buffer.concat([bytesOf([header]), Buffer.from('\n'), bytesOf([greeting])]),
      /^x\.jsonl:2: /,
    ],
    [
      'an event that does not exist',
      Buffer.concat([bytesOf([header]), Buffer.from('{"type":"sang","at":1}\n')]),
      /^x\.jsonl:2: /,
    ],
    [
      'bytes that are no text',
      Buffer.concat([bytesOf([header]), Buffer.from([0xff, 0xfe, 0x0a])]),
      /^x\.jsonl:2: the line is not UTF-8 text/,
    ],
  ]
  it.each(problems)('says what is wrong with %s', (_what, content, message) => {
    const path = join(folder, 'x.jsonl')
    writeFileSync(path, content)
    const read = readTranscript(path, 'x.jsonl')
    expect(read.ok ? '' : read.message).toMatch(message)
  })

  it('says what is wrong with a folder, a missing file, a loop of links, a device, a file of 65 MB', () => {
    const why = (path: string) => {
      const read = readTranscript(path, 'x')
      return read.ok ? '' : read.message
    }
    expect(why(folder)).toMatch(/folder/)
    expect(why(join(folder, 'nowhere.jsonl'))).toMatch(/no such file/)
    symlinkSync(join(folder, 'loop'), join(folder, 'loop'))
    expect(why(join(folder, 'loop'))).toMatch(/link/)
    expect(why('/dev/null')).toMatch(/not a file/)
    const huge = join(folder, 'huge.jsonl')
    writeFileSync(huge, '')
    truncateSync(huge, 65 * 1024 * 1024)
    expect(why(huge)).toMatch(/too large/)
  })
})

describe('recording', () => {
  it('has every event on the disk as soon as it was appended, with the time since the start', () => {
    let now = 1000
    const recording = startRecording(folder, 'a', () => now)
    recording.append([header, greeting])
    now = 1250
    recording.append([answer])
    const lines = readFileSync(recording.path, 'utf8').trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line).at)).toEqual([0, 0, 250])
    recording.close()
  })

  it('goes on with the time where the recording stopped', () => {
    const path = join(folder, 'a.jsonl')
    writeFileSync(path, bytesOf(events.slice(0, 3), 500))
    const read = readTranscript(path)
    if (!read.ok) throw new Error(read.message)
    let now = 9000
    const recording = continueRecording(path, read.transcript, () => now)
    recording.append([{ type: 'undone', to: 1 }])
    now = 9040
    recording.append([{ type: 'noted', text: 'back again' }])
    recording.close()
    const last = readFileSync(path, 'utf8').trimEnd().split('\n').at(-1) ?? ''
    expect(JSON.parse(last)).toEqual({ type: 'noted', at: 542, text: 'back again' })
  })

  it('never writes over a recording', () => {
    startRecording(folder, 'a').close()
    expect(() => startRecording(folder, 'a')).toThrow(/EEXIST|exists/i)
  })

  it('stops when another program writes to the same file', () => {
    const recording = startRecording(folder, 'a')
    recording.append([header])
    writeFileSync(
      recording.path,
      'something else entirely, much longer than the header was\n'.repeat(9),
    )
    expect(() => recording.append([greeting])).toThrow(/another program/)
    recording.close()
  })

  it('stops when the file is deleted', () => {
    const recording = startRecording(folder, 'a')
    recording.append([header])
    rmSync(recording.path)
    expect(() => recording.append([greeting])).toThrow(/deleted/)
    recording.close()
  })

  it('says so when the folder cannot be made', () => {
    writeFileSync(join(folder, 'file'), '')
    expect(() => startRecording(join(folder, 'file', 'inside'), 'a')).toThrow(
      /not a folder|no such/,
    )
  })

  it('makes the folder when it is not there', () => {
    const recording = startRecording(join(folder, 'new', 'deeper'), 'a')
    recording.close()
    expect(readFileSync(recording.path, 'utf8')).toBe('')
    mkdirSync(join(folder, 'new'), { recursive: true })
  })

  it('names sessions by journey, local time and a few characters', () => {
    const id = sessionId('query-a-charge', new Date(2026, 6, 3, 9, 5, 7))
    expect(id).toMatch(/^query-a-charge-20260703-090507-[a-z2-9]{4}$/)
    expect(sessionId('x'.repeat(500), new Date()).length).toBeLessThan(130)
  })
})
