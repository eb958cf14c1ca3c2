import { expect, it } from 'vitest'
import { readQuestion, writeQuestion } from './question.ts'

const again = (text: string) => {
  const read = readQuestion(text)
  return read && writeQuestion(read.steps)
}

it.each([
  'internet -> endpoint[!authenticated] -> model["pii" in data]',
  'workload[knownExploited] -[reads,writes]-> data-store',
  'third-party[name == "Stripe"] <-[calls]- deployable[leadsTo.size() > 0]',
  'image <- *',
  'endpoint[attributes.framework == "Express" && exposure == "internet"]',
  'endpoint[attributes["x-y"] == "a ] b" && topScore >= 70 && name.contains("\\"users\\"")]',
  'endpoint[name.matches("^[A-Z]+") && !authenticated]',
])('%s is read and written the same', (text) => expect(again(text)).toBe(text))

it('menus know their own conditions, whatever the spaces and quotes', () => {
  const { steps } = readQuestion(" endpoint[ exposure=='internet'&&! authenticated && findings>=3 ]") ?? {}
  expect(steps).toEqual([
    {
      kind: 'endpoint',
      conditions: [
        { type: 'exposure', is: 'internet' },
        { type: 'authenticated', is: false },
        { type: 'findings', least: 3 },
      ],
    },
  ])
})

it('what no menu makes stays text, in brackets where another condition would tear it apart', () => {
  expect(readQuestion('endpoint[authenticated || "pii" in data]')?.steps[0]?.conditions).toEqual([
    { type: 'text', text: '(authenticated || "pii" in data)' },
  ])
  expect(readQuestion('model["secret" in data]')?.steps[0]?.conditions).toEqual([
    { type: 'text', text: '"secret" in data' },
  ])
})

it.each(['', 'endpint', 'internet ->', 'internet endpoint', 'endpoint[name == "x"', 'image -[eats]-> host'])(
  'the boxes can’t show “%s”',
  (text) => expect(readQuestion(text)).toBeUndefined(),
)

it('tells where each step stands', () => {
  expect(readQuestion('internet -> endpoint[!authenticated]')?.spans).toEqual([
    { from: 0, to: 8 },
    { from: 8, to: 36 },
  ])
})
