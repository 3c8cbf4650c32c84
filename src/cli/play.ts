// `tableread play`: plays a journey, the player as the customer, and records the conversation.
import { randomInt } from 'node:crypto'
import { resolve } from 'node:path'
import process from 'node:process'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { createMachine, type Machine, reachableJourneys } from '../engine/index.ts'
import type { Channel, Journey, Persona, Project, Value } from '../model/index.ts'
import { clean, type Theme, wrap } from '../report/index.ts'
import {
  createVault,
  givenValues,
  makeHeader,
  onRecordAt,
  openSession,
  RecordingProblem,
  sessionId,
  startRecording,
} from '../roleplay/index.ts'
import {
  channelNamed,
  chooseChannel,
  chooseJourney,
  choosePersona,
  personaNamed,
  playableJourneys,
  usualChannel,
} from './play/choose.ts'
import {
  localDay,
  needTerminal,
  perform,
  readFortune,
  shownPath,
  withPath,
} from './play/perform.ts'
import { personaCard } from './play/persona-card.ts'
import { readScript } from './play/script.ts'
import { CHANNEL } from './play/stage.ts'
import { collectGiven, readGiven, valueReader } from './play/typed-values.ts'
import { Problem } from './problem.ts'
import { journeyNamed, loadOrExplain } from './project.ts'
import { themeOf } from './screen.ts'

interface Flags {
  readonly as: 'customer'
  readonly persona?: string
  readonly channel?: string
  readonly seed?: number
  readonly out?: string
  readonly surprise?: boolean
  readonly askOutcomes?: boolean
  readonly script?: string
  readonly given?: readonly string[]
  readonly config?: string
  readonly color: boolean
}

export const define = (program: Command): void => {
  program
    .command('play')
    .description(
      'Play a journey as the customer and record it. What you leave out is asked for.\nActions succeed and people are free unless you say otherwise.',
    )
    .argument('[journey]', 'The id of a journey, or its file.')
    .addOption(
      new Option('--as <seat>', 'The seat you take.').choices(['customer']).default('customer'),
    )
    .option('--persona <id>', 'Who you are; "none" to play as yourself.')
    .option('--channel <channel>', 'Where it takes place: chat, voice, sms, email or in_person.')
    .option(
      '--seed <n>',
      'Repeat a session: the same seed and lines give the same words.',
      readSeed,
    )
    .option('--out <folder>', 'Where to put the recording (transcripts).')
    .option(
      '--given <slot=value>',
      'What the organisation has on record; may be repeated.',
      collectGiven,
    )
    .option('--surprise', 'Let the seed decide how actions turn out and who is free.')
    .option('--ask-outcomes', 'Be asked how actions turn out, what they find, and who is free.')
    .option('--script <file>', "Take the customer's lines from a file; - reads stdin.")
    .addHelpText(
      'after',
      `
Examples:
  $ tableread play                                   choose from a list
  $ tableread play query-a-charge --persona ana      be Ana
  $ tableread play query-a-charge --seed 7 --surprise
  $ tableread play query-a-charge --given first_name=Mere --script lines.txt

While you play: Enter alone is silence, /help shows what else you can type, Tab completes it.
Ctrl-C, Ctrl-D and /quit stop; everything is kept, the exit code is 0, and "tableread resume" goes on.
Ctrl-C in a list, before the conversation has begun, leaves nothing behind; the exit code is 130.

A script holds what the customer says, a line a line. An empty line is silence; a line that begins
with # is a comment, and with ## says a #. When the lines run out the session stops. Without
--persona and --channel a script takes the journey's first persona and their favourite channel.`,
    )
    .action(async (journey: string | undefined, _options: unknown, command: Command) => {
      await play(journey, command.optsWithGlobals<Flags>())
    })
}

const LARGEST_SEED = 2 ** 31

function readSeed(text: string): number {
  const seed = Number(text)
  if (!/^\d+$/.test(text) || seed >= LARGEST_SEED)
    throw new InvalidArgumentError(`A seed is a whole number from 0 to ${LARGEST_SEED - 1}.`)
  return seed
}

async function play(name: string | undefined, flags: Flags): Promise<void> {
  const theme = (): Theme => themeOf(process.stdout, flags.color)
  const fortune = readFortune(flags)
  if (flags.script === undefined) needTerminal()
  const lines = flags.script === undefined ? undefined : await readScript(flags.script)
  const { project, journey } = await pickJourney(name, flags, lines !== undefined)
  try {
    const persona = await pickPersona(project, journey, flags.persona, lines !== undefined)
    const channel = await pickChannel(journey, persona, flags.channel, lines !== undefined)
    const machine = createMachine(project, persona)
    const vault = createVault(machine.slots)
    const given = vault.sealAll(await onRecord(project, machine, journey, flags.given ?? []))
    const seed = flags.seed ?? randomInt(LARGEST_SEED)
    const id = sessionId(journey.id, new Date())
    const started = makeHeader(project, {
      id,
      journey,
      ...(persona === undefined ? {} : { persona }),
      channel,
      seats: { customer: lines === undefined ? 'person' : 'script', system: 'engine' },
      seed,
      given,
    })
    const opening = openSession(machine, started)
    const folder = resolve(
      flags.out === undefined ? project.root : process.cwd(),
      flags.out ?? project.settings.paths.transcripts,
    )
    const recording = startRecording(folder, id)
    process.stdout.write(
      introduction(
        {
          journey,
          persona,
          machine,
          given,
          channel,
          seed,
          path: recording.path,
          atPrompt: lines === undefined,
        },
        theme(),
      ),
    )
    await perform({
      machine,
      opening,
      recorded: [],
      recording,
      vault,
      ...(lines === undefined ? {} : { lines }),
      fortune,
      theme,
    })
  } catch (error) {
    throw error instanceof RecordingProblem ? new Problem(`${error.message}.`) : error
  }
}

interface Introduction {
  readonly journey: Journey
  readonly persona: Persona | undefined
  readonly machine: Machine
  readonly given: Readonly<Record<string, Value>>
  readonly channel: Channel
  readonly seed: number
  readonly path: string
  readonly atPrompt: boolean
}

function introduction(facts: Introduction, theme: Theme): string {
  const { journey, persona, machine, given, channel, seed, path, atPrompt } = facts
  const about = `${clean(journey.title)} (${journey.id}, ${CHANNEL[channel]})`
  return [
    '',
    wrap(theme.bold(about), theme.width),
    ...(journey.summary === undefined ? [] : [wrap(clean(journey.summary), theme.width)]),
    '',
    ...(persona === undefined ? [] : [personaCard(persona, journey, machine, given, theme), '']),
    withPath(`Seed ${seed}. Recorded in`, shownPath(path), theme),
    ...(atPrompt
      ? [
          wrap(
            theme.dim('Enter alone is silence. /help shows what else you can type.'),
            theme.width,
          ),
        ]
      : []),
    '',
    '',
  ].join('\n')
}

interface Picked {
  readonly project: Project
  readonly journey: Journey
}

/** Throws `Problem` when the journey, or one that it leads to, cannot be played. */
async function pickJourney(
  name: string | undefined,
  flags: Flags,
  scripted: boolean,
): Promise<Picked> {
  const { config, color } = flags
  const picked =
    name === undefined
      ? await pickFromList(flags, scripted)
      : await journeyNamed(name, config, color)
  const { project, journey } = picked
  const missing = reachableJourneys(project, journey.id).find((id) => !project.journeys.has(id))
  // Names what is wrong with it and throws.
  return missing === undefined ? picked : journeyNamed(missing, config, color)
}

async function pickFromList({ config, color }: Flags, scripted: boolean): Promise<Picked> {
  const [load] = await loadOrExplain(config === undefined ? {} : { config }, color)
  const journeys = load === undefined ? [] : playableJourneys(load.project)
  const [first] = journeys
  if (load === undefined || first === undefined)
    throw new Problem(
      'There are no journeys here to play.',
      'tableread init starts a project, tableread new journey writes a journey, and tableread lint\ntells what is wrong with those there are.',
    )
  if (scripted && journeys.length > 1)
    throw new Problem(
      'Which journey? A script plays one that is named.',
      `There are ${journeys.map(({ id }) => id).join(', ')}.`,
    )
  const id = journeys.length === 1 ? first.id : await chooseJourney(journeys)
  return { project: load.project, journey: load.project.journeys.get(id) ?? first }
}

async function pickPersona(
  project: Project,
  journey: Journey,
  id: string | undefined,
  scripted: boolean,
): Promise<Persona | undefined> {
  if (id !== undefined) return personaNamed(project, id)
  if (!scripted) return choosePersona(project, journey)
  return journey.personas.flatMap((name) => project.personas.get(name) ?? [])[0]
}

async function pickChannel(
  journey: Journey,
  persona: Persona | undefined,
  channel: string | undefined,
  scripted: boolean,
): Promise<Channel> {
  if (channel !== undefined) return channelNamed(journey, channel)
  return scripted ? usualChannel(journey, persona) : chooseChannel(journey, persona)
}

async function onRecord(
  project: Project,
  machine: Machine,
  journey: Journey,
  pairs: readonly string[],
): Promise<Readonly<Record<string, Value>>> {
  const possible = onRecordAt(project, journey)
  if (pairs.length === 0) return givenValues(machine, possible, {})
  const { createEar } = await import('../understanding/index.ts')
  const readValue = valueReader(await createEar(), localDay(new Date()))
  const named = readGiven(
    pairs,
    [...possible.known, ...possible.sometimesKnown],
    machine,
    journey.language,
    readValue,
  )
  return givenValues(machine, possible, named)
}
