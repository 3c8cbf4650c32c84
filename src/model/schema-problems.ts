// What a file says that its schema does not allow: the validators find it, and here each defect is
// told once, in words, with what to write instead.
import type { ErrorObject, ValidateFunction } from 'ajv'
import validateConfig from './generated/config.validate.js'
import validateJourney from './generated/journey.validate.js'
import validatePersona from './generated/persona.validate.js'
import validateScenario from './generated/scenario.validate.js'
import validateShared from './generated/shared.validate.js'
import { nearest } from './nearest.ts'
import type { Path } from './place.ts'
import { key, listed, name, type Problem, schemaError, spelling, value } from './problem.ts'
import type { SchemaKind } from './schema-files.ts'
import { type Shape, shapeAt, shapeFor, stepKeys } from './shape.ts'
import { SLOT_TYPES } from './values.ts'

export type FileKind = Exclude<SchemaKind, 'transcript'>

function validatorOf(kind: FileKind): ValidateFunction {
  switch (kind) {
    case 'journey':
      return validateJourney
    case 'shared':
      return validateShared
    case 'persona':
      return validatePersona
    case 'scenario':
      return validateScenario
    case 'config':
      return validateConfig
  }
}

/** More keys than these are no help as a list. */
const MOST_LISTED = 12

/** A file with more faults than these has one fault: it is something else. */
const MOST_FAULTS = 1000

type Fault = ErrorObject & { readonly path: Path; readonly found: unknown }

/**
 * The defects of a file's data. Where there are any, what they concern is taken out of the data, so
 * that what remains can be looked at as if it were sound, but for keys that are missing.
 * @param data plain data; changed where it is faulty
 */
export function schemaProblems(kind: FileKind, data: Record<string, unknown>): readonly Problem[] {
  const validate = validatorOf(kind)
  if (validate(data)) return []
  const faults = (validate.errors ?? []).slice(0, MOST_FAULTS).map((error) => {
    const path = pathOf(error.instancePath, data)
    return { ...error, path, found: at(data, path) }
  })
  const told = oneEach(faults, kind)
  const problems = told.flatMap((fault) => tell(fault, kind, data))
  const steps = kind === 'journey' ? stepProblems(data, told) : []
  for (const fault of told) remove(fault, data)
  return [...problems, ...steps]
}

/** A JSON pointer as a path; numbers only where there is a list. */
function pathOf(pointer: string, data: unknown): Path {
  const path: (string | number)[] = []
  let here = data
  for (const part of pointer.split('/').slice(1)) {
    const spelt = part.replaceAll('~1', '/').replaceAll('~0', '~')
    const step = Array.isArray(here) ? Number(spelt) : spelt
    path.push(step)
    here = at(here, [step])
  }
  return path
}

function at(data: unknown, path: Path): unknown {
  let here = data
  for (const step of path) {
    if (typeof here !== 'object' || here === null) return undefined
    here = (here as Record<string | number, unknown>)[step]
  }
  return here
}

const isWithin = (inner: string, outer: string): boolean =>
  inner === outer || inner.startsWith(`${outer}/`)

/**
 * Of the alternatives at a place, the validator reports every one that failed. What is kept: the
 * faults of the alternative whose kind (text, list or map) was written, or else one fault of kind.
 */
function oneEach(faults: readonly Fault[], kind: FileKind): readonly Fault[] {
  const choices = new Set(
    faults
      .filter((one) => one.keyword === 'anyOf' || one.keyword === 'oneOf')
      .map((one) => one.instancePath),
  )
  const kept = new Map<string, Fault>()
  for (const fault of faults) {
    if (fault.schemaPath.includes('dependentSchemas') || fault.keyword === 'not') continue
    if (
      isStep(fault.path, kind) &&
      (fault.keyword === 'anyOf' || /\/anyOf\//.test(fault.schemaPath)) &&
      fault.keyword !== 'additionalProperties' &&
      !isKindFault(fault)
    )
      continue
    if (kind === 'scenario' && isOtherTurn(fault)) continue
    // A key that is ill spelt is told as such; that the spelling is wrong is the same fault again.
    if (fault.keyword === 'pattern' && typeof fault.found !== 'string') continue
    const choice = fault.keyword === 'anyOf' || fault.keyword === 'oneOf'
    if (choice && faults.some((other) => explains(other, fault))) continue
    if (choices.has(fault.instancePath) && isKindFault(fault)) continue
    const about =
      fault.params.propertyName ??
      fault.params.additionalProperty ??
      fault.params.missingProperty ??
      ''
    const id = `${fault.instancePath} ${choice ? 'type' : fault.keyword} ${about}`
    if (!kept.has(id)) kept.set(id, fault)
  }
  return withoutCascades([...kept.values()], kind)
}

/** Whether a fault lies inside the alternative that was meant where none fits. */
const explains = (other: Fault, choice: Fault): boolean =>
  other.keyword !== 'anyOf' &&
  other.keyword !== 'oneOf' &&
  isWithin(other.instancePath, choice.instancePath) &&
  !(other.instancePath === choice.instancePath && isKindFault(other))

/** A turn either says something or is silent: it is judged as the one whose key it has. */
function isOtherTurn({ path, found, schemaPath }: Fault): boolean {
  if (path.length !== 2 || path[0] !== 'turns' || typeof found !== 'object' || found === null)
    return false
  const unlike = 'silent' in found ? 0 : 1
  return (
    schemaPath.endsWith(`anyOf/${unlike}/required`) ||
    schemaPath.endsWith(`anyOf/${unlike}/additionalProperties`)
  )
}

const isKindFault = (fault: ErrorObject): boolean =>
  fault.keyword === 'type' ||
  (fault.keyword === 'const' && typeof fault.params.allowedValue === 'string')

const isStep = (path: Path, kind: FileKind): boolean =>
  kind === 'journey' && path.length === 2 && path[0] === 'steps'

/** A misspelt key is one defect, not an unknown key and a missing one. */
function withoutCascades(faults: readonly Fault[], kind: FileKind): readonly Fault[] {
  const unknown = faults.filter((fault) => fault.keyword === 'additionalProperties')
  return faults.filter((fault) => {
    if (fault.found === undefined && fault.path.length > 0) return false
    if (fault.keyword !== 'required') return true
    return !unknown.some(
      (one) =>
        one.instancePath === fault.instancePath &&
        (fault.path[0] === 'turns' || keyMeant(one, kind) === fault.params.missingProperty),
    )
  })
}

function keyMeant(fault: Fault, kind: FileKind): string | undefined {
  const shape = shapeAt(shapeFor(kind), fault.path)
  return nearest(String(fault.params.additionalProperty), shape?.keys.keys() ?? [])
}

/** The innermost key on the way to a place: what a person would call it. */
const calledAt = (path: Path): string => {
  const last = path.findLast((part) => typeof part === 'string')
  return last === undefined ? 'this file' : name(String(last))
}

const typeWords = (shape: Shape | undefined): string => {
  if (shape === undefined) return 'something else'
  const kinds = [
    shape.string && (shape.words ? 'text' : 'a name'),
    shape.number && !shape.string && 'a number',
    shape.boolean && !shape.string && '`true` or `false`',
    shape.list && 'a list',
    shape.map && 'keys with values',
  ].filter((kind) => kind !== false)
  return kinds.length === 0 ? 'something else' : listed(kinds)
}

const foundWords = (found: unknown): string => {
  if (Array.isArray(found)) return 'a list'
  if (typeof found === 'object') return 'keys with values'
  return name(spelling(found))
}

function tell(fault: Fault, kind: FileKind, data: unknown): readonly Problem[] {
  const { path, found, params } = fault
  const here = value(...path)
  const context = contextOf(path, data)
  const error = (message: string, fix?: string, where = here): readonly Problem[] => [
    schemaError(where, message, { ...context, ...(fix !== undefined && { fix }) }),
  ]
  const called = calledAt(path)
  const shape = shapeAt(shapeFor(kind), path)
  switch (fault.keyword) {
    case 'additionalProperties': {
      const unknown = String(params.additionalProperty)
      const keys = [...(shape?.keys.keys() ?? [])]
      const meant = nearest(unknown, keys)
      return error(
        `${unknown === '' ? 'A colon stands here without a key' : `There is no key ${name(unknown)} here`}`,
        meant === unknown
          ? 'it does not go with the keys beside it: remove one or the other'
          : meant !== undefined
            ? `did you mean \`${meant}\`?`
            : shape?.words === true
              ? 'if this is a text, put it in quotes'
              : keys.length <= MOST_LISTED
                ? `the keys here are ${listed(keys.map(name), 'and')}`
                : 'remove it; a `note` has room for anything',
        key(...path, unknown),
      )
    }
    case 'required': {
      const missing = String(params.missingProperty)
      const whose =
        path.length === 0 ? `This ${kind === 'shared' ? 'file' : kind}` : ownerWords(path)
      return error(
        `${whose} has no ${name(missing)}`,
        missingFix(missing, kind),
        startOf(path, found),
      )
    }
    case 'enum': {
      const allowed = (params.allowedValues as readonly unknown[]).map(String)
      if (found === null) return empty(error, called, path)
      const other = OTHER_WORDS.get(spelling(found).toLowerCase()) ?? ''
      const meant = allowed.includes(other) ? other : nearest(spelling(found), allowed)
      return error(
        `${called} can be ${listed(allowed.map(name))}, not ${foundWords(found)}`,
        meant === undefined ? undefined : `did you mean \`${meant}\`?`,
      )
    }
    case 'propertyNames': {
      const spelt = String(params.propertyName)
      return error(
        `Names here are ${patternWords(SNAKE).replace(', as', ', as in')}: ${name(spelt)} is not`,
        suggestion(spelt, SNAKE),
        key(...path, spelt),
      )
    }
    case 'const':
      return error(`${called} can only be \`${String(params.allowedValue)}\``, undefined)
    case 'pattern':
      return tellPattern(fault, error, called)
    case 'type':
    case 'anyOf':
    case 'oneOf':
      if (found === null) return empty(error, called, path)
      if (called === '`passes`')
        return error('`passes` is `all`, or a list of slots and promises', 'passes: all')
      if (
        shape?.boolean &&
        !shape.string &&
        typeof found === 'string' &&
        /^(yes|on|y)$/i.test(found)
      )
        return error(
          `${called} is \`true\` or \`false\`, not ${name(found)}`,
          `${bare(path)}: true`,
        )
      if (
        shape?.boolean &&
        !shape.string &&
        typeof found === 'string' &&
        /^(no|off|n)$/i.test(found)
      )
        return error(
          `${called} is \`true\` or \`false\`, not ${name(found)}`,
          `${bare(path)}: false`,
        )
      if (shape?.list && !shape.string && typeof found === 'string' && !/[,[\]{}]/.test(found))
        return error(`${called} is a list, not ${name(found)}`, `${bare(path)}: [${found}]`)
      if (path.length === 2 && path[0] === 'steps')
        return error(
          `A step is written with keys, and this is ${foundWords(found)}`,
          '- id: a-name-for-this-step, and what it says or does on lines of their own',
        )
      if (path.length === 2 && path[0] === 'slots' && typeof found === 'string')
        return error(
          `A slot is written with keys, and this is ${foundWords(found)}`,
          `${path[1]}: {type: ${slotType(found)}}`,
        )
      if (shape?.number && !shape.string && typeof found === 'string' && /^\d+$/.test(found))
        return error(
          `${called} is a number, and this is a text`,
          `${bare(path)}: ${found}, without quotes`,
        )
      return error(
        typeof path.at(-1) === 'number'
          ? `An entry of ${called} is ${integerWords(fault) ?? typeWords(shape)}, not ${foundWords(found)}`
          : `${called === 'this file' ? 'A file' : called} is ${integerWords(fault) ?? typeWords(shape)}, not ${foundWords(found)}`,
      )
    case 'minLength':
      return empty(error, called, path)
    case 'minItems':
      return error(`${called} is an empty list`, 'write at least one entry, or remove the key')
    case 'minProperties':
      return error(`${called} is empty`, 'write at least one entry, or remove the key')
    case 'minimum':
      return error(`${called} is at least ${params.limit}, not ${spelling(found)}`)
    case 'maximum':
      return error(`${called} is at most ${params.limit}, not ${spelling(found)}`)
    case 'uniqueItems': {
      const twice = Array.isArray(found) ? spelling(found[Number(params.i)]) : ''
      return error(
        `${name(twice)} is in ${called} twice`,
        'remove one of the two',
        value(...path, Math.max(Number(params.i), Number(params.j))),
      )
    }
    default:
      return error(`${called} is not of the right form`)
  }
}

/** The slot type somebody meant who wrote only a word for a slot. */
const slotType = (word: string): string => nearest(word, SLOT_TYPES) ?? 'text'

const integerWords = (fault: Fault): string | undefined =>
  fault.keyword === 'type' && fault.params.type === 'integer' ? 'a whole number' : undefined

const bare = (path: Path): string => String(path.findLast((part) => typeof part === 'string') ?? '')

type Tell = (message: string, fix?: string, where?: ReturnType<typeof value>) => readonly Problem[]

function empty(error: Tell, called: string, path: Path): readonly Problem[] {
  return typeof path.at(-1) === 'number'
    ? error(`An entry of ${called} is empty`, 'write something after the dash, or remove it')
    : error(`${called} is empty`, 'write something after the colon, or remove the key')
}

/** Where to point when a key is missing: at what has it missing, but not over all its lines. */
function startOf(path: Path, found: unknown): ReturnType<typeof value> {
  const first = typeof found === 'object' && found !== null ? Object.keys(found)[0] : undefined
  return Array.isArray(found) || first === undefined ? value(...path) : key(...path, first)
}

function ownerWords(path: Path): string {
  const [first, second, third, fourth] = path
  if (first === 'steps' && path.length === 2) return 'This step'
  if (first === 'global_intents' && path.length === 2) return 'This intent'
  if (first === 'slots' && path.length === 2) return `The slot ${name(String(second))}`
  if (third === 'next' && path.length === 4) return `Route ${Number(fourth) + 1} of \`next\``
  if (first === 'turns' && path.length === 2) return 'This turn'
  return `This entry of ${calledAt(path)}`
}

function missingFix(missing: string, kind: FileKind): string {
  switch (missing) {
    case 'id':
      return 'id: a-name-for-this-step'
    case 'channels':
      return 'channels: [chat]'
    case 'type':
      return 'type: text'
    case 'go':
      return 'go: the-step-to-go-to'
    case 'title':
      return 'title: what the customer wants, in their words'
    case 'journey':
    case 'persona':
      return `${missing}: ${kind === missing ? 'a-name-for-it' : `the-${missing}`}`
    case 'steps':
      return 'steps: a list, each entry with an `id` and something to say or do'
    case 'examples':
      return 'examples: a list of what customers say'
    default:
      return `add \`${missing}:\``
  }
}

const KEBAB = '^[a-z0-9]+(-[a-z0-9]+)*$'
const SNAKE = '^[a-z][a-z0-9_]*$'

function patternWords(pattern: string): string {
  if (pattern === KEBAB) return 'small letters, digits and hyphens, as `query-a-charge`'
  if (pattern === SNAKE) return 'small letters, digits and underscores, as `account_number`'
  return 'it is not of the right form'
}

function suggestion(spelt: string, pattern: string): string | undefined {
  const words = spelt
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
  const joined = words.join(pattern === KEBAB ? '-' : '_')
  const fits = pattern === SNAKE ? joined.replace(/^[0-9_]+/, '') : joined
  return fits === '' || fits.length > 80 ? undefined : `write \`${fits}\``
}

/** Where a name is made, so that its spelling is judged; elsewhere a wrong one leads nowhere. */
function makesName(path: Path): boolean {
  const last = path.at(-1)
  if (path.length === 1) return last === 'journey' || last === 'persona'
  if (path[0] === 'steps')
    return path.length === 3 && (last === 'id' || last === 'do' || last === 'promise')
  if (path[0] === 'global_intents') return path.length === 3 && last === 'intent'
  return path[0] === 'actions'
}

function tellPattern(fault: Fault, error: Tell, called: string): readonly Problem[] {
  const { path, params } = fault
  const pattern = String(params.pattern)
  const found = spelling(fault.found)
  if (found === '') return empty(error, called, path)
  if (pattern === KEBAB || pattern === SNAKE) {
    if (!makesName(path)) return []
    const what =
      called === '`id`'
        ? 'Step ids'
        : called === '`journey`'
          ? 'Journey ids'
          : called === '`persona`'
            ? 'Persona ids'
            : called === '`promise`'
              ? 'Promise ids'
              : called === '`do`'
                ? 'Names of actions'
                : called === '`intent`'
                  ? 'Names of intents'
                  : 'Names here'
    return error(
      `${what} are ${patternWords(pattern).replace(', as', ', as in')}: ${name(found)} is not`,
      suggestion(found, pattern),
    )
  }
  if (called === '`within`' || called === '`wait`')
    return error(
      `${called} is a number of minutes, hours, days or working days, not ${name(found)}`,
      `${bare(path)}: ${durationMeant(found)}`,
    )
  if (called === '`language`')
    return error(`${name(found)} is not a language tag`, 'language: en, or as `pt-BR`')
  if (called === '`key`') return error(`${called} is one key of a telephone: a digit, * or #`)
  return error(`${name(found)} is not of the right form for ${called}`)
}

/** What other tools call the same. */
const OTHER_WORDS: ReadonlyMap<string, string> = new Map([
  ['string', 'text'],
  ['str', 'text'],
  ['integer', 'number'],
  ['int', 'number'],
  ['float', 'number'],
  ['bool', 'yes_no'],
  ['boolean', 'yes_no'],
  ['enum', 'choice'],
  ['list', 'choice'],
  ['currency', 'money'],
  ['amount', 'money'],
  ['datetime', 'date'],
  ['web', 'chat'],
  ['webchat', 'chat'],
  ['phone', 'voice'],
  ['telephone', 'voice'],
  ['call', 'voice'],
  ['ivr', 'voice'],
  ['text', 'sms'],
  ['mail', 'email'],
  ['store', 'in_person'],
])

const UNITS: readonly (readonly [RegExp, string])[] = [
  [/^(working|business|work)\s*d(ays?)?$/, 'working days'],
  [/^m(in(ute)?s?)?$/, 'minutes'],
  [/^h((ou)?rs?)?$/, 'hours'],
  [/^d(ays?)?$/, 'days'],
]

/** The duration that somebody seems to have meant; an example of the form where nothing tells. */
function durationMeant(found: unknown): string {
  const [, amount, words] = /^\s*(\d{1,6})\s*([a-z\s]*?)\.?\s*$/i.exec(String(found)) ?? []
  const unit = UNITS.find(([pattern]) => pattern.test(words?.toLowerCase() ?? ''))?.[1]
  return amount === undefined ? '3 minutes' : `${amount} ${unit ?? 'minutes'}`
}

/** The step or slot that a path leads into, by name. */
function contextOf(path: Path, data: unknown): Pick<Problem, 'step' | 'slot'> {
  if (path[0] === 'steps' && typeof path[1] === 'number') {
    const id = at(data, ['steps', path[1], 'id'])
    return typeof id === 'string' ? { step: id } : {}
  }
  return path[0] === 'slots' && typeof path[1] === 'string' ? { slot: path[1] } : {}
}

/** Keys of a step that do not go together. */
function stepProblems(data: Record<string, unknown>, told: readonly Fault[]): readonly Problem[] {
  if (!Array.isArray(data.steps)) return []
  const { kinds, owners } = stepKeys()
  return data.steps.flatMap((step: unknown, index): readonly Problem[] => {
    if (typeof step !== 'object' || step === null || Array.isArray(step)) return []
    const keys = Object.keys(step)
    const unknown = told.filter(
      (fault) =>
        fault.keyword === 'additionalProperties' && fault.path.join('/') === `steps/${index}`,
    )
    const meant = unknown.map((fault) => keyMeant(fault, 'journey'))
    const own = keys.filter((one) => kinds.includes(one))
    const is = [...own, ...meant.filter((one) => one !== undefined && kinds.includes(one))]
    const context = contextOf(['steps', index], data)
    const problems: Problem[] = []
    for (const second of own.slice(1))
      problems.push(
        schemaError(
          key('steps', index, second),
          `A step does one thing: this one has \`${own[0]}\` and \`${second}\``,
          { fix: 'make it two steps, one after the other', ...context },
        ),
      )
    for (const one of keys) {
      const of = owners.get(one)
      if (of === undefined || of.some((kind) => is.includes(kind) || keys.includes(kind))) continue
      problems.push(
        schemaError(key('steps', index, one), `\`${one}\` belongs to ${listed(of.map(aKind))}`, {
          fix:
            of.length === 1 && of[0] === 'say' ? 'add `say:`' : `remove it, or add \`${of[0]}:\``,
          ...context,
        }),
      )
    }
    const does = ['say', 'next', 'forget', 'fulfils', ...kinds]
    if (unknown.length === 0 && !keys.some((one) => does.includes(one) || owners.has(one)))
      problems.push(
        schemaError(startOf(['steps', index], step), 'This step does nothing', {
          fix: 'give it something to `say`, or one of ask, confirm, do, promise, handoff, continue_in, subjourney, end',
          ...context,
        }),
      )
    return problems
  })
}

function aKind(kind: string): string {
  switch (kind) {
    case 'ask':
      return 'an `ask`'
    case 'end':
      return 'an `end`'
    case 'say':
      return 'a step that has something to `say`'
    default:
      return `a \`${kind}\``
  }
}

/** Faults that leave nothing of the wrong kind behind. */
const HARMLESS = new Set(['required', 'uniqueItems', 'propertyNames', 'minItems', 'minProperties'])

/** Takes out what a fault concerns; names that are ill spelt stay, as others refer to them. */
function remove(fault: Fault, data: Record<string, unknown>): void {
  const { keyword, path, params } = fault
  if (HARMLESS.has(keyword)) return
  if (keyword === 'pattern' && [KEBAB, SNAKE].includes(String(params.pattern))) return
  const target =
    keyword === 'additionalProperties' ? [...path, String(params.additionalProperty)] : path
  const last = target.at(-1)
  if (last === undefined) return
  const parent = at(data, target.slice(0, -1))
  if (typeof parent !== 'object' || parent === null) return
  if (Array.isArray(parent)) parent[Number(last)] = undefined
  else delete (parent as Record<string, unknown>)[last]
}
