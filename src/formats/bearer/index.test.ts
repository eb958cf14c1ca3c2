import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { bearer } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(bearer, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'Bearer', toolVersion: '1.49.0' },
  ])
})

test('one finding in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(bearer, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'java_lang_os_command_injection',
    title: 'Command injection',
    description: 'Commands may be changed.',
    severity: 'high',
    toolSeverity: 'high',
    cwes: [78],
    location: {
      path: 'src/Run.java',
      line: 61,
      endLine: 62,
      column: 25,
      endColumn: 46,
      snippet: 'Process p = r.exec(args);',
    },
    references: [
      'https://docs.bearer.example/java_lang_os_command_injection',
      'https://weak.example/command',
    ],
    remediation: '- Use fixed commands.',
    fingerprints: { bearer: 'ab12_0' },
    tags: ['PII'],
  })
  expect(JSON.parse(raw)).toMatchObject({ fingerprint: 'ab12_0' })
})

test('version 1: every finding is an observation or a problem', async () => {
  const items = await itemsOfFile(bearer, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { rule: 'ruby_lang_weak', description: 'plain', severity: 'info', toolSeverity: 'warning', cwes: [327] },
    { rule: 'ruby_lang_eval', severity: 'critical', location: { path: 'b.rb', line: 4, snippet: 'eval(x)' } },
  ])
  expect(problemsIn(items).map((item) => item.where)).toEqual(['/warning/1'])
})

test.each(['{}', '[]', ''])('refuses %j', async (text) => {
  await expect(itemsOf(bearer, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its name, or by its findings', () => {
  const detect = (outline: unknown) => bearer.detect({ syntax: 'json', head: '', outline })
  const finding = {
    id: 'x',
    documentation_url: 'https://x.example',
    full_filename: 'a',
    parent_line_number: 1,
  }
  expect(detect({ source: 'Bearer', findings: [] })).toBe(1)
  expect(detect({ low: [finding] })).toBe(1)
  expect(detect({ high: [{ id: 'x' }] })).toBe(0)
})
