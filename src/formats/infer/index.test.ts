import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { infer } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('one bug in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(infer, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'NULLPTR_DEREFERENCE',
    title: 'Null Dereference',
    description: '`leaves` could be null (from line 4) and is dereferenced.',
    severity: 'high',
    toolSeverity: 'ERROR',
    location: { path: 'src/pot.c', line: 5, column: 5, symbol: 'brew' },
    flow: [
      { path: 'src/pot.c', line: 4, column: 19, message: 'is assigned to the null pointer' },
      { path: 'src/pot.c', line: 5, column: 5, message: 'invalid access occurs here' },
    ],
    fingerprints: { hash: '00000000000000000000000000000002' },
    tags: ['Null pointer dereference'],
  })
  expect(JSON.parse(raw)).toHaveProperty('procedure', 'brew')
})

test('censored ones, advice; every bug is an observation or a problem', async () => {
  const items = await itemsOfFile(infer, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    {
      title: 'DEAD_STORE',
      severity: 'medium',
      location: { path: 'work/shop/src/cup.c' },
      remediation: 'Remove it.',
      verdict: { state: 'accepted', reason: 'generated code' },
    },
    { severity: 'info', toolSeverity: 'ADVICE', location: { line: 9, symbol: 'Till.close()' } },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/2'])
})

test.each(['{}', '""', ''])('refuses %j', async (text) => {
  await expect(itemsOf(infer, text)).rejects.toThrow(UnreadableReport)
})
