import { expect, test } from 'vitest'
import { detectFormat } from './detect.ts'
import { inputOf } from './input.ts'
import { DEFAULT_LIMITS } from './limits.ts'

const detected = async (content: string) => {
  const { format, score } = await detectFormat(inputOf(content), DEFAULT_LIMITS)
  return [format?.id, score > 0.5]
}

const RUN = '{"tool":{"driver":{"name":"T"}},"results":[]}'

test('by content, in the head', async () => {
  expect(await detected(`{"version":"2.1.0","runs":[${RUN}]}`)).toEqual(['sarif', true])
})

test('by keys that stand behind a megabyte of something else', async () => {
  const padding = `"properties":{"note":"${'x'.repeat(1024 * 1024)}"}`
  expect(await detected(`{${padding},"version":"2.1.0","runs":[${RUN}]}`)).toEqual(['sarif', true])
})

test('a damaged document by what is left of it', async () => {
  expect(await detected(`{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"T"`)).toEqual(['sarif', true])
})

test('YAML by the JSON that says the same, and only by its beginning where it is large', async () => {
  expect(
    await detected('version: "2.1.0"\nruns:\n- tool:\n    driver:\n      name: T\n  results: []\n'),
  ).toEqual(['sarif', true])
  let bytes = 0
  const endless = {
    async *open() {
      for (let line = 0; line < 200_000; line++) {
        const text = `key${line}: ${'x'.repeat(100)}\n`
        bytes += text.length
        yield Buffer.from(text)
      }
    },
  }
  expect((await detectFormat(endless, DEFAULT_LIMITS)).format).toBeUndefined()
  expect(bytes).toBeLessThan(6 * 1024 * 1024)
})

test.each(['', 'hello', '{}', '[]', '{"some":"json"}', '<html/>', 'a,b\n1,2\n', '\0\0\0', '{"runs":'])(
  '%j is no report',
  async (content) => {
    expect(await detected(content)).toEqual([undefined, false])
  },
)

test('the ranking tells what came near', async () => {
  const { format, ranking } = await detectFormat(
    inputOf('{"$schema":"https://example.org/sarif.json"}'),
    DEFAULT_LIMITS,
  )
  expect(format).toBeUndefined()
  expect(ranking[0]?.id).toBe('sarif')
})
