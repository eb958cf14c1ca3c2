import { expect, it } from 'vitest'
import { local } from '../../../test/app.ts'
import { intelWorld, osvRecord } from '../../../test/intel-world.ts'
import { rankAssets } from '../../jobs/rank-assets.ts'

const DAY = 86_400_000

it('days count from when a finding was seen, its vulnerability became public, or its exploitation became known', async () => {
  await using world = await intelWorld()
  await world.publish({
    osv: {
      npm: [
        osvRecord('GHSA-aaaa-aaaa-aaaa', 'deep', [{ introduced: '0' }], {
          aliases: ['CVE-2026-1001'],
          published: '2026-01-10T00:00:00Z',
        }),
      ],
    },
    kev: ['CVE-2026-1001'],
  })
  await world.sync()
  await world.uses('app', { deep: '1.0.0' })
  const due = async () => (await world.findings('kind=dependency'))[0]?.dueAt as string
  // The shipped policy, of what CISA has listed since the first of March: nobody is late with what came today.
  expect(Math.round((Date.parse(await due()) - Date.now()) / DAY)).toBe(14)

  const { rows } = await world.pool.query('select id from asset')
  const again = async () => {
    await rankAssets(world.pool, { assets: rows.map(({ id }) => id) })
    return due()
  }
  await world.pool.query("update finding set first_seen = '2026-02-01T00:00:00Z'")
  expect(await again()).toBe('2026-03-15T00:00:00.000Z')

  const own = (days: number, from: string) =>
    `policy: own\nversion: 1\nrules:\n  - id: own\n    for: { kind: dependency }\n    then: { sla: { days: ${days}, from: ${from} } }\n    why: Own\n`
  const made = await world.app.inject({
    method: 'POST',
    url: '/api/v1/policies',
    headers: local,
    payload: { text: own(10, 'known') },
  })
  expect(made.statusCode).toBe(201)
  expect(await again()).toBe('2026-01-20T00:00:00.000Z')
})
