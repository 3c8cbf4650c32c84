// The card a player reads first: what it says of the persona's language and of what they are asked.
import { describe, expect, it } from 'vitest'
import { personaCard } from '../../src/cli/play/persona-card.ts'
import { createMachine } from '../../src/engine/index.ts'
import { loadTexts } from '../../src/model/index.ts'
import { createTheme } from '../../src/report/index.ts'

const JOURNEY = `
journey: move-a-visit
title: Move a visit
channels: [chat]
personas: [ana]
slots:
  new_date: {type: date}
  booking: {type: digits, length: 6}
steps:
  - {id: ask-date, ask: new_date, say: When?, no_match: bye}
  - {id: ask-booking, ask: booking, say: Which booking?, no_match: bye}
  - {id: bye, end: resolved}
`

function card(language: string): string {
  const project = loadTexts({
    'journeys/move-a-visit.yaml': JOURNEY,
    'personas/ana.yaml': `persona: ana\nname: Ana\nsummary: Ana.\nlanguage: {first: ${language}}\n`,
  })
  const persona = project.personas.get('ana')
  const journey = project.journeys.get('move-a-visit')
  if (persona === undefined || journey === undefined) throw new Error('the files do not load')
  const theme = createTheme({ columns: 80 }, { color: false }, {})
  return personaCard(persona, journey, createMachine(project, persona), {}, theme)
}

describe('the persona card', () => {
  it.each([
    ['sm', 'first language Samoan'],
    ['fr', 'first language French'],
    ['nzs', 'first language New Zealand Sign Language'],
    ['qzx', 'first language has the code qzx'],
  ])('names the language %s in words', (code, words) => {
    expect(card(code)).toMatch(new RegExp(`language +${words}`))
  })

  it('invents numbers to type, and no days', () => {
    expect(card('sm')).toMatch(/if asked +new date: any day you like; booking: \d{6}/)
    expect(card('sm')).not.toContain('2026')
  })
})
