import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { kiuwan } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('one vulnerability in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(kiuwan, fixture('one.csv')))
  expect(others).toEqual([])
  const { raw: _, ...fields } = observation ?? { raw: '' }
  const path = 'src/main/java/shop/Till.java'
  const sink = { path, line: 144, snippet: 'nodes = evaluate(expression);' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'OPT.JAVA.SEC_JAVA.XPathInjectionRule',
    title: 'XPath injection',
    severity: 'critical',
    toolSeverity: 'Very High',
    cwes: [643],
    location: sink,
    flow: [{ path, line: 130, snippet: 'password = parameter(PASSWORD, "")' }, sink],
    controls: ['CWE:643', 'OWASP:2013:A1'],
    tags: ['Security', 'Injection', 'Java'],
  })
})

test('muted ones and words of no meaning; every row is an observation or a problem', async () => {
  const items = await itemsOfFile(kiuwan, fixture('many.csv'))
  expect(observationsIn(items)).toMatchObject([
    { severity: 'low', verdict: { state: 'accepted', reason: 'Reviewed' } },
    { severity: 'unknown', cwes: [79] },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['line 4'])
})

test('refuses another table', async () => {
  await expect(itemsOf(kiuwan, 'a,b\n1,2\n')).rejects.toThrow(UnreadableReport)
})
