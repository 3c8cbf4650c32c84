// A session: seats, engine and recording together, without a terminal.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMachine, type EngineEvent, replay } from '../../src/engine/index.ts'
import { loadTexts, type Persona, type Project, type Understood } from '../../src/model/index.ts'
import {
  changedFiles,
  continueRecording,
  createVault,
  givenValues,
  makeHeader,
  onRecordAt,
  openSession,
  playSession,
  readTranscript,
  resumeSession,
  scriptedCustomer,
  smoothBackstage,
  startRecording,
  sumUp,
  surprisingBackstage,
  tokensIn,
} from '../../src/roleplay/index.ts'
import type { Ear, Hearing } from '../../src/understanding/index.ts'

const JOURNEY = `
journey: block-a-card
title: I lost my card
channels: [chat]
fallback: to-a-person
known: [first_name]
sometimes_known: [city]
slots:
  first_name: {type: text}
  city: {type: text}
  card: {type: digits, length: 16, sensitive: payment_card}
  sure: {type: yes_no, transient: true}
steps:
  - id: greet
    say:
      - Hi {first_name}, I'm a robot.
      - Hello {first_name}, a robot here.
  - id: ask-card
    ask: card
    say: What is the number of the card?
    reprompts: [The sixteen digits on the front.]
  - {id: ask-sure, ask: sure, say: "Shall I block {card}?", reprompts: [Yes or no?], next: [{if: {sure: true}, go: block}, {go: bye}]}
  - {id: block, do: block_card, uses: [card], outcomes: {succeeded: promise-new-card, unknown_card: to-a-person}}
  - {id: promise-new-card, promise: new-card, within: 3 days, owner: card desk, say: A new one comes within 3 days., next: bye}
  - {id: to-a-person, handoff: card desk, mode: warm, passes: all, wait: 2 minutes, say: Somebody joins within 2 minutes., unavailable: sorry}
  - {id: sorry, say: "Nobody is free, sorry.", next: sorry-end}
  - {id: sorry-end, end: unresolved}
  - {id: bye, end: resolved}
`
const PERSONA = `
persona: ana
name: Ana Tuilagi
summary: Lost her purse on the bus.
mood: {start: -1}
on_record: {first_name: Ana}
`
const project = loadTexts({ 'journeys/block-a-card.yaml': JOURNEY, 'personas/ana.yaml': PERSONA })

/** Hears sixteen digits, yes and no, and nothing else. */
const ear: Ear = {
  hear: (text, { asked }): Hearing => {
    const digits = /\d{16}/.exec(text)
    const heard = (understood: Understood, spans: Hearing['spans'] = []): Hearing => ({
      understood,
      score: 1,
      why: 'as written',
      spans,
    })
    if (asked?.name === 'card' && digits)
      return heard({ fills: { card: digits[0] } }, [
        { slot: 'card', start: digits.index, end: digits.index + 16 },
      ])
    if (asked?.name === 'sure' && (text === 'yes' || text === 'no'))
      return heard({ fills: { sure: text === 'yes' } })
    return heard('no_match')
  },
}

const CARD = '4111111111111111'

interface Played {
  readonly path: string
  readonly events: readonly EngineEvent[]
}

async function play(
  lines: readonly string[],
  {
    seed = 7,
    persona = project.personas.get('ana'),
    surprise = false,
    over = project,
  }: { seed?: number; persona?: Persona | undefined; surprise?: boolean; over?: Project } = {},
): Promise<Played> {
  const machine = createMachine(over, persona)
  const journey = over.journeys.get('block-a-card')
  if (journey === undefined) throw new Error(JSON.stringify(over.diagnostics.map((d) => d.message)))
  const vault = createVault(machine.slots)
  const given = vault.sealAll(givenValues(machine, onRecordAt(over, journey), {}))
  const started = makeHeader(over, {
    id: 'a',
    journey,
    ...(persona === undefined ? {} : { persona }),
    channel: 'chat',
    seats: { customer: 'script', system: 'engine' },
    seed,
    given,
  })
  const recording = startRecording(mkdtempSync(join(tmpdir(), 'tableread-')), 'a', () => 0)
  const events: EngineEvent[] = []
  await playSession(
    {
      machine,
      ear,
      vault,
      today: '2026-07-03',
      seats: {
        customer: scriptedCustomer(lines),
        backstage: surprise
          ? surprisingBackstage(machine.slots, seed)
          : smoothBackstage(machine.slots),
      },
      record: (fresh) => {
        recording.append(fresh)
        events.push(...fresh)
      },
      watch: () => {},
    },
    openSession(machine, started),
  )
  recording.close()
  return { path: recording.path, events }
}

/** Loads a recording and plays on with more lines, in the same file. */
async function goOn(path: string, lines: readonly string[]): Promise<readonly EngineEvent[]> {
  const machine = createMachine(project, project.personas.get('ana'))
  const read = readTranscript(path)
  if (!read.ok) throw new Error(read.message)
  const resumed = resumeSession(machine, read.transcript)
  if (resumed.kind === 'differs') throw new Error(resumed.message)
  const recording = continueRecording(path, read.transcript, () => 0)
  if (resumed.kind === 'over') recording.append(resumed.missing)
  else
    await playSession(
      {
        machine,
        ear,
        vault: createVault(machine.slots, tokensIn(read.transcript, ['card'])),
        today: '2026-07-03',
        seats: { customer: scriptedCustomer(lines), backstage: smoothBackstage(machine.slots) },
        record: recording.append,
        watch: () => {},
      },
      resumed.opening,
    )
  recording.close()
  const after = readTranscript(path)
  if (!after.ok) throw new Error(after.message)
  return after.transcript.events
}

const withoutClock = (events: readonly EngineEvent[]) =>
  events.map((event) => ({ ...event, at: undefined }))
const kinds = (events: readonly EngineEvent[]) => events.map(({ type }) => type)

describe('a session', () => {
  it('is recorded from the header to the end', async () => {
    const { events, path } = await play([`it is ${CARD}`, 'yes'])
    expect(kinds(events)).toEqual([
      'started',
      'entered', // greet
      'said',
      'experienced', // greeted by name
      'entered', // ask-card
      'said',
      'heard',
      'entered', // ask-sure
      'said',
      'heard',
      'entered', // block
      'did',
      'entered', // promise-new-card
      'said',
      'promised',
      'kept',
      'entered', // bye
      'experienced', // resolved
      'ended',
    ])
    const read = readTranscript(path)
    expect(read.ok && withoutClock(read.transcript.events)).toEqual(withoutClock(events))
  })

  it('never writes down what is sensitive', async () => {
    const { events, path } = await play([
      'it is 4111 or so',
      `it is ${CARD}`,
      `why? ${CARD}!`,
      'yes',
    ])
    expect(readFileSync(path, 'utf8')).not.toContain('4111')
    expect(events.filter((event) => event.type === 'heard').map(({ text }) => text)).toEqual([
      '«card»',
      '«card»',
      'why? «card»!',
      'yes',
    ])
    expect(
      events.findLast((event) => event.type === 'said' && event.step === 'ask-sure'),
    ).toMatchObject({
      text: 'Yes or no?',
    })
  })

  it('stops when the lines run out; an empty line is silence', async () => {
    const { events } = await play([''])
    expect(events.filter((event) => event.type === 'heard')).toEqual([
      { type: 'heard', seat: 'customer', by: 'understanding', text: '', understood: 'no_input' },
    ])
    expect(events.at(-1)).toEqual({ type: 'ended', how: 'stopped' })
  })

  it('is the same again with the same seed and lines, byte for byte', async () => {
    const lines = ['hm', CARD, 'yes']
    const texts = await Promise.all(
      [1, 1, 2].map(async (seed) =>
        readFileSync((await play(lines, { seed, surprise: true })).path, 'utf8'),
      ),
    )
    expect(texts[0]).toBe(texts[1])
    expect(texts[0]).not.toBe(texts[2])
  })

  it('meets trouble with surprises, and gets through without', async () => {
    const endings = await Promise.all(
      Array.from(
        { length: 60 },
        async (_, seed) =>
          sumUp((await play([CARD, 'yes'], { seed, surprise: true })).events, project.journeys, 0)
            .ended,
      ),
    )
    const times = (how: string) => endings.filter((ending) => ending === how).length
    expect(times('resolved')).toBeGreaterThan(25)
    expect(times('handed_off')).toBeGreaterThan(3)
    expect(times('unresolved')).toBeGreaterThan(0)
    expect((await play([CARD, 'yes'])).events.at(-1)).toEqual({ type: 'ended', how: 'resolved' })
  })
})

describe('what is on record', () => {
  const machine = createMachine(project, project.personas.get('ana'))
  const journey = project.journeys.get('block-a-card')
  if (journey === undefined) throw new Error('no journey')
  const possible = onRecordAt(project, journey)

  it('is what the persona’s record says, else what is named, else invented', () => {
    expect(possible).toEqual({ known: ['first_name'], sometimesKnown: ['city'] })
    expect(givenValues(machine, possible, {})).toEqual({ first_name: 'Ana' })
    expect(givenValues(machine, possible, { first_name: 'Mere', city: 'Suva' })).toEqual({
      first_name: 'Mere',
      city: 'Suva',
    })
    const nobody = createMachine(project)
    expect(Object.keys(givenValues(nobody, possible, {}))).toEqual(['first_name'])
  })
})

describe('going on', () => {
  it('takes back the stop and loses nothing', async () => {
    const { path } = await play([CARD])
    const events = await goOn(path, ['yes'])
    const stopped = events.findIndex((event) => event.type === 'ended')
    expect(events[stopped]).toMatchObject({ how: 'stopped' })
    expect(events[stopped + 1]).toMatchObject({ type: 'undone', to: stopped - 1 })
    expect(events.at(-1)).toMatchObject({ type: 'ended', how: 'resolved' })
    expect(sumUp(events, project.journeys, -1)).toMatchObject({ ended: 'resolved', turns: 2 })
  })

  it('works as often as you like', async () => {
    const { path } = await play([])
    await goOn(path, ['what?'])
    await goOn(path, [])
    const events = await goOn(path, [CARD, 'yes'])
    expect(sumUp(events, project.journeys, -1)).toMatchObject({ ended: 'resolved', turns: 3 })
    const machine = createMachine(project, project.personas.get('ana'))
    expect(replay(machine, events).problem).toBeUndefined()
  })

  it('reaches the same end from a file cut at any byte after the header', async () => {
    const lines = ['hm', CARD, 'yes']
    const { path, events } = await play(lines)
    const bytes = readFileSync(path)
    const header = bytes.indexOf(0x0a)
    for (let length = header; length <= bytes.length; length += 1) {
      const cut = join(mkdtempSync(join(tmpdir(), 'tableread-')), 'cut.jsonl')
      writeFileSync(cut, bytes.subarray(0, length))
      const read = readTranscript(cut)
      if (!read.ok) throw new Error(read.message)
      const spoken = read.transcript.events.filter(({ type }) => type === 'heard').length
      const after = await goOn(cut, lines.slice(spoken))
      expect(withoutClock(after), `cut at byte ${length}`).toEqual(withoutClock(events))
    }
  }, 60_000)

  it('numbers new secrets on, because old ones are nowhere written', async () => {
    const { path } = await play([CARD])
    const read = readTranscript(path)
    if (!read.ok) throw new Error(read.message)
    const seen = tokensIn(read.transcript, ['card', 'city'])
    expect([...seen]).toEqual([
      ['card', 1],
      ['city', 0],
    ])
    expect(createVault(project.slots, seen).seal('card', '4222222222222222')).toBe('«card 2»')
  })

  it('says where a changed journey parts from the recording', async () => {
    const { path } = await play([CARD])
    const changed = loadTexts({
      'journeys/block-a-card.yaml': JOURNEY.replace('What is the number', 'Which is the number'),
      'personas/ana.yaml': PERSONA,
    })
    const read = readTranscript(path)
    if (!read.ok) throw new Error(read.message)
    expect(changedFiles(project, read.transcript)).toEqual([])
    expect(changedFiles(changed, read.transcript)).toEqual(['block-a-card'])
    const machine = createMachine(changed, changed.personas.get('ana'))
    expect(resumeSession(machine, read.transcript)).toMatchObject({ kind: 'differs', event: 5 })
  })
})

it('whatever is said, the recording replays and shows no card number', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof(
          fc.constantFrom('yes', 'no', '', CARD, `${CARD}!`, 'agent', '//', '4111 1111'),
          fc.string({ unit: 'binary' }),
        ),
        { maxLength: 8 },
      ),
      fc.nat(),
      async (lines, seed) => {
        const { path } = await play(lines, { seed, surprise: true })
        const read = readTranscript(path)
        if (!read.ok) throw new Error(read.message)
        const machine = createMachine(project, project.personas.get('ana'))
        expect(replay(machine, read.transcript.events).problem).toBeUndefined()
        expect(JSON.stringify(read.transcript.events)).not.toContain(CARD)
      },
    ),
    { numRuns: 60 },
  )
}, 60_000)
