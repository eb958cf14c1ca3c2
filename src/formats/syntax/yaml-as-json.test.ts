import { expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import type { Problem } from '../contract.ts'
import { inputOf } from '../input.ts'
import { DEFAULT_LIMITS } from '../limits.ts'
import { isYaml, yamlAsJson } from './yaml-as-json.ts'

async function converted(yaml: string): Promise<{ json: string; flaws: Problem[] }> {
  const flaws: Problem[] = []
  const chunks: Uint8Array[] = []
  const input = yamlAsJson(inputOf(yaml), DEFAULT_LIMITS, flaws)
  for await (const chunk of input.open()) chunks.push(chunk)
  return { json: Buffer.concat(chunks).toString('utf8'), flaws }
}

test.each([
  'a: 1\nb: text\n',
  '# who made it\n\n%YAML 1.2\n---\nresults:\n- id: 1\n  code: |\n    - no item\n    a: b\n\n- id: "2"\nend: null\n',
  'results:\n    - id: 1\n      list:\n          - a\n          - b\n    - id: 2\nnothing:\nflow: [1, {a: b}]\n',
  '- a: 1\n  b: [x]\n-\n  a: 2\n- plain\n- \n',
  '  - a: 1\n  - a: 2\n',
  '"quoted \\"key\\"": 1\n\'it\'\'s\': 2\n./path/to a.py:\n  line: 3\na:b: 4\nurl: https://a.example/#b\n',
  '# comment\n[{"a": 1},\n {"a": "#2"}]\n',
  'folded: >-\n  one\n  two\nquoted: "one\n  two"\n',
  'empty: []\nnone: {}\nlist:\n# in between\n- 1\n\n- 2\n',
  'version: 1.10\nyes: yes\ndate: 2026-11-28\nanchor: &a\n  x: 1\n  y: 2\n',
])('%j is the JSON that says the same', async (yaml) => {
  const { json, flaws } = await converted(yaml)
  expect(flaws).toEqual([])
  const [document] = parseAllDocuments(yaml)
  expect(JSON.parse(json)).toEqual((document as { toJS(): unknown }).toJS())
})

test('what one part marks is known in the others', async () => {
  const { json, flaws } = await converted(
    'list:\n- lines: &id001\n  - 10\n  - 11\n- lines: *id001\n  code: "*id001"\n-\n  text: |\n    a\n     *id001\nalso: *id001\nof: {it: [*id001]}\n',
  )
  expect(flaws).toEqual([])
  expect(JSON.parse(json)).toEqual({
    list: [{ lines: [10, 11] }, { lines: [10, 11], code: '*id001' }, { text: 'a\n *id001\n' }],
    also: [10, 11],
    of: { it: [[10, 11]] },
  })
})

test('documents of a stream follow on lines of their own', async () => {
  const { json } = await converted('---\na: 1\n---\n- 2\n...\n---\nb: |\n  x\n')
  expect(json.split('\n').map((line) => JSON.parse(line))).toEqual([{ a: 1 }, [2], { b: 'x\n' }])
})

test('what is no valid YAML, refers elsewhere or grows is left out and told once, where it stands', async () => {
  const bomb = `bomb:\n  a: &a [${'x,'.repeat(99)}]\n  b: &b [${'*a,'.repeat(99)}]\n  c: [${'*b,'.repeat(99)}]\n`
  const { json, flaws } = await converted(`good: 1\nbad: [\nlist:\n- 1\n- "open\n- *elsewhere\n- 2\n${bomb}`)
  expect(JSON.parse(json)).toEqual({ good: 1, list: [1, 2] })
  expect(flaws.map(({ where }) => where)).toEqual(['line 2', 'line 5', 'line 6', 'line 8'])
  expect(flaws.every(({ incomplete }) => incomplete)).toBe(true)
  const again: Problem[] = []
  const input = yamlAsJson(inputOf('bad: [\n'), DEFAULT_LIMITS, again)
  for (let times = 0; times < 2; times++) for await (const _ of input.open());
  expect(again).toHaveLength(1)
})

test('is the same each time it is opened, also where somebody stopped before the end', async () => {
  const input = yamlAsJson(inputOf('a:\n- 1\n- 2\nb: c\n'), DEFAULT_LIMITS, [])
  const read = async () => Buffer.concat(await Array.fromAsync(input.open())).toString('utf8')
  for await (const _ of input.open()) break
  expect([await read(), await read()]).toEqual(['{"a":[1,2],"b":"c"}', '{"a":[1,2],"b":"c"}'])
})

test('a part that is too long is left out, the rest is read', async () => {
  const { json, flaws } = await converted(`list:\n- "${'x'.repeat(9 * 1024 * 1024)}"\n- 2\n`)
  expect(JSON.parse(json)).toEqual({ list: [2] })
  expect(flaws.map(({ message }) => message)).toEqual([expect.stringContaining('too long')])
})

test.each([
  ['a: 1\nb: 2\n', true],
  ['---\n# x\nresults:\n- a\n', true],
  ['items:\n  - a: 1\n', true],
  ['- rule: x\n  line: 1\n', true],
  ['# made by\n[\n  {}\n]', true],
  ['', false],
  ['hello\n', false],
  ['hello: world\n', false],
  ['Scanning: done\nnothing found\n', false],
  ['src/a.py:1:2: E401 multiple imports\nsrc/b.py:3:1: E402\n', false],
  ['- a thing that was done\n- another\n', false],
])('%j begins like YAML: %s', (head, is) => {
  expect(isYaml(head)).toBe(is)
})
