import { expect, test } from 'vitest'
import type { Observation } from '../api/types.ts'
import { firstThatSays, printedPlace } from './said.ts'

const seen = (data: object, present = true) => ({ data, present }) as Observation
const at = (line: number, snippet?: string) => ({
  location: { path: 'a.go', line, ...(snippet && { snippet }) },
})

test('who still sees it is heard before who does not', () => {
  const observations = [seen({ confidence: 'low', tags: ['x'] }, false), seen({ confidence: 'high' })]
  expect(firstThatSays(observations, 'confidence')).toBe('high')
  expect(firstThatSays(observations, 'tags')).toEqual(['x'])
  expect(firstThatSays(observations, 'cvss')).toBeUndefined()
})

test('the source of a line is shown as any tool printed it', () => {
  expect(printedPlace([seen(at(10)), seen(at(11, 'other')), seen(at(10, 'run(x)'))])).toMatchObject({
    line: 10,
    snippet: 'run(x)',
  })
  expect(printedPlace([seen(at(10)), seen(at(11, 'other'))])).toEqual({ path: 'a.go', line: 10 })
  expect(printedPlace([])).toBeUndefined()
})
