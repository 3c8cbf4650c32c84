// The whole journey of the format's description, with its persona and scenario: what tests start from.
export const QUERY_A_CHARGE = `journey: query-a-charge
title: Query a charge I don't recognise
summary: A customer sees a roaming charge on the July bill.
channels: [chat]                     # chat | voice | sms | email | in_person
personas: [ana]
coverage: core                       # core | long_tail
share: 12                            # per cent of all contacts
cause: Roaming starts without a warning
prevention: Text the customer when roaming starts
fallback: to-a-person
known: [first_name]

slots:
  first_name: {type: text}
  account_number:
    type: digits
    length: 8
    demands: [paperwork]
  wants:
    type: choice
    values:
      explanation:
        - what is this charge
        - why is my bill so high
      refund:
        - I want my money back
        - please refund it
  refund_amount: {type: money}
  anything_else: {type: yes_no, transient: true}

global_intents:
  - intent: asks_for_a_person
    examples:
      - let me talk to someone
      - agent
      - human please
    next: to-a-person
  - intent: upset
    feels: angry
    examples:
      - this is ridiculous
      - I'm really angry
    say: A charge you never agreed to is infuriating, {first_name}. I'm sorry. I can sort it out here, or bring in a person at any time.
    next: resume

steps:
  - id: greet
    say:
      - Hi {first_name}, I'm Kea, Northwind's virtual assistant.
      - Kia ora {first_name}. Kea here, Northwind's virtual assistant.

  - id: ask-wants
    ask: wants
    say: I can see a roaming charge of $48 on your July bill. Shall I explain it, or look at a refund?
    reprompts:
      - Sorry, I didn't catch that. I can explain the charge, or check a refund.
    next:
      - if: {wants: refund}
        go: ask-account
      - go: explain

  - id: ask-account
    ask: account_number
    skip_if_known: true
    say: What's the account number? It's the eight digits at the top of the bill.
    reprompts:
      - The account number is under your name on page one of the bill, eight digits.
    unable: to-a-person

  - id: check-refund
    do: check_refund
    uses: [account_number]
    learns: [refund_amount]
    outcomes:
      succeeded: confirm-refund
      not_eligible: sorry-no-refund

  - id: confirm-refund
    confirm: [refund_amount]
    say: That's {refund_amount} back on your next bill. Shall I go ahead?
    reprompts:
      - Shall I put {refund_amount} back on your next bill? Yes or no is fine.
    next: refund

  - id: refund
    do: post_refund
    irreversible: true
    fulfils: refund-on-bill
    outcomes: {succeeded: promise-refund}

  - id: promise-refund
    promise: refund-on-bill
    within: 1 working day
    say: Done. You'll see it on your bill within 1 working day.
    next: anything-else

  - id: sorry-no-refund
    feels: disappointed
    say: I'm sorry, {first_name}. I know that's not what you hoped for. A person can look again.
    next: to-a-person

  - id: explain
    say: The $48 is for data used in Fiji on 3 July.

  - id: anything-else
    ask: anything_else
    say: Is there anything else I can help with?
    reprompts:
      - I can look at something else, or we can stop here. Is there anything else?
    no_match: bye
    next:
      - if: {anything_else: true}
        forget: [wants]
        go: ask-wants
      - go: bye

  - id: to-a-person
    handoff: billing team
    mode: warm
    passes: all
    wait: 3 minutes
    say: I've told our billing team what you told me, so you won't need to repeat it. Someone joins us within 3 minutes, and I'll stay until they do.
    unavailable: book-callback

  - id: book-callback
    do: book_callback
    fulfils: callback
    outcomes: {succeeded: promise-callback, failed: promise-email}

  - id: promise-callback
    promise: callback
    within: 4 hours
    say: Nobody is free just now. Someone from billing will call you within 4 hours.
    next: bye-for-now

  - id: promise-email
    promise: email
    within: 1 working day
    owner: billing duty lead
    say: Nobody is free just now, so I've left a note for the billing duty lead, who will email you within 1 working day.

  - id: bye-for-now
    end: unresolved

  - id: bye
    say: That's all done, {first_name}. There's nothing more you need to do.
    end: resolved
`

export const ANA = `persona: ana
name: Ana Tuilagi
summary: Solo parent on a fixed plan who opens the bill on the bus.
quote: I just want to know it's sorted.
goals: [understand the charge, get the money back]
frustrations: [being passed around, small print]
context:
  place: on the bus
  device: phone
  attention: [eyes_busy]           # hands_busy | eyes_busy | divided; none: full
  company: with_others             # alone | with_others
  time_pressure: high              # low | medium | high
  at_hand: []                      # paperwork
preferred_channels: [chat, sms]
language: {first: sm, reading_grade: 7}
accessibility: []
history: [Rang in May about the same charge and was told it would not happen again]
mood: {start: -1, patience: 4}
on_record: {first_name: Ana}
knows: {wants: refund}
cannot_answer: [account_number]
says:                              # how they put it: slot or intent to phrases
  wants:
    - there's 48 dollars here I never agreed to, I want it back
traits: {forthcoming: 0.4, clarity: 0.8}
reactions: {asked_again: -2}
`

export const REFUSED = `scenario: ana is refused and is not left alone
journey: query-a-charge
persona: ana
channel: chat
seed: 7
given: {first_name: Ana}
actions:
  check_refund: not_eligible
  post_refund: {outcome: succeeded, learns: {refund_amount: 48}}
people: {billing team: free}
turns:
  - says: there's 48 dollars here I never agreed to, I want it back
    means: {wants: refund}
  - says: "41229011"
  - silent: true
expect:
  ends: handed_off
  visits: [sorry-no-refund, to-a-person]
  never_visits: [refund]
  asks_at_most: {account_number: 1}
  turns_at_most: 8
  hears: [sorry, /within \\d+ minutes/]
  never_hears: [inconvenience]
  person_within: 3
  promises: kept
  mood_at_least: -2
`
