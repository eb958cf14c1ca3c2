import { expect, it } from 'vitest'
import { groupChanges } from './change-words.ts'

const change = (kind: string, material: boolean, what: string) => ({
  kind,
  material,
  what,
  before: null,
  after: null,
  place: null,
})

it('puts material changes first, the worst kind of them on top, and keeps what is of one kind together', () => {
  const groups = groupChanges([
    change('third-party-gone', false, 'Stripe'),
    change('data-new', false, 'User.phone'),
    change('endpoint-new', true, 'GET /a'),
    change('data-new', true, 'Card.number'),
    change('authentication-gone', true, 'POST /orders'),
    change('endpoint-new', true, 'GET /b'),
    change('host-moved', true, 'db-1'),
  ])
  expect(groups.map(({ label, material, changes }) => [label, material, changes.length])).toEqual([
    ['Authentication gone', true, 1],
    ['New endpoint', true, 2],
    ['New sensitive data', true, 1],
    ['Host moved', true, 1],
    ['New sensitive data', false, 1],
    ['Third party gone', false, 1],
  ])
})
