// `tableread lint`: checks journeys and prints what hurts the people who live through them.
import { isUtf8 } from 'node:buffer'
import { basename, resolve } from 'node:path'
import process from 'node:process'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { type LintResult, lintProject, rules } from '../lint/index.ts'
import { type Diagnostic, type Load, nearest, type Project } from '../model/index.ts'
import { clean, count, lintJson, loadFindingsText, summaryText } from '../report/index.ts'
import { Problem } from './problem.ts'
import { loadOrExplain, printDiagnostics } from './project.ts'
import { themeOf } from './screen.ts'

const PRESETS = ['draft', 'recommended', 'strict', 'all'] as const

interface LintOptions {
  readonly format: 'stylish' | 'json'
  readonly quiet?: boolean
  readonly verbose?: boolean
  readonly maxWarnings?: number
  readonly preset?: (typeof PRESETS)[number]
  readonly stdinFilename?: string
  readonly config?: string
  readonly color: boolean
}

export const define = (program: Command): void => {
  program
    .command('lint')
    .description(
      'Check journeys for what hurts the people who live through them.\nWithout paths: all journeys, personas and scenarios of the project. Checking one file reads its whole project and reports on that file.',
    )
    .argument('[paths...]', 'Files, folders or patterns; - reads a journey from stdin.')
    .addOption(
      new Option('-f, --format <format>', 'How to print: for people, or for programs.')
        .choices(['stylish', 'json'])
        .default('stylish'),
    )
    .addOption(new Option('--preset <name>', 'Which rules, how severe.').choices(PRESETS))
    .option('-q, --quiet', 'Print errors only, and nothing when there are none.')
    .option('-v, --verbose', 'Print infos too.')
    .option('--max-warnings <n>', 'Exit with 1 when there are more warnings.', wholeNumber)
    .option('--stdin-filename <file>', 'The file that the text from stdin stands for.')
    .addHelpText(
      'after',
      `
Examples:
  $ tableread lint
  $ tableread lint journeys/query-a-charge.yaml --preset draft
  $ tableread lint "journeys/**/*.yaml" --max-warnings 0
  $ tableread lint --format json > findings.json
  $ cat idea.yaml | tableread lint -

Presets: draft (proven errors alone), recommended, strict (warnings are errors), all.
Exit codes: 0 clean, 1 an error or too many warnings, 2 wrong usage or a file that cannot be read.`,
    )
    .action((paths: readonly string[], _options: object, command: Command) =>
      lint(paths, command.optsWithGlobals<LintOptions>()),
    )
}

const lint = async (paths: readonly string[], options: LintOptions): Promise<void> => {
  const { format, color, maxWarnings = Number.POSITIVE_INFINITY } = options
  const result = together(await check(paths, options))
  const cwd = process.cwd()
  const least = options.quiet === true ? 'error' : options.verbose === true ? 'info' : 'warning'
  if (format === 'json') {
    const findings =
      options.quiet === true
        ? result.findings.filter(({ severity }) => severity === 'error')
        : result.findings
    process.stdout.write(lintJson({ ...result, findings }, cwd))
  } else {
    const theme = themeOf(process.stdout, color)
    const findings =
      result.findings.length === 0
        ? ''
        : (await loadFindingsText())(result.findings, theme, { cwd, least })
    if (findings !== '') process.stdout.write(`${findings}\n\n`)
    if (options.quiet !== true || findings !== '')
      process.stdout.write(`${summaryText(result, theme, least)}\n`)
  }
  for (const note of notes(result, maxWarnings)) process.stderr.write(`${clean(note)}\n`)
  process.exitCode = exitCode(result, maxWarnings)
}

/** Loads and lints; long work shows how far it is, on a terminal. */
const check = async (
  paths: readonly string[],
  { preset, config, stdinFilename, color }: LintOptions,
): Promise<readonly LintResult[]> => {
  const fromStdin = paths.includes('-')
  if (stdinFilename !== undefined && !fromStdin)
    throw new Problem(
      '--stdin-filename goes with - among the paths.',
      'For example: tableread lint - --stdin-filename journeys/idea.yaml',
    )
  const name = stdinFilename ?? '-'
  const loads = await loadOrExplain(
    {
      paths: paths.map((path) => (path === '-' ? name : path)),
      ...(config === undefined ? {} : { config }),
      ...(fromStdin ? { overlay: new Map([[resolve(name), await readStdin()]]) } : {}),
    },
    color,
  )
  if (paths.length === 0) mustHoldSomething(loads)
  await mustNameRules(loads, color)
  const progress = progressOn(process.stderr)
  const results = loads.map(({ project, targets }) =>
    lintProject(project, {
      targets,
      ...(preset === undefined ? {} : { preset }),
      onProgress: progress.show,
    }),
  )
  progress.clear()
  return results
}

/** @throws Problem where the project's own folders hold nothing */
const mustHoldSomething = (loads: readonly Load[]): void => {
  const [first] = loads
  if (first === undefined || loads.some(({ targets }) => targets.length > 0)) return
  const { root, settings } = first.project
  const { journeys, personas, scenarios } = settings.paths
  const where = [...new Set([...journeys, ...personas, ...scenarios])]
  throw new Problem(
    `There is nothing to check: no journeys, personas or scenarios in ${listed(where)} under ${root}.`,
    settings.file === undefined
      ? 'Start with tableread init, name files or folders to check, or say with --cwd where the project is.'
      : `Those are the folders that ${basename(settings.file.path)} names${settings.ignore.length > 0 ? ', without what it ignores' : ''}. Mend them there, or name files or folders to check.`,
  )
}

/**
 * The model takes any name for a rule's; here is known which there are.
 * @throws Problem where a config names one that does not exist, after printing what is wrong
 */
const mustNameRules = async (loads: readonly Load[], color: boolean): Promise<void> => {
  for (const { project } of loads) {
    const wrong = unknownRules(project)
    if (wrong.length === 0) continue
    await printDiagnostics(wrong, color)
    throw new Problem(`The config ${project.settings.file?.path} is not in order.`)
  }
}

const unknownRules = ({ settings }: Project): readonly Diagnostic[] => {
  const { file } = settings
  if (file === undefined) return []
  const ids = rules.map(({ meta }) => meta.id)
  return Object.keys(settings.rules)
    .filter((id) => !ids.includes(id))
    .map((id) => {
      const near = nearest(id, ids)
      return {
        rule: 'schema',
        severity: 'error',
        message: `There is no rule \`${clean(id).slice(0, 60)}\``,
        fix: near === undefined ? `the rules are ${listed(ids)}` : `did you mean \`${near}\`?`,
        file: file.path,
        text: file.text,
        range: file.locate(['rules', id], 'key'),
      }
    })
}

/** "a, b and c". */
const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

/** Bytes; as much as the loader takes from a file. */
const LARGEST = 16 * 1024 * 1024

/** Read as it comes: a pipe whose other end is slow is not an error. */
const readStdin = async (): Promise<string> => {
  if (process.stdin.isTTY)
    throw new Problem(
      '- reads a journey from stdin, and nothing is piped in.',
      'For example: cat idea.yaml | tableread lint -',
    )
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
    chunks.push(chunk)
    size += chunk.length
    if (size > LARGEST) throw new Problem('What came from stdin is too large: 16 MB is the most.')
  }
  const bytes = Buffer.concat(chunks)
  if (bytes.includes(0) || !isUtf8(bytes))
    throw new Problem('What came from stdin is not text in UTF-8.')
  return bytes.toString('utf8')
}

const PATIENCE = 1_000
const BETWEEN = 100

interface Progress {
  readonly show: (done: number, all: number) => void
  readonly clear: () => void
}

/** A line that says how far the work is, from the first second on, where somebody is watching. */
const progressOn = (stream: NodeJS.WriteStream): Progress => {
  let last = performance.now() + PATIENCE - BETWEEN
  let shown = false
  return {
    show: (done, all) => {
      const now = performance.now()
      if (!stream.isTTY || now - last < BETWEEN) return
      last = now
      shown = true
      stream.write(`\rChecking paths: ${done} of ${all}`)
    },
    clear: () => {
      if (shown) stream.write('\r\x1b[K')
    },
  }
}

const exitCode = ({ summary, findings }: LintResult, maxWarnings: number): number => {
  if (findings.some(({ rule }) => rule === 'unreadable')) return 2
  return summary.errors > 0 || summary.warnings > maxWarnings ? 1 : 0
}

const notes = ({ skipped, summary }: LintResult, maxWarnings: number): readonly string[] => [
  ...(skipped.length === 0
    ? []
    : [
        `note: the paths of ${skipped.join(', ')} were not checked, because of errors in ${skipped.length === 1 ? 'it or in a journey it leads' : 'them or in journeys they lead'} to.`,
      ]),
  ...(summary.unconfirmed === 0
    ? []
    : [
        `note: ${count(summary.unconfirmed, 'finding')} could not be confirmed: the journeys are too large to search to the end.`,
      ]),
  ...(summary.warnings <= maxWarnings
    ? []
    : [`${count(summary.warnings, 'warning')}, and --max-warnings allows ${maxWarnings}.`]),
]

/** Several projects as one result, their files in order. */
const together = (results: readonly LintResult[]): LintResult => {
  const [first, ...rest] = results
  if (first === undefined) throw new Problem('There is nothing to check here.')
  return rest.reduce(
    (all, one): LintResult => ({
      summary: {
        files: all.summary.files + one.summary.files,
        journeys: all.summary.journeys + one.summary.journeys,
        personas: all.summary.personas + one.summary.personas,
        errors: all.summary.errors + one.summary.errors,
        warnings: all.summary.warnings + one.summary.warnings,
        infos: all.summary.infos + one.summary.infos,
        unconfirmed: all.summary.unconfirmed + one.summary.unconfirmed,
      },
      rules: Math.max(all.rules, one.rules),
      findings: [...all.findings, ...one.findings],
      skipped: [...all.skipped, ...one.skipped],
    }),
    first,
  )
}

const wholeNumber = (text: string): number => {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It is a whole number, 0 or more.')
}
