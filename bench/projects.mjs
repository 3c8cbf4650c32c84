// Journeys to measure with: ordinary ones, made from a number so that every run has the same.

/** A journey of `length` steps (at least 10): asks, actions, promises, a handoff, all sound. */
export function journeyText(number, length) {
  const id = `journey-${number}`
  const lines = [
    `journey: ${id}`,
    `title: Something goes wrong (${number})`,
    'channels: [chat]',
    'coverage: core',
    'share: 1',
    'fallback: to-a-person',
    'known: [first_name]',
    'slots:',
    '  first_name: {type: text}',
  ]
  const blocks = Math.max(1, Math.floor((length - 6) / 3))
  for (let block = 0; block < blocks; block += 1) {
    if (block % 3 === 0)
      lines.push(
        `  topic_${number}_${block}:`,
        '    type: choice',
        '    values:',
        '      bill:',
        '        - my bill is wrong',
        '        - I was charged twice',
        '      fault:',
        '        - it does not work',
        '        - nothing happens',
      )
    else lines.push(`  detail_${number}_${block}: {type: digits, length: 8}`)
  }
  lines.push(
    'global_intents:',
    '  - intent: asks_for_a_person',
    '    examples: [agent, a person please, let me talk to someone]',
    '    next: to-a-person',
    'steps:',
    '  - id: greet',
    "    say: Hi {first_name}, I'm Kea, a virtual assistant. How can I help you today?",
  )
  for (let block = 0; block < blocks; block += 1) {
    const slot = block % 3 === 0 ? `topic_${number}_${block}` : `detail_${number}_${block}`
    lines.push(
      `  - id: ask-${block}`,
      `    ask: ${slot}`,
      '    skip_if_known: true',
      `    say: Could you tell me a little more about part ${block} of this, please?`,
      '    reprompts:',
      '      - Sorry, I did not catch that. Could you put it in other words?',
    )
    if (block % 3 === 0)
      lines.push(
        '    next:',
        `      - if: {${slot}: bill}`,
        `        go: work-${block}`,
        `      - go: tell-${block}`,
      )
    lines.push(
      `  - id: work-${block}`,
      `    do: look_up_${block}`,
      `    uses: [${slot}]`,
      '    outcomes:',
      `      succeeded: tell-${block}`,
      '      failed: to-a-person',
      `  - id: tell-${block}`,
      `    say: Thank you, {first_name}. I have what I need for part ${block}.`,
    )
  }
  lines.push(
    '  - id: bye',
    '    say: That is all done. There is nothing more you need to do.',
    '    end: resolved',
    '  - id: to-a-person',
    '    handoff: care team',
    '    mode: warm',
    '    passes: all',
    '    wait: 3 minutes',
    '    say: I will bring in a person who knows what you told me. It takes about 3 minutes.',
    '    unavailable: promise-call',
    '  - id: promise-call',
    `    promise: call-back-${number}`,
    '    within: 4 hours',
    '    owner: care duty lead',
    '    say: Nobody is free just now. Somebody will call you within 4 hours.',
    '  - id: bye-for-now',
    '    end: unresolved',
  )
  return `${lines.join('\n')}\n`
}
