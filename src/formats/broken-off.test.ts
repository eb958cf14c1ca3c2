import { expect, test } from 'vitest'
import type { Item } from './contract.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import { readReport } from './read.ts'
import { uploadOf } from './unpack/upload.ts'

const read = (text: string, format?: string): Promise<Item[]> =>
  Array.fromAsync(
    readReport(uploadOf(text), {
      limits: DEFAULT_LIMITS,
      hashSecret: () => 'hash',
      ...(format && { format }),
    }),
  )

test.each([
  ['JSON', '{\n"tea": [{"leaf": "As', 'at byte 22 (line 2)'],
  ['JSON one behind another', '{"tea": 1}\n{"tea": ', 'at byte 19 (line 2)'],
  ['XML', '<?xml version="1.0"?>\n<tea><leaf>As', 'at byte 35 (line 2)'],
  ['XML before its root', '<?xml version="1.0"?><te', 'at byte 24 (line 1)'],
])('%s that breaks off before it tells its format', async (_, text, place) => {
  await expect(read(text)).rejects.toThrow(
    `This document breaks off ${place}: send it whole. What is there does not tell its format.`,
  )
})

test.each(['{"tea": 1}', '<tea/>', '<!doctype html><p>tea', 'tea, leaves'])(
  '%s is only unknown',
  async (text) => {
    await expect(read(text)).rejects.toThrow('This is no format that is known')
  },
)

test('a report that breaks off before what its reader needs is refused with the place', async () => {
  await expect(read('{"matches": ', 'grype')).rejects.toThrow(
    /^This document breaks off at byte 12 \(line 1\): send it whole/,
  )
  await expect(read('{"tea": 1}', 'grype')).rejects.toThrow(/^This does not read as Grype/)
})

test('what stands before the break of a document without lists is kept', async () => {
  const whole = {
    banner: { description: 'WordPress Security Scanner by the WPScan Team', version: '3.8.25' },
    target_url: 'https://tea.example/',
    interesting_findings: [
      { url: 'https://tea.example/readme.html', to_s: 'WordPress readme found', type: 'readme' },
    ],
    plugins: { kettle: { slug: 'kettle', vulnerabilities: [] } },
  }
  const text = JSON.stringify(whole)
  const items = await read(text.slice(0, -30))
  expect(items.filter(({ type }) => type === 'observation')).toHaveLength(1)
  expect(items.filter(({ type }) => type === 'problem')).toMatchObject([{ incomplete: true }])
})
