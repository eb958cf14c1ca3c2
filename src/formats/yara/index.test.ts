import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { yara } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const header = { type: 'header', tool: 'YARA' }

test('one match in all its fields', async () => {
  const [first, observation, ...others] = await itemsOfFile(yara, fixture('one.txt'))
  expect(others).toEqual([])
  expect(first).toEqual(header)
  const { raw, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'malware',
    rule: 'House_Reverse_Shell',
    title: 'House Reverse Shell',
    description: 'Shell that calls "home", again',
    severity: 'high',
    toolSeverity: 'high',
    confidence: 'high',
    location: { path: 'srv/shop/my helper.sh', snippet: 'bash -i >& /dev/tcp/\ntea!' },
    references: ['https://rules.example/1'],
    tags: ['backdoor', 'shell', 'author:house'],
  })
  expect(await readFile(fixture('one.txt'), 'utf8')).toBe(`${raw}\n`)
})

test('namespaces, scores, and lines that are no match', async () => {
  const items = await itemsOfFile(yara, fixture('many.txt'))
  expect(
    observationsIn(items).map(({ rule, severity, location, advisories }) => [
      rule,
      severity,
      location?.path,
      advisories,
    ]),
  ).toEqual([
    ['House_No_Metadata', 'unknown', 'build.txt', undefined],
    ['CVE_2099_10070_Exploit', 'high', 'srv/a', ['CVE-2099-10070']],
    ['House_Low', 'low', 'srv/b', undefined],
  ])
  expect(problemsIn(items).map(({ where, incomplete }) => [where, incomplete])).toEqual([
    ['line 5', undefined],
    ['line 6', true],
  ])
})

test('only rules and paths', async () => {
  const found = observationsIn(await itemsOfFile(yara, fixture('plain.txt')))
  expect(found.map(({ rule, location }) => [rule, location?.path])).toEqual([
    ['House_Rule', 'srv/shop/a.txt'],
    ['House_Other', 'C:/tea/b.txt'],
  ])
})

test.each(['hello\n', '{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(yara, text)).rejects.toThrow(UnreadableReport)
})

test('is known by matches alone', () => {
  const detect = (head: string) => yara.detect({ syntax: 'text', head })
  expect(detect('Rule [a="b"] /srv/a\n0x0:$a: x\n')).toBe(0.95)
  expect(detect('Rule [] /srv/a\n')).toBe(0.95)
  expect(detect('Rule_A /srv/a\nRule_B /srv/b\n')).toBe(0.6)
  expect(detect('Rule_A /srv/a\nhello\nthere\n')).toBe(0)
  expect(detect('hello world\n')).toBe(0)
  expect(detect('See https://docs.example/a\nAnd b/c\n')).toBe(0)
  expect(detect("ROOTDIR is `/'\n")).toBe(0)
})
