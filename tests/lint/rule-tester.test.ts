import { describe, expect, test } from 'vitest'
import { lintProject } from '../../src/lint/index.ts'
import { loadTexts } from '../../src/model/index.ts'
import {
  checkInvalid,
  checkValid,
  checkWitness,
  type Invalid,
  refuseDuplicates,
} from './rule-tester.ts'

const LOST = `steps:
  - {id: done, end: resolved}
  - {id: ⟦lost⟧, end: resolved}
`
const lost: Invalid = {
  name: 'lost',
  code: LOST,
  errors: [{ message: 'No conversation ever comes to lost', step: 'lost' }],
}
const clean = LOST.replaceAll(/[⟦⟧]/g, '')

const AGAIN = `fallback: done
slots: {code: {type: digits}}
steps:
  - {id: ask, ask: code, say: Code?}
  - {id: again, ask: ⟦code⟧, say: Code?}
  - {id: done, end: resolved}
`
const again: Invalid = {
  name: 'again',
  code: AGAIN,
  errors: [
    {
      message: 'Asks for code again; the customer gave it at ask',
      step: 'again',
      slot: 'code',
      way: ['ask', 'again'],
      also: 0,
    },
  ],
}

describe('the rule tester', () => {
  test('takes cases that are as they say', () => {
    checkInvalid('unreachable-step', lost)
    checkInvalid('repeated-ask', again)
    checkValid('repeated-ask', { name: 'another rule', code: clean })
  })

  test.each<[string, Partial<Invalid['errors'][0]>]>([
    ['message', { message: 'Something else' }],
    ['step', { step: 'ask' }],
    ['slot', { slot: 'other' }],
    ['journey', { journey: 'b' }],
    ['way', { way: ['again'] }],
    ['number of other ways', { also: 1 }],
  ])('turns down a wrong %s', (_, wrong) => {
    const errors = [{ ...again.errors[0], ...wrong }] as const
    expect(() => checkInvalid('repeated-ask', { ...again, errors })).toThrow()
  })

  test('turns down a wrong place, a mark too many and one too few', () => {
    const at = (from: string, to: string): Invalid => ({ ...lost, code: LOST.replace(from, to) })
    expect(() => checkInvalid('unreachable-step', at('⟦lost⟧', 'lo⟦st⟧'))).toThrow()
    expect(() => checkInvalid('unreachable-step', at('done', '⟦done⟧'))).toThrow()
    expect(() => checkInvalid('unreachable-step', at('⟦lost⟧', 'lost'))).toThrow('no mark')
  })

  test('turns down a valid case that is not, and an invalid one that is valid', () => {
    expect(() => checkValid('unreachable-step', { name: 'x', code: clean })).toThrow()
    expect(() =>
      checkInvalid('unreachable-step', {
        ...lost,
        code: LOST.replace('done, ', 'done, say: Hi., '),
      }),
    ).not.toThrow()
    expect(() =>
      checkInvalid('unreachable-step', {
        ...lost,
        code: LOST.replace('end: resolved', 'next: lost'),
      }),
    ).toThrow()
  })

  test('turns down a journey with a mistake in it, and a rule that does not exist', () => {
    const code = clean.replace('end: resolved', 'next: nowhere')
    expect(() => checkValid('repeated-ask', { name: 'x', code })).toThrow('loads without problems')
    expect(() => checkValid('repeated-aks', { name: 'x', code: clean })).toThrow('no rule')
  })

  test('refuses two cases of one name or one code', () => {
    const one = { name: 'one', code: 'steps: []\n' }
    expect(() => refuseDuplicates([one, { name: 'one', code: clean }])).toThrow('one')
    expect(() => refuseDuplicates([one, { ...one, name: 'two' }])).toThrow('“two” repeats')
    expect(() => refuseDuplicates([one, { name: 'two', code: clean }])).not.toThrow()
  })

  test('turns down a witness that stops short, goes too far, or was never run', () => {
    const project = loadTexts({
      'journeys/a.yaml': `journey: a\ntitle: A\nchannels: [chat]\n${AGAIN.replaceAll(/[⟦⟧]/g, '')}`,
    })
    const { findings } = lintProject(project)
    const finding = findings.find(({ rule }) => rule === 'repeated-ask')
    if (finding?.witness === undefined) throw new Error('there is no witness')
    const { witness } = finding
    const from = witness.findIndex(({ type }) => type === 'heard')
    expect(() => checkWitness(project, finding)).not.toThrow()
    expect(() => checkWitness(project, { ...finding, witness: witness.slice(0, from) })).toThrow()
    expect(() =>
      checkWitness(project, { ...finding, witness: witness.filter((_, at) => at !== from) }),
    ).toThrow()
    expect(() => checkWitness(project, { ...finding, confirmed: false })).toThrow()
    const unable = { type: 'heard', seat: 'customer', text: '', understood: 'unable' } as const
    expect(() =>
      checkWitness(project, { ...finding, witness: [...witness, { ...unable, by: 'analysis' }] }),
    ).toThrow('ends at the defect')
  })
})
