// What a schema lets stand at each place of a file, merged over its alternatives. The reader asks
// it which spelling to keep; messages ask it which keys there are.
import { type SchemaKind, schemaText } from './schema-files.ts'

/** What may stand at one place. */
export interface Shape {
  /** Words of any kind, spelt as in the file. */
  readonly words: boolean
  /** A name, a word of a list, or words. */
  readonly string: boolean
  readonly number: boolean
  readonly boolean: boolean
  readonly list: boolean
  readonly map: boolean
  readonly nothing: boolean
  readonly keys: ReadonlyMap<string, Shape>
  /** What any other key holds. */
  readonly rest?: Shape
  readonly item?: Shape
}

interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly pattern?: string
  readonly anyOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | boolean
  readonly items?: Schema
  readonly $defs?: Readonly<Record<string, Schema>>
  readonly dependentSchemas?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
}

interface Draft {
  words: boolean
  string: boolean
  number: boolean
  boolean: boolean
  list: boolean
  map: boolean
  nothing: boolean
  keys: Map<string, Shape>
  rest?: Shape
  item?: Shape
}

const blank = (): Draft => ({
  words: false,
  string: false,
  number: false,
  boolean: false,
  list: false,
  map: false,
  nothing: false,
  keys: new Map(),
})

function shapeOf(schema: Schema, root: Schema, seen: Map<Schema, Shape>): Shape {
  const before = seen.get(schema)
  if (before !== undefined) return before
  const draft = blank()
  seen.set(schema, draft)
  add(draft, schema, root, seen)
  return draft
}

function add(draft: Draft, schema: Schema, root: Schema, seen: Map<Schema, Shape>): void {
  if (schema.$ref !== undefined) {
    const target = root.$defs?.[schema.$ref.replace('#/$defs/', '')]
    if (target !== undefined) add(draft, target, root, seen)
  }
  for (const branch of schema.anyOf ?? [])
    if (branch.required === undefined || branch.properties !== undefined)
      add(draft, branch, root, seen)
  const types = [schema.type ?? (schema.const === undefined ? [] : typeof schema.const)].flat()
  const open =
    schema.const === undefined && schema.enum === undefined && schema.pattern === undefined
  for (const type of types) {
    if (type === 'string') {
      draft.string = true
      draft.words ||= open
    }
    if (type === 'number' || type === 'integer') draft.number = true
    if (type === 'boolean') draft.boolean = true
    if (type === 'array') draft.list = true
    if (type === 'object') draft.map = true
    if (type === 'null') draft.nothing = true
  }
  for (const [key, value] of Object.entries(schema.properties ?? {}))
    draft.keys.set(key, shapeOf(value, root, seen))
  if (typeof schema.additionalProperties === 'object')
    draft.rest = shapeOf(schema.additionalProperties, root, seen)
  if (schema.items !== undefined) draft.item = shapeOf(schema.items, root, seen)
}

const schemas = new Map<SchemaKind, Schema>()
const shapes = new Map<SchemaKind, Shape>()

function schemaOf(kind: SchemaKind): Schema {
  let schema = schemas.get(kind)
  if (schema === undefined) {
    schema = JSON.parse(schemaText(kind)) as Schema
    schemas.set(kind, schema)
  }
  return schema
}

/** The shape of a whole file of a kind. */
export function shapeFor(kind: SchemaKind): Shape {
  let shape = shapes.get(kind)
  if (shape === undefined) {
    const schema = schemaOf(kind)
    shape = shapeOf(schema, schema, new Map())
    shapes.set(kind, shape)
  }
  return shape
}

/** The shape at a path, as far as the schema knows one. */
export function shapeAt(shape: Shape, path: readonly (string | number)[]): Shape | undefined {
  let here: Shape | undefined = shape
  for (const key of path) {
    if (here === undefined) return undefined
    here = typeof key === 'number' ? here.item : (here.keys.get(key) ?? here.rest)
  }
  return here
}

export interface StepKeys {
  /** The keys that make a step what it is, as `ask`. */
  readonly kinds: readonly string[]
  /** A key that belongs to some kinds alone, to these kinds. */
  readonly owners: ReadonlyMap<string, readonly string[]>
  readonly all: readonly string[]
}

let stepKeysMade: StepKeys | undefined

/** Which keys of a step go together, as the journey schema says. */
export function stepKeys(): StepKeys {
  if (stepKeysMade !== undefined) return stepKeysMade
  const step = schemaOf('journey').$defs?.step ?? {}
  const owners = new Map<string, readonly string[]>()
  const kinds: string[] = []
  for (const [key, rule] of Object.entries(step.dependentSchemas ?? {})) {
    const needs = rule.required ?? rule.anyOf?.flatMap((branch) => branch.required ?? [])
    if (needs === undefined) kinds.push(key)
    else owners.set(key, needs)
  }
  stepKeysMade = { kinds, owners, all: Object.keys(step.properties ?? {}) }
  return stepKeysMade
}
