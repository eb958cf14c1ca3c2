import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { clangTidy } from './index.ts'

const items = (name: string) => itemsOfFile(clangTidy, new URL(`fixtures/${name}`, import.meta.url))
const one = async () => {
  const [observation, ...others] = observationsIn(await items('one.yaml'))
  expect(others).toEqual([])
  const { raw: _, ...fields } = observation ?? { raw: '' }
  return fields
}

test('one diagnostic in all its fields', async () => {
  expect(await one()).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'clang-analyzer-security.insecureAPI.strcpy',
    title: "Call to function 'strcpy' is insecure",
    description: "Call to function 'strcpy' is insecure. Replace it with 'strlcpy'. CWE-119",
    severity: 'medium',
    toolSeverity: 'Warning',
    cwes: [119],
    location: { path: 'srv/shop/till.c', message: 'byte 135 of the file' },
    related: [{ path: 'srv/shop/till.c', message: "Call to function 'strcpy' is insecure" }],
  })
})

test('every diagnostic is an observation or a problem', async () => {
  const found = await items('many.yaml')
  expect(observationsIn(found)).toMatchObject([
    { rule: 'google-explicit-constructor', severity: 'high', remediation: 'clang-tidy --fix can fix this' },
  ])
  expect(problemsIn(found).map(({ where }) => where)).toEqual(['/Diagnostics/1'])
})

test('older ones have the message beside its name', async () => {
  expect(observationsIn(await items('version-8.yaml'))).toMatchObject([
    {
      rule: 'misc-unused-parameters',
      title: "parameter 'coin' is unused",
      severity: 'unknown',
      location: { path: 'srv/shop/till.c' },
    },
  ])
})

test.each(['{}', '5', ''])('refuses %j', async (text) => {
  await expect(itemsOf(clangTidy, text)).rejects.toThrow(UnreadableReport)
})
