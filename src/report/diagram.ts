// A journey as a Mermaid flowchart, for documents and wikis that draw it.
import type { Journey, Step } from '../model/index.ts'
import { waysOut } from './routes.ts'
import { inWords } from './words.ts'

/** The flowchart's source. Nodes are numbered, so that no id can be taken for a word of Mermaid. */
export const mermaid = (journey: Journey): string => {
  const node = (id: string): string => `s${journey.stepById.get(id)?.index ?? 0}`
  const lines = [
    'flowchart TD',
    ...journey.steps.map((step) => `  ${node(step.id)}${shape(step)}`),
    ...journey.steps.flatMap((step) =>
      waysOut(step, journey).map(({ when, to, fallback }) => {
        const arrow = fallback ? '-.->' : '-->'
        const words = when === '' ? '' : `|"${label(when)}"|`
        return `  ${node(step.id)} ${arrow}${words} ${node(to)}`
      }),
    ),
    ...journey.globalIntents.flatMap(({ intent, next }, index) =>
      next === undefined
        ? []
        : [`  i${index}>"${label(inWords(intent))}"]`, `  i${index} -.-> ${node(next)}`],
    ),
  ]
  return `${lines.join('\n')}\n`
}

const shape = (step: Step): string => {
  const words = label(step.id)
  switch (step.kind) {
    case 'say':
      return `["${words}"]`
    case 'ask':
      return `[/"${words}"/]`
    case 'confirm':
      return `{{"${words}"}}`
    case 'do':
      return `[["${words}"]]`
    case 'promise':
      return `(["${words}"])`
    case 'handoff':
      return `[\\"${words}<br/>${label(step.team)}"\\]`
    case 'continue_in':
    case 'subjourney':
      return `[("${words}<br/>${label(step.journey)}")]`
    case 'end':
      return `(("${words}<br/>${step.how}"))`
  }
}

/** Letters, digits, spaces and inner hyphens stay; the rest becomes Mermaid's own code for it. */
const label = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(
      /[^\p{L}\p{M}\p{N} -]|(?<![\p{L}\p{N}])-|-(?![\p{L}\p{N}])/gu,
      (character) => `#${character.codePointAt(0)};`,
    )
