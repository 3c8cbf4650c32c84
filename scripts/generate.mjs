// Makes what the code needs from the JSON Schemas: TypeScript types and ahead-of-time validators;
// and from the folder of rules, the list of them.
// The schemas are the contract; nothing here is edited by hand, so types cannot drift from them.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import standalone from 'ajv/dist/standalone/index.js'
import { compile } from 'json-schema-to-typescript'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const out = join(root, 'src', 'model', 'generated')
const names = ['journey', 'shared', 'persona', 'scenario', 'transcript', 'config']
const head = '// Generated from schema/*.json by `npm run generate`. Do not edit.\n'
mkdirSync(out, { recursive: true })

/** Constraints that say nothing about a type (which keys go together) would only blur it. */
const forTypes = (node) => {
  if (Array.isArray(node)) return node.map(forTypes)
  if (node === null || typeof node !== 'object') return node
  const kept = Object.entries(node).filter(
    ([key, value]) =>
      key !== 'dependentSchemas' &&
      !(key === 'anyOf' && value.every((branch) => Object.keys(branch).join() === 'required')),
  )
  return Object.fromEntries(kept.map(([key, value]) => [key, forTypes(value)]))
}

const validators = []
for (const name of names) {
  const schema = JSON.parse(readFileSync(join(root, 'schema', `${name}.json`), 'utf8'))
  const types = await compile(forTypes(schema), name, {
    bannerComment: head,
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    format: false,
    strictIndexSignatures: true,
  })
  writeFileSync(join(out, `${name}.ts`), types)

  const ajv = new Ajv2020({
    allErrors: true,
    allowUnionTypes: true,
    inlineRefs: false,
    messages: false,
    code: { source: true, esm: true },
  })
  const code = standalone
    .default(ajv, ajv.compile(schema))
    .replace(
      /const (\w+) = require\("([^"]+)"\)\.default/g,
      "import $1_ from '$2.js'; const $1 = $1_.default ?? $1_",
    )
  writeFileSync(join(out, `${name}.validate.js`), head + code)
  writeFileSync(
    join(out, `${name}.validate.d.ts`),
    `${head}import type { ValidateFunction } from 'ajv'\nexport declare const validate: ValidateFunction\nexport default validate\n`,
  )
  validators.push(name)
}
// A rule is one file: the list of them is made from the folder.
const ruleIds = readdirSync(join(root, 'src', 'lint', 'rules'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -'.ts'.length))
  .sort()
const nameOf = (id) => id.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())
mkdirSync(join(root, 'src', 'lint', 'generated'), { recursive: true })
writeFileSync(
  join(root, 'src', 'lint', 'generated', 'rules.ts'),
  [
    '// Generated from the folder of rules by `npm run generate`. Do not edit.',
    "import type { Rule } from '../rule.ts'",
    ...ruleIds.map((id) => `import { rule as ${nameOf(id)} } from '../rules/${id}.ts'`),
    '',
    'export const rules: readonly Rule[] = [',
    ...ruleIds.map((id) => `  ${nameOf(id)},`),
    ']',
    '',
  ].join('\n'),
)
console.error(`generated types and validators for ${validators.join(', ')}`)
