import { expect, it } from 'vitest'
import type { Context } from '../api/types.ts'
import { foundContext } from './found-context.ts'

const effective: Context = {
  criticality: null,
  environment: null,
  exposure: 'internet',
  dataClasses: ['pii'],
  controls: null,
  compliance: null,
}

it('is found what holds although nobody said it', () => {
  const own = { exposure: null, dataClasses: null, effective }
  expect(foundContext(own, null)).toEqual({ exposure: 'internet', dataClasses: ['pii'] })
  expect(foundContext(own, { exposure: 'internet', dataClasses: null })).toEqual({
    exposure: null,
    dataClasses: ['pii'],
  })
  expect(foundContext({ ...own, exposure: 'internal', dataClasses: [] }, null)).toEqual({
    exposure: null,
    dataClasses: null,
  })
})
