// `tableread resume`: goes on with a session that stopped, in the same recording.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import process from 'node:process'
import type { Command } from 'commander'
import { createMachine, reachableJourneys } from '../engine/index.ts'
import { nearest, type Project } from '../model/index.ts'
import { clean, type Theme, wrap } from '../report/index.ts'
import {
  changedFiles,
  continueRecording,
  createVault,
  RecordingProblem,
  readTranscript,
  resumeSession,
  sumUp,
  type Transcript,
  tokensIn,
} from '../roleplay/index.ts'
import { personaNamed } from './play/choose.ts'
import { closingAccount } from './play/closing.ts'
import { needTerminal, perform, readFortune, shownPath, withPath } from './play/perform.ts'
import { readScript } from './play/script.ts'
import { Problem } from './problem.ts'
import { journeyNamed, loadOrExplain } from './project.ts'
import { themeOf } from './screen.ts'

interface Flags {
  readonly surprise?: boolean
  readonly askOutcomes?: boolean
  readonly script?: string
  readonly config?: string
  readonly color: boolean
}

export const define = (program: Command): void => {
  program
    .command('resume')
    .description('Go on with a conversation that stopped, in the same recording.')
    .argument('[transcript]', 'The recording; without it, choose from those that can go on.')
    .option('--surprise', 'Let the seed decide how actions turn out and who is free.')
    .option('--ask-outcomes', 'Be asked how actions turn out, what they find, and who is free.')
    .option('--script <file>', "Take the customer's lines from a file; - reads stdin.")
    .addHelpText(
      'after',
      `
Examples:
  $ tableread resume                                        choose from a list
  $ tableread resume transcripts/query-a-charge-20260703-101500-k3f9.jsonl

What was recorded is played again first. Where the journey has changed so much that the same
conversation no longer comes about, the first difference is shown and nothing is written.
Ctrl-C in a list, before the conversation goes on, leaves everything as it was; the exit code is 130.`,
    )
    .action(async (file: string | undefined, _options: unknown, command: Command) => {
      await resume(file, command.optsWithGlobals<Flags>())
    })
}

async function resume(file: string | undefined, flags: Flags): Promise<void> {
  const { config, color } = flags
  const theme = (): Theme => themeOf(process.stdout, color)
  const fortune = readFortune(flags)
  const [load] = await loadOrExplain(config === undefined ? {} : { config }, color)
  if (load === undefined) throw new Problem('There is no project here.')
  const { project } = load
  const path = await findTranscript(project, file, flags.script !== undefined)
  const shown = shownPath(path)
  const read = readTranscript(path, shown)
  if (!read.ok) throw new Problem(`${read.message}.`)
  const { transcript } = read
  const { started, notes } = transcript
  try {
    const journey = project.journeys.get(started.journey.id)
    const missing = reachableJourneys(project, started.journey.id).find(
      (id) => !project.journeys.has(id),
    )
    if (journey === undefined || missing !== undefined) {
      // Names what is wrong with it and throws.
      await journeyNamed(missing ?? started.journey.id, config, color)
      return
    }
    const persona = started.persona && personaNamed(project, started.persona.id)
    const machine = createMachine(project, persona)
    const changed = changedFiles(project, transcript)
    const resumed = resumeSession(machine, transcript)
    if (resumed.kind === 'differs') throw cannotGoOn(shown, transcript, resumed, changed)
    for (const note of notes) say(`${shown}: ${note}.`)
    if (changed.length > 0)
      say(
        `${changed.join(', ')} changed since this was recorded. What was said so far still comes about in the same way.`,
      )
    if (resumed.kind === 'over') {
      const recording = continueRecording(path, transcript)
      if (resumed.missing.length > 0) recording.append(resumed.missing)
      recording.close()
      const account = sumUp(
        [...transcript.events, ...resumed.missing],
        machine.journeys,
        persona?.mood.start ?? 0,
      )
      process.stdout.write(
        `This conversation came to its end; there is nothing to go on with.\n\n${closingAccount(account, { transcript: shown }, theme())}\n`,
      )
      return
    }
    if (flags.script === undefined) needTerminal()
    const lines = flags.script === undefined ? undefined : await readScript(flags.script)
    const sensitive = [...machine.slots.values()].filter((slot) => slot.sensitive !== undefined)
    const vault = createVault(
      machine.slots,
      tokensIn(
        transcript,
        sensitive.map(({ name }) => name),
      ),
    )
    const paint = theme()
    process.stdout.write(
      `\n${wrap(paint.bold(`${clean(journey.title)} (${journey.id})`), paint.width)}\n${withPath(
        `What was said so far. Seed ${started.seed}. Recorded in`,
        shown,
        paint,
      )}\n\n`,
    )
    await perform({
      machine,
      opening: resumed.opening,
      recorded: transcript.events,
      recording: continueRecording(path, transcript),
      vault,
      ...(lines === undefined ? {} : { lines }),
      fortune,
      theme,
    })
  } catch (error) {
    throw error instanceof RecordingProblem ? new Problem(`${error.message}.`) : error
  }
}

const say = (text: string): void => {
  process.stderr.write(`tableread: ${clean(text)}\n`)
}

function cannotGoOn(
  shown: string,
  transcript: Transcript,
  { event, message }: { readonly event: number; readonly message: string },
  changed: readonly string[],
): Problem {
  const { journey, persona, seed } = transcript.started
  const again = `tableread play ${journey.id}${persona === undefined ? '' : ` --persona ${persona.id}`} --seed ${seed}`
  return new Problem(
    `${shown}:${event + 1}: the conversation no longer comes about as it was recorded: ${message}.`,
    `${
      changed.length === 0
        ? 'The recording was changed after it was made, or made by another version of Tableread.'
        : `${changed.join(', ')} changed since. Put ${changed.length === 1 ? 'it' : 'them'} back as ${changed.length === 1 ? 'it was' : 'they were'} to go on,`
    }\n${changed.length === 0 ? 'To' : 'or'} start anew: ${again}\nThe recording is left as it is.`,
  )
}

/** The file as named, or by its name in the folder of recordings. Throws `Problem`. */
async function findTranscript(
  project: Project,
  file: string | undefined,
  scripted: boolean,
): Promise<string> {
  const folder = resolve(project.root, project.settings.paths.transcripts)
  if (file === undefined) {
    if (scripted) throw new Problem('Which recording? Name its file.')
    needTerminal()
    return chooseTranscript(folder)
  }
  const places = [resolve(file), join(folder, file), join(folder, `${file}.jsonl`)]
  const found = places.find((place) => existsSync(place))
  if (found !== undefined) return found
  const near = nearest(basename(file), recordingsIn(folder))
  throw new Problem(
    `There is no recording ${file}.`,
    near === undefined ? undefined : `Did you mean ${shownPath(join(folder, near))}?`,
  )
}

function recordingsIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.jsonl'))
  } catch {
    // A folder that is not there holds no recordings.
    return []
  }
}

const MOST_OFFERED = 50

/** The newest first, of those that did not come to an end of their own. */
async function chooseTranscript(folder: string): Promise<string> {
  const newest = recordingsIn(folder)
    .map((name) => ({ name, path: join(folder, name), time: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.time - a.time)
    .slice(0, MOST_OFFERED)
  const open = newest.flatMap(({ name, path }) => {
    const read = readTranscript(path)
    if (!read.ok) return []
    const last = read.transcript.events.at(-1)
    const over = last?.type === 'ended' && last.how !== 'stopped' && last.how !== 'abandoned'
    return over ? [] : [{ name, path, turns: turnsOf(read.transcript) }]
  })
  if (open.length === 0)
    throw new Problem(
      `There is no recording in ${shownPath(folder)} that could go on.`,
      'Name the file of one that lies elsewhere.',
    )
  const { select } = await import('@inquirer/prompts')
  return select({
    message: 'Which one?',
    choices: open.map(({ name, path, turns }) => ({
      value: path,
      name: `${clean(name.replace(/\.jsonl$/, ''))}, ${turns} ${turns === 1 ? 'turn' : 'turns'}`,
    })),
  })
}

const turnsOf = ({ events }: Transcript): number =>
  events.filter((event) => event.type === 'heard').length
