import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { sarif } from '../../../formats/sarif/index.ts'
import { itemsOf } from '../../../formats/test-items.ts'
import { announcementOf } from '../announcement.ts'
import { code, reportsOf, verdictOf } from '../test-gate.ts'
import { undecided } from '../undecided.ts'
import type { Verdict } from '../verdict.ts'
import { markdown, plain, xml } from './escape.ts'
import { jsonOf } from './json.ts'
import { junitOf } from './junit.ts'
import { sarifOf } from './sarif.ts'
import { textOf } from './text.ts'

const NASTY =
  '</code></details><script>alert(1)</script> [click](https://evil.test) ![x](y) @team #1 `code` **bold** | a\u001b[31mred\u202e ]]> \u0000 <!-- --> https://evil.test www.evil.test'

const hostile = code({
  title: NASTY,
  rule: `rule${NASTY}`,
  path: `src/${NASTY}.ts`,
  remediation: NASTY,
})

const verdict = await verdictOf({
  [`tool${NASTY}`]: [hostile],
  b: [code({ severity: 'medium', path: 'src/b.ts' })],
})
const noPaint = { severity: (t: string) => t, strong: (t: string) => t, faint: (t: string) => t }

/** Elements of an XML text; throws where it is not well-formed. */
function elements(text: string): string[] {
  const names: string[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name }) => void names.push(name))
  parser.write(text).close()
  return names
}

describe('foreign text', () => {
  test('is one plain line', () => {
    expect(plain('a\n\u001b[2Jb\u202ec\u200bd\ud800')).toBe('a [2Jbcd\ufffd')
    expect(plain('x'.repeat(400))).toHaveLength(300)
  })

  test('does nothing in Markdown', () => {
    const text = markdown(NASTY, 1_000)
    expect(text).not.toMatch(/<(?!\/?code>)/)
    expect(text).not.toMatch(/(?<!\\)[[\]()`*_|!]/)
    // Neither a mention, nor a reference, nor a link that a host makes of an address.
    expect(text).not.toMatch(/@\w|(?<!&)#\d|https?:\/\/|www\.e/)
  })

  test('does nothing in XML', () => {
    expect(xml('<a b="c">&\'\u0000\u001b]]>')).toBe('&lt;a b=&quot;c&quot;&gt;&amp;&#39;]]&gt;')
  })
})

test('JUnit is well-formed whatever the reports say', () => {
  const names = elements(junitOf(verdict))
  expect(names.filter((name) => name === 'testcase')).toHaveLength(3)
  expect(names.filter((name) => name === 'failure')).toHaveLength(1)
  expect(elements(junitOf(undecided(NASTY, null))).filter((name) => name === 'error')).toHaveLength(1)
})

test('a comment holds no HTML, link or mention of others', () => {
  const { comment, marker } = announcementOf(verdict)
  expect(comment.startsWith(marker)).toBe(true)
  // In code hosts look for nothing.
  const ours = comment
    .replace(marker, '')
    .replaceAll(/<code>.*?<\/code>/g, '')
    .replaceAll(/<\/?(?:details|summary|sub)>/g, '')
  expect(ours).not.toMatch(/[<]|@\w|https?:\/\/|\]\(/)
  expect(comment.match(/<details>/g)?.length).toBe(comment.match(/<\/details>/g)?.length)
})

test('where nothing could be read a comment says why, once, and no figures', () => {
  const { comment } = announcementOf(undecided('junk: no format', null))
  expect(comment).toMatch(/could not decide\n\njunk\\: no format\n$/)
})

test('a comment is never too long for its host', async () => {
  const many = Array.from({ length: 300 }, (_, i) =>
    code({
      title: '@'.repeat(2_000),
      path: `src/${'*'.repeat(500)}${i}.ts`,
      snippet: `call${i}(value)`,
      remediation: '|'.repeat(5_000),
    }),
  )
  expect(announcementOf(await verdictOf({ a: many })).comment.length).toBeLessThan(65_536)
})

test('a terminal gets no control characters', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there.
  expect(textOf(verdict, noPaint)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/)
})

test('SARIF is read back by our own reader, finding by finding', async () => {
  const items = await itemsOf(sarif, sarifOf(verdict))
  expect(items.filter(({ type }) => type === 'problem')).toEqual([])
  expect(items.filter(({ type }) => type === 'observation')).toHaveLength(2)
  const [run] = JSON.parse(sarifOf(verdict)).runs
  expect(run.results[0]).toMatchObject({
    level: 'error',
    baselineState: 'new',
    properties: { effect: 'block' },
  })
  expect(run.results[0].message.text).not.toMatch(/(?<!\\)\[click(?<!\\)\]/)
  expect(run.tool.driver.rules[run.results[0].ruleIndex].id).toBe(run.results[0].ruleId)
})

describe('the check', () => {
  const conclusion = (over: Partial<Verdict>) => announcementOf({ ...verdict, ...over }).check.conclusion

  test('says what hosts know', () => {
    expect(conclusion({})).toBe('failure')
    expect(conclusion({ verdict: 'undecided' })).toBe('neutral')
    const counts = { ...verdict.counts, blocked: 0 }
    expect(conclusion({ verdict: 'pass', counts })).toBe('success')
    expect(conclusion({ verdict: 'pass', counts: { ...counts, review: 1 } })).toBe('action_required')
  })

  test('points at the line', () => {
    expect(announcementOf(verdict).check.annotations).toMatchObject([
      { startLine: 10, endLine: 10, level: 'failure' },
    ])
  })
})

test('an override is told wherever the verdict is', () => {
  const override = {
    reason: 'the shop is down',
    at: '2026-11-27T10:00:00Z',
    recorded: 'outputs',
    by: null,
  } as const
  const passed: Verdict = { ...verdict, verdict: 'pass', override }
  const { comment, check } = announcementOf(passed)
  for (const text of [
    comment,
    check.title + check.summary,
    junitOf(passed),
    sarifOf(passed),
    textOf(passed, noPaint),
  ])
    expect(text).toContain('shop is down')
  expect(elements(junitOf(passed))).not.toContain('failure')
  expect(jsonOf(passed)).toMatchObject({ verdict: 'pass', counts: { blocked: 1 }, override })
})

test('JSON keeps its shape', () => {
  expect(Object.keys(jsonOf(verdict))).toEqual([
    'verdict',
    'summary',
    'counts',
    'findings',
    'problems',
    'problemCount',
    'policy',
    'baseline',
    'asset',
    'override',
  ])
  expect(jsonOf(verdict).counts).toEqual({
    new: 2,
    old: 0,
    fixed: 0,
    blocked: 1,
    warned: 1,
    review: 0,
    ignored: 0,
  })
})

test('a report without results has its tool told', async () => {
  expect([...(await reportsOf({ semgrep: [] })).tools]).toEqual(['semgrep'])
})
