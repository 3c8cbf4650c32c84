// The program: finds the command that was typed, loads that one alone, and turns whatever goes wrong
// into a line and an exit code.
import process from 'node:process'
import { Command, CommanderError } from 'commander'
import manifest from '../../package.json' with { type: 'json' }
import { clean } from '../report/index.ts'
import { commands } from './commands.ts'
import { hangUp, isHangUp } from './hang-up.ts'
import { inWords, isFileError, Problem } from './problem.ts'

const EXIT_USAGE = 2
/** A fault of ours, not of the person's: EX_SOFTWARE of sysexits.h. */
const EXIT_FAULT = 70
/** Ctrl-C: 128 and the number of SIGINT, as shells have it. */
const EXIT_INTERRUPTED = 130

const EXAMPLES = `
Examples:
  $ tableread play query-a-charge --persona ana   be Ana, and see how it feels
  $ tableread lint                                check all journeys of the project

Exit codes: 0 all is well, 1 findings, 2 wrong usage or a file that cannot be read, 70 a fault in
Tableread itself. Each command explains itself: tableread lint --help`

const main = async (argv: readonly string[]): Promise<void> => {
  const program = new Command('tableread')
    .description(
      'Write service conversations, play them before anybody builds them, and keep them humane.',
    )
    .usage('<command> [options]')
    .version(manifest.version, '-V, --version', 'Print the version.')
    .option('--cwd <folder>', 'Run as if started in this folder.')
    .option(
      '--config <file>',
      'Use this settings file instead of the nearest tableread.config.yaml.',
    )
    .option('--no-color', 'Print without colour (NO_COLOR and FORCE_COLOR count too).')
    .helpOption('-h, --help', 'Print help.')
    .helpCommand('help [command]', 'Print help for a command.')
    .configureHelp({ showGlobalOptions: true, subcommandTerm: (command) => command.name() })
    .configureOutput({
      outputError: (text, write) => write(clean(sentence(text), { keepLines: true })),
    })
    .showSuggestionAfterError()
    .exitOverride()
    .addHelpText('after', EXAMPLES)
    .hook('preAction', (_program, command) => enter(command.optsWithGlobals().cwd))

  const typed = commandTyped(argv)
  for (const { name, summary, load } of commands) {
    if (name === typed) (await load()).define(program)
    else program.command(name).summary(summary).description(summary)
  }
  const defined = program.commands.find((command) => command.name() === typed)
  const entry = commands.find(({ name }) => name === typed)
  if (defined && entry) defined.summary(entry.summary)
  // `help nope` is told what is wrong, as `nope` is.
  const unknown = argv[0] === 'help' && typed !== undefined && entry === undefined
  await program.parseAsync(unknown ? [typed] : argv, { from: 'user' })
}

/** `help lint` counts as typing `lint`, which must be there to be explained. */
const commandTyped = (argv: readonly string[]): string | undefined => {
  const words: string[] = []
  for (let index = 0; index < argv.length; index++) {
    const word = argv[index] ?? ''
    if (word === '--cwd' || word === '--config') index++
    else if (!word.startsWith('-')) words.push(word)
  }
  return words[0] === 'help' ? words[1] : words[0]
}

const enter = (folder: unknown): void => {
  if (typeof folder !== 'string') return
  try {
    process.chdir(folder)
  } catch (error) {
    throw new Problem(`Cannot work in ${folder}: ${inWords(error)}.`, 'Give --cwd a folder.')
  }
}

/** Commander's words in the tone of ours. */
const sentence = (text: string): string => {
  const words = text
    .trim()
    .replace(/^error: /, '')
    .replace(
      /^option '(?:.*, )?(--[\w-]+).*?' argument '(.*)' is invalid\. /s,
      "$1: '$2' will not do. ",
    )
    .replace(
      /^command-argument value '(.*)' is invalid for argument '(.*)'\. /s,
      "$2: '$1' will not do. ",
    )
    .replace('Allowed choices are', 'It is one of')
    .replace(/\n\((Did you mean .*)\)$/, '.\n$1')
  return `tableread: ${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.?!]$/.test(words) ? '' : '.'}\n`
}

const complain = (text: string): void => {
  process.stderr.write(`tableread: ${clean(text, { keepLines: true })}\n`)
}

/** Prints what went wrong and returns the exit code. */
const explain = (error: unknown): number => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE
  if (error instanceof Problem) {
    complain(error.message)
    if (error.hint !== undefined)
      process.stderr.write(`${clean(error.hint, { keepLines: true })}\n`)
    return EXIT_USAGE
  }
  if (error instanceof Error && error.name === 'ExitPromptError') return EXIT_INTERRUPTED
  const debug = process.env.TABLEREAD_DEBUG
  if (isFileError(error) && !debug) {
    const path = error instanceof Error && 'path' in error ? `${String(error.path)}: ` : ''
    complain(`${path}${inWords(error)}.`)
    return EXIT_USAGE
  }
  const message = error instanceof Error ? error.message : String(error)
  complain(`Something went wrong inside Tableread: ${message}`)
  process.stderr.write(
    debug && error instanceof Error
      ? `${clean(error.stack ?? '', { keepLines: true })}\n`
      : 'This is our fault, not yours. To report it, run the same command with TABLEREAD_DEBUG=1 and\nsend us what it prints, with the journey if you can share it.\n',
  )
  return EXIT_FAULT
}

/** A reader that has seen enough, such as `head`, is no error. */
const quietly = (error: NodeJS.ErrnoException): void => {
  if (isHangUp(error)) hangUp()
  else process.exit(error.code === 'EPIPE' ? (process.exitCode ?? 0) : explain(error))
}

// The parts of the program are small print; with the maps a stack names our own files and lines.
if (process.env.TABLEREAD_DEBUG) process.setSourceMapsEnabled(true)

process.stdout.on('error', quietly)
process.stderr.on('error', quietly)
const fail = (error: unknown): void => {
  if (isHangUp(error)) hangUp()
  else process.exit(explain(error))
}
process.on('uncaughtException', fail)
process.on('unhandledRejection', fail)

try {
  await main(process.argv.slice(2))
} catch (error) {
  process.exitCode = explain(error)
}
