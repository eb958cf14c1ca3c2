import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { feedFile, itemsOf } from '../test-feed-file.ts'
import { scorecard } from './index.ts'

const read = (text: string) => itemsOf(scorecard, feedFile('scorecard.ndjson', text))

test('a score for each repository', async () => {
  const text = readFileSync(join(import.meta.dirname, 'fixtures/results.ndjson'), 'utf8')
  const items = await read(text)
  expect(items.slice(0, 2)).toEqual([
    { type: 'scorecard', repository: 'github.com/example/gateway', score: 6.4, at: '2026-03-02' },
    { type: 'scorecard', repository: 'gitlab.com/example/mailer', score: 10, at: '2026-03-02' },
  ])
  expect(items.slice(2)).toEqual([
    expect.objectContaining({ type: 'problem', where: 'line 3' }),
    expect.objectContaining({ type: 'problem', where: 'line 4' }),
    expect.objectContaining({ type: 'problem', where: 'line 5' }),
  ])
})

test("the API's answer for one repository", async () => {
  const answer = {
    date: '2026-03-02',
    repo: { name: 'github.com/example/gateway' },
    score: 6.4,
    checks: [{ score: 1 }],
  }
  expect(await read(JSON.stringify(answer, null, 2))).toEqual([
    { type: 'scorecard', repository: 'github.com/example/gateway', score: 6.4, at: '2026-03-02' },
  ])
})
