import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { inputOf } from './input.ts'
import { formats } from './registry.ts'
import { survives } from './test-survives.ts'

/** A name that every object has: in a table of words it must find nothing. */
const WORD = 'constructor'
const MOST_PLACES = 60

const PLACES: [syntax: RegExp, value: RegExp][] = [
  [/^\s*[{[]\s*["{[]/, /"((?:[^"\\]|\\.){0,40})"/dg],
  [/^\s*</, />([^<>]{1,40})<|="([^"]{1,40})"/dg],
  [/^/, /([A-Za-z][\w-]{2,30})/dg],
]

/** The document with each of its values, one after another, replaced by the word. */
function* bent(text: string): Generator<string> {
  const [, value] = PLACES.find(([syntax]) => syntax.test(text)) as (typeof PLACES)[0]
  let places = 0
  for (const match of text.matchAll(value)) {
    const [start, end] = match.indices?.slice(1).find((place) => place !== undefined) ?? [0, 0]
    if (places++ === MOST_PLACES) return
    yield text.slice(0, start) + WORD + text.slice(end)
  }
}

test.each(formats.map((format) => [format.id, format] as const))('%s', async (id, format) => {
  const folder = new URL(`${id}/fixtures/`, import.meta.url)
  const name = readdirSync(folder).find((file) => file.startsWith('one.')) as string
  let read = 0
  for (const text of bent(readFileSync(new URL(name, folder), 'utf8'))) {
    read++
    await survives(format, inputOf(text))
  }
  expect(read).toBeGreaterThan(0)
})
