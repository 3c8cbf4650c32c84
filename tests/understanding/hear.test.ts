// Given this moment of a conversation, these words are heard as this.
import { beforeAll, describe, expect, it } from 'vitest'
import type { Understood, Value } from '../../src/model/index.ts'
import { createEar, type Ear, type HearingContext } from '../../src/understanding/index.ts'
import {
  accountNumber,
  anythingElse,
  ask,
  choice,
  confirm,
  moment,
  refundAmount,
  slot,
  wants,
} from './contexts.ts'

let ear: Ear
beforeAll(async () => {
  ear = await createEar()
})

type Row = readonly [words: string, heard: Understood]

/** Each row by itself, so that a failure names the words. */
function heard(context: HearingContext, rows: readonly Row[]): void {
  it.each(rows.map(([words, understood]) => ({ words, understood })))(
    '$words',
    ({ words, understood }) => {
      const hearing = ear.hear(words, context)
      expect(hearing.understood, hearing.why).toEqual(understood)
    },
  )
}

const fills = (values: Readonly<Record<string, Value>>): Understood => ({ fills: values })
const person: Understood = { intent: 'asks_for_a_person' }
const upset: Understood = { intent: 'upset' }

describe('asked what they want', () => {
  const refund = fills({ wants: 'refund' })
  const explanation = fills({ wants: 'explanation' })
  heard(ask(wants, [accountNumber, refundAmount]), [
    // Word for word, and nearly so.
    ['I want my money back', refund],
    ['please refund it', refund],
    ['Refund', refund],
    ['refund please!', refund],
    ['REFUND IT', refund],
    ['can I get a refund', refund],
    ["I'd like my money back please", refund],
    ['money back', refund],
    ['just give me my money back ok', refund],
    ['I would like to get refunded', refund],
    ['what is this charge', explanation],
    ["what's this charge?", explanation],
    ['whats this charge about', explanation],
    ['why is my bill so high', explanation],
    ['why is my bill so big this month', explanation],
    ["I don't know why my bill is so high", explanation],
    ['explain it', explanation],
    ['an explanation', explanation],
    ['could you explain this charge to me', explanation],
    // Around the phrase.
    ['hi there, I was looking at my account this morning and I want my money back', refund],
    ["there's this thing on my phone bill and I was wondering what is this charge", explanation],
    ["there's a charge here I never agreed to, I want it back", refund],
    // Slips of the keyboard.
    ['refnud please', refund],
    ['I want my mony back', refund],
    ['pleese refund it', refund],
    ['explaination', explanation],
    // By number.
    ['1', explanation],
    ['2', refund],
    ['option 2', refund],
    ['option two please', refund],
    ['number 1', explanation],
    ['the first one', explanation],
    ['the second one please', refund],
    ['second', refund],
    ['the last one', refund],
    ["I'll take the second option", refund],
    // Not this, but that.
    ["I don't want a refund", 'no_match'],
    ["don't refund it", 'no_match'],
    ['no refund', 'no_match'],
    ["I don't want a refund, what is this charge", explanation],
    ['not the explanation, the refund', refund],
    // Both, or neither.
    ['refund and an explanation', 'no_match'],
    ['7', 'no_match'],
    ['yes', 'no_match'],
    ['either', 'no_match'],
    // Out of scope.
    ["what's the weather like in Fiji", 'no_match'],
    ['do you sell fridges', 'no_match'],
    ['I need to change my address', 'no_match'],
    ['how do I reset my router', 'no_match'],
    ['hello', 'no_match'],
    ['thanks', 'no_match'],
    ['is this it', 'no_match'],
    ['my dog ate my homework', 'no_match'],
    ['why is the sky blue', 'no_match'],
    ['blah', 'no_match'],
    // A global intent comes first.
    ['agent', person],
    ['Agent!', person],
    ['human please', person],
    ['a human', person],
    ['let me talk to someone', person],
    ['can I speak to a person', person],
    ['I want to talk to a real human being', person],
    ['get me an operator', person],
    ['put me through to someone please', person],
    ['this is ridiculous', upset],
    ["I'm really really angry about this", upset],
    ['this is absolutely ridiculous', upset],
    ['I want my money back. This is ridiculous!', upset],
    ["I'm not angry", 'no_match'],
    ["I don't want to talk to someone", 'no_match'],
    // A person, inside a sentence about something else.
    ['I would like a person to explain this charge', person],
    ['can I just speak to somebody please', person],
    ['put me through to a real human', person],
    ["I don't want to talk to a robot", person],
    ["I don't want to talk to a robot, what is this charge", person],
    ['I want to speak with an agent to get my money back', person],
    ['can a human explain the charge', person],
    ["why can't I talk to a person about my bill", person],
    ['I want to speak to a customer service representative', person],
    ['is there a person who can refund me', person],
    // A person who is only spoken of, or not wanted.
    ['who is this person', 'no_match'],
    ['your agent told me to call', 'no_match'],
    ['I do not want a person', 'no_match'],
    ["please don't put me through to a person", 'no_match'],
    ["I'm not a robot", 'no_match'],
    ['can someone explain this charge to me', explanation],
    // Cannot say.
    ["I don't know", 'unable'],
    ["I'm not sure", 'unable'],
    // More than was asked.
    [
      'I want my money back, my account number is 41229011',
      fills({ wants: 'refund', account_number: '41229011' }),
    ],
    ['refund the $48 please', fills({ wants: 'refund', refund_amount: 48 })],
    ['account 4122 9011', fills({ account_number: '41229011' })],
    // A bare number is nothing unasked.
    ['refund 48 please', refund],
    // Nothing at all.
    ['', 'no_input'],
    ['   \t\n ', 'no_input'],
    ['\u200b\u202e', 'no_input'],
    ['...?!', 'no_match'],
    ['🤷', 'no_match'],
    ['(.*)+$', 'no_match'],
    ['مرحبا كيف حالك', 'no_match'],
  ])
})

describe('asked with keys to press and labels', () => {
  const plan = choice('plan', {
    small: { label: '5 GB plan', key: '3' },
    large: { label: '20 GB plan', key: '1', examples: ['the big one'] },
    none: { label: 'No plan', key: '9' },
  })
  heard(ask(plan), [
    ['3', fills({ plan: 'small' })],
    ['press 1', fills({ plan: 'large' })],
    ['5 GB plan', fills({ plan: 'small' })],
    ['the 20 GB plan', fills({ plan: 'large' })],
    ['2', 'no_match'],
    ['the second one', fills({ plan: 'large' })],
    ['the plan', 'no_match'],
    ['no plan', fills({ plan: 'none' })],
  ])
})

describe('asked for eight digits', () => {
  const number = fills({ account_number: '41229011' })
  heard(ask(accountNumber, [wants]), [
    ['41229011', number],
    ["it's 41229011 I think", number],
    ['4122 9011', number],
    ['4122-9011', number],
    ['41 22 90 11', number],
    ['4, 1, 2, 2, 9, 0, 1, 1', number],
    ['four one double two nine oh one one', number],
    ['forty one twenty two ninety eleven', number],
    ['4122 double nine 11', fills({ account_number: '41229911' })],
    ['the number is 41229011.', number],
    ['４１２２９０１１', number],
    ['٤١٢٢٩٠١١', number],
    ["not sure, I think it's 41229011", number],
    ['41229012, no sorry, 41229011', number],
    ['01229011', fills({ account_number: '01229011' })],
    ['4122901', 'no_match'],
    ['412290111', 'no_match'],
    ['4111 1111 1111 1111', 'no_match'],
    ['41229011 or 41229012', 'no_match'],
    ['$41229011', 'no_match'],
    ['2026-07-03', 'no_match'],
    ['it is on the letter', 'no_match'],
    ["I don't have it on me", 'unable'],
    ["I haven't got it here", 'unable'],
    ['no idea', 'unable'],
    ['No idea sorry', 'unable'],
    ["I can't find it", 'unable'],
    ["can't find my bill", 'unable'],
    ["I don't know my account number", 'unable'],
    ["I'd have to look it up", 'unable'],
    ["I'm driving", 'unable'],
    ["sorry I'm driving right now", 'unable'],
    ["I don't have the bill in front of me", 'unable'],
    ["I can't remember", 'unable'],
    ['dunno', 'unable'],
    ["I'd rather not say", 'unable'],
    ["I've forgotten it", 'unable'],
    ["can't see it, I'm on the bus", 'unable'],
    ['41229011 and I want my money back', fills({ account_number: '41229011', wants: 'refund' })],
    ['I want my money back', fills({ wants: 'refund' })],
    ["I don't want a refund", 'no_match'],
    ['it is 41229011, not 41229012', number],
    ['agent', person],
    ["I don't have it, let me talk to someone", person],
  ])

  it('says why digits of the wrong length are not it', () => {
    expect(ear.hear('my number is 4122901', ask(accountNumber)).why).toBe(
      'heard 7 digits, account_number takes 8',
    )
  })
})

describe('asked for a number', () => {
  const people = slot('people', 'number')
  heard(ask(people), [
    ['20', fills({ people: 20 })],
    ['about twenty', fills({ people: 20 })],
    ['3.5', fills({ people: 3.5 })],
    ['two hundred and ten', fills({ people: 210 })],
    ['1,200', fills({ people: 1200 })],
    ['one thousand two hundred and one', fills({ people: 1201 })],
    ['twenty-five of us', fills({ people: 25 })],
    ['a dozen', fills({ people: 12 })],
    ['two and a half', fills({ people: 2.5 })],
    ['three point one four', fills({ people: 3.14 })],
    ['minus five', fills({ people: -5 })],
    ['-5', fills({ people: -5 })],
    ['2 or 3', 'no_match'],
    ['between two and four', 'no_match'],
    ['quite a few', 'no_match'],
    ['that one', 'no_match'],
    ['at 3pm', 'no_match'],
  ])
})

describe('asked for an amount of money', () => {
  heard(ask(refundAmount), [
    ['$48', fills({ refund_amount: 48 })],
    ['48', fills({ refund_amount: 48 })],
    ['48 dollars', fills({ refund_amount: 48 })],
    ['forty eight bucks', fills({ refund_amount: 48 })],
    ['forty-eight dollars and fifty cents', fills({ refund_amount: 48.5 })],
    ['48 dollars 50', fills({ refund_amount: 48.5 })],
    ['forty eight fifty', fills({ refund_amount: 48.5 })],
    ['€1,200.50', fills({ refund_amount: 1200.5 })],
    ['1.200,50 €', fills({ refund_amount: 1200.5 })],
    ['NZ$20', fills({ refund_amount: 20 })],
    ['50 cents', fills({ refund_amount: 0.5 })],
    ['two grand', fills({ refund_amount: 2000 })],
    ['£2k', fills({ refund_amount: 2000 })],
    ['a fiver', fills({ refund_amount: 5 })],
    ['I called 3 times and it was $48', fills({ refund_amount: 48 })],
    ["I've called 3 times", 'no_match'],
    ['$40 or $50', 'no_match'],
    ['too much', 'no_match'],
  ])
})

describe('asked for a day, on 10 July 2026', () => {
  const day = slot('visit_date', 'date')
  const on = (value: string): Understood => fills({ visit_date: value })
  heard(ask(day), [
    ['3 July', on('2026-07-03')],
    ['July 3rd', on('2026-07-03')],
    ['july the third', on('2026-07-03')],
    ['it was on the 3rd of July 2025', on('2025-07-03')],
    ['3 July last year', on('2025-07-03')],
    ['yesterday', on('2026-07-09')],
    ['tomorrow', on('2026-07-11')],
    ['tomorrow morning', on('2026-07-11')],
    ['next Tuesday', on('2026-07-14')],
    ['in 3 days', on('2026-07-13')],
    ['3/7/2026', on('2026-07-03')],
    ['2026-07-03', on('2026-07-03')],
    ['3.7.2026', on('2026-07-03')],
    ['last week', 'no_match'],
    ['in July', 'no_match'],
    ['from 3 to 5 July', 'no_match'],
    ['3 July or 5 July', 'no_match'],
    ['31 February 2026', 'no_match'],
    // A day of the month without its month.
    ['on the 5th', on('2026-08-05')],
    ['the 15th please', on('2026-07-15')],
    ['on the tenth', on('2026-07-10')],
    ['the 31st', on('2026-07-31')],
    ['I called on the 9th', on('2026-07-09')],
    ['it was on the 15th', on('2026-06-15')],
    ['the 5th of last month', on('2026-06-05')],
    ['next month on the 20th', on('2026-08-20')],
    ['Monday the 13th', on('2026-07-13')],
    ['Friday the 13th', 'no_match'],
    ['the 5th or the 6th', 'no_match'],
    ['the 5th time', 'no_match'],
    ['the 32nd', 'no_match'],
    ['as soon as possible', 'no_match'],
    ['now', 'no_match'],
    ['I sat down', 'no_match'],
  ])
  // 12 July 2026 is a Sunday.
  describe('on a Sunday', () => {
    heard({ ...ask(day), today: '2026-07-12' }, [
      ['on friday', on('2026-07-17')],
      ['Saturday morning', on('2026-07-18')],
      ['this friday', on('2026-07-17')],
      ['Tuesday', on('2026-07-14')],
      ['Sunday', on('2026-07-12')],
      ['friday week', on('2026-07-24')],
      ['I booked for friday', on('2026-07-17')],
      // Said to be past.
      ['last friday', on('2026-07-10')],
      ['it was on friday', on('2026-07-10')],
      ['it happened on Tuesday', on('2026-07-07')],
      ['friday last week', on('2026-07-10')],
      // What names its day of the month may lie in the past.
      ['Friday 3 July', on('2026-07-03')],
      ['3 July', on('2026-07-03')],
    ])
  })
  it('says why a weekday and a day of the month are not a day', () => {
    expect(ear.hear('Friday the 13th', ask(day)).why).toBe(
      'the weekday and the day of the month do not go together',
    )
  })
  describe('where the month comes first', () => {
    heard(ask(day, [], 'en-US'), [['3/7/2026', on('2026-03-07')]])
  })
})

describe('asked for a time', () => {
  const time = slot('visit_time', 'time')
  const at = (value: string): Understood => fills({ visit_time: value })
  heard(ask(time), [
    ['3pm', at('15:00')],
    ['3 p.m.', at('15:00')],
    ['15:30', at('15:30')],
    ['9.15am', at('09:15')],
    ['half past two', at('14:30')],
    ['quarter to nine in the morning', at('08:45')],
    ['ten past four', at('16:10')],
    ["eight o'clock", at('08:00')],
    ["eight o'clock tonight", at('20:00')],
    ['noon', at('12:00')],
    ['midnight', at('00:00')],
    ['12am', at('00:00')],
    ['two thirty', at('14:30')],
    ['at 3', at('15:00')],
    ['1430', at('14:30')],
    ['09:00', at('09:00')],
    ['any time', 'no_match'],
    ['25:00', 'no_match'],
    ['3pm or 4pm', 'no_match'],
  ])
})

describe('asked for a phone number or an e-mail address', () => {
  heard(ask(slot('callback_number', 'phone')), [
    ['021 555 0123', fills({ callback_number: '+64 21 555 0123' })],
    ["it's (09) 555 0123 thanks", fills({ callback_number: '+64 9 555 0123' })],
    ['+44 20 7946 0958', fills({ callback_number: '+44 20 7946 0958' })],
    ['oh two one five five five oh one two three', fills({ callback_number: '+64 21 555 0123' })],
    ['12', 'no_match'],
    ['my usual number', 'no_match'],
    ["I'd rather not give my number", 'unable'],
  ])
  describe('in the United States', () => {
    heard(ask(slot('callback_number', 'phone'), [], 'en'), [
      ['(415) 555-0123', fills({ callback_number: '+1 415 555 0123' })],
    ])
  })
  heard(ask(slot('email', 'email')), [
    ['ana@example.com', fills({ email: 'ana@example.com' })],
    ["it's Ana.Tuilagi+bills@Example.CO.nz.", fills({ email: 'Ana.Tuilagi+bills@example.co.nz' })],
    ['ana dot tuilagi at example dot com', fills({ email: 'ana.tuilagi@example.com' })],
    ['ana@example', 'no_match'],
    ['see me at the office', 'no_match'],
  ])
})

describe('asked for words', () => {
  heard(ask(slot('first_name', 'text'), [accountNumber]), [
    ['Ana', fills({ first_name: 'Ana' })],
    ['my name is Ana', fills({ first_name: 'Ana' })],
    ["It's Ana.", fills({ first_name: 'Ana' })],
    ["I'm Ana", fills({ first_name: 'Ana' })],
    ['  Ana\u0007  Tuilagi ', fills({ first_name: 'Ana Tuilagi' })],
    ["O'Brien", fills({ first_name: "O'Brien" })],
    [
      'My name is Ana and my account number is 41229011',
      fills({ first_name: 'Ana', account_number: '41229011' }),
    ],
    ['41229011', fills({ account_number: '41229011' })],
    ['نور', fills({ first_name: 'نور' })],
    ['yes, my name is Ana', fills({ first_name: 'Ana' })],
    ['why do you need it', 'no_match'],
    ['no', 'no_match'],
    ["I'd rather not say", 'unable'],
    ['let me talk to someone', person],
    ['!!!', 'no_match'],
  ])
  const booking = slot('booking', 'text', { pattern: '[A-Z]{2}\\d{4}' })
  heard(ask(booking), [
    ['AB1234', fills({ booking: 'AB1234' })],
    ["it's ab1234 I think", fills({ booking: 'AB1234' })],
    ['AB 1234', fills({ booking: 'AB1234' })],
    ['a b one two three four', fills({ booking: 'AB1234' })],
    ['my booking is AB-1234', fills({ booking: 'AB1234' })],
    ['AB123', 'no_match'],
    ['I had a booking', 'no_match'],
  ])
})

describe('asked yes or no', () => {
  const yes = fills({ anything_else: true })
  const no = fills({ anything_else: false })
  heard(ask(anythingElse, [wants]), [
    ['yes', yes],
    ['Yeah', yes],
    ['yes please', yes],
    ['yep, one more thing', yes],
    ['👍', yes],
    ['I do', yes],
    ['no', no],
    ['nope', no],
    ['no thanks', no],
    ["no that's all thank you", no],
    ["that's all", no],
    ['nothing else', no],
    ['not really', no],
    ['yeah nah', no],
    ['nah yeah', yes],
    ['not sure', 'unable'],
    ["I don't know", 'unable'],
    ['yes and no', 'no_match'],
    ['purple', 'no_match'],
    ['yes, I want my money back', fills({ anything_else: true, wants: 'refund' })],
    ['I want my money back', fills({ wants: 'refund' })],
    ['no, let me talk to someone', person],
  ])
})

describe('at a confirm of an amount', () => {
  heard(confirm(refundAmount), [
    ['yes', 'yes'],
    ['yes please go ahead', 'yes'],
    ['go ahead', 'yes'],
    ["that's right", 'yes'],
    ['sounds good', 'yes'],
    ['ok', 'yes'],
    ['sure', 'yes'],
    ['yup do it', 'yes'],
    ['yes, $48', 'yes'],
    ['of course', 'yes'],
    ['no worries', 'yes'],
    ['no', 'no'],
    ["no, that's wrong", 'no'],
    ["that's not right", 'no'],
    ["please don't", 'no'],
    ['absolutely not', 'no'],
    ['not really', 'no'],
    ['yeah nah', 'no'],
    ["no, I've called 3 times about this", 'no'],
    ["no, it's 50 dollars", fills({ refund_amount: 50 })],
    ['no, 50', fills({ refund_amount: 50 })],
    ['make it $50', fills({ refund_amount: 50 })],
    ['it should be fifty', fills({ refund_amount: 50 })],
    ['yes but make it 50', fills({ refund_amount: 50 })],
    ["yes but only if it's quick", 'no_match'],
    ['it was 60, not 50', fills({ refund_amount: 60 })],
    ['maybe', 'no_match'],
    ['ok, how much is that', 'no_match'],
    ['yes or no', 'no_match'],
    ['do it tomorrow', 'no_match'],
    ['how does $1 help', 'no_match'],
    ['No.', 'no'],
    ['YESSS', 'yes'],
    ['what do you mean', 'no_match'],
    ['purple', 'no_match'],
    ["I don't know", 'unable'],
    ['human please', person],
    ['', 'no_input'],
  ])
})

describe('at a confirm of several things', () => {
  const day = slot('visit_date', 'date')
  const time = slot('visit_time', 'time')
  const name = slot('first_name', 'text')
  heard(confirm(day, time, name, wants), [
    ["no, it's tomorrow", fills({ visit_date: '2026-07-11' })],
    ['tomorrow at 3pm', fills({ visit_date: '2026-07-11', visit_time: '15:00' })],
    ["no, it's Anna", fills({ first_name: 'Anna' })],
    ['no', 'no'],
    ['no I want my money back', fills({ wants: 'refund' })],
    ['yes', 'yes'],
  ])
  const other = slot('meter_number', 'digits', { length: 8 })
  heard(confirm(accountNumber, other), [
    ["no, it's 41229012", 'no_match'],
    ['no, the meter number is 41229012', fills({ meter_number: '41229012' })],
  ])
})

describe('words that fit two slots', () => {
  const order = slot('order_number', 'digits', { length: 8 })
  const day = slot('visit_date', 'date')
  const birthday = slot('birth_date', 'date')
  heard(ask(accountNumber, [order]), [
    ['41229011', fills({ account_number: '41229011' })],
    ['my order number is 41229011', fills({ order_number: '41229011' })],
    [
      'order 12345678, account 41229011',
      fills({ account_number: '41229011', order_number: '12345678' }),
    ],
  ])
  heard(ask(wants, [accountNumber, order, day, birthday]), [
    ['41229011', 'no_match'],
    ['a refund for 41229011', fills({ wants: 'refund' })],
    ['tomorrow', 'no_match'],
  ])
  heard(ask(wants, [accountNumber, slot('notes', 'text'), anythingElse, day]), [
    ['tomorrow', fills({ visit_date: '2026-07-11' })],
    ['yes', 'no_match'],
    ['something about notes', 'no_match'],
  ])
})

describe('an amount that fits two slots', () => {
  const pay = choice('wants', { pay: ['pay my bill'], query: ['question about a bill'] })
  const due = slot('due', 'money')
  const sum = slot('sum', 'money')
  const context = ask(pay, [due, sum])
  const words = 'I want to pay my bill, 50 dollars'

  it('goes to the one that the journey asks for', () => {
    const hearing = ear.hear(words, { ...context, askedFor: new Set(['wants', 'sum']) })
    expect(hearing.understood).toEqual({ fills: { wants: 'pay', sum: 50 } })
    expect(hearing.unheard).toBeUndefined()
  })
  it('goes to the one that is named all the same', () => {
    const hearing = ear.hear('I want to pay my bill, the due is 50 dollars', {
      ...context,
      askedFor: new Set(['wants', 'sum']),
    })
    expect(hearing.understood).toEqual({ fills: { wants: 'pay', due: 50 } })
  })
  it.each([undefined, new Set(['wants']), new Set(['wants', 'due', 'sum'])])(
    'is told of where nothing decides',
    (askedFor) => {
      const hearing = ear.hear(words, askedFor === undefined ? context : { ...context, askedFor })
      expect(hearing.understood).toEqual({ fills: { wants: 'pay' } })
      expect(hearing.unheard).toEqual([{ words: '50 dollars', slots: ['due', 'sum'] }])
    },
  )
  it('is not repeated where it may be a secret', () => {
    const secret = slot('sum', 'money', { sensitive: 'health' })
    expect(ear.hear(words, ask(pay, [due, secret])).unheard).toBeUndefined()
  })
})

describe('intents in force', () => {
  const own = [
    { intent: 'cancel', examples: ['cancel my order'] },
    { intent: 'track', examples: ['track my order'] },
    { intent: 'cancel', examples: ['stop the delivery'] },
  ]
  heard(moment({ asked: accountNumber, intents: own }), [
    ['cancel my order', { intent: 'cancel' }],
    ['stop the delivery', { intent: 'cancel' }],
    ['please track my order', { intent: 'track' }],
    ['where is my order', { intent: 'track' }],
    ['my order', 'no_match'],
    ["don't cancel my order", 'no_match'],
    ['cancel or track my order', 'no_match'],
  ])
})

describe('another language', () => {
  const asks = choice('anliegen', {
    erklaerung: ['Was ist das für eine Gebühr', 'warum ist meine Rechnung so hoch'],
    erstattung: ['Ich will mein Geld zurück'],
  })
  heard(ask(asks, [accountNumber], 'de-DE'), [
    ['ich will mein geld zurück', fills({ anliegen: 'erstattung' })],
    ['Ich möchte bitte mein Geld zurück', fills({ anliegen: 'erstattung' })],
    ['warum ist die Rechnung so hoch?', fills({ anliegen: 'erklaerung' })],
    ['wie ist das Wetter morgen', 'no_match'],
    ['41229011', fills({ account_number: '41229011' })],
  ])
  heard({ ...confirm(refundAmount), language: 'de' }, [
    ['Ja, gerne', 'yes'],
    ['nein', 'no'],
    ['1.200,50 €', fills({ refund_amount: 1200.5 })],
    ['1.200', fills({ refund_amount: 1200 })],
  ])
})
