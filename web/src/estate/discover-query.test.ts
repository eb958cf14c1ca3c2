import { expect, it } from 'vitest'
import type { DiscoveryJob } from '../api/types.ts'
import { ofInterest } from './discover-query.ts'

const job = (id: string, part: Partial<DiscoveryJob>): DiscoveryJob => ({
  id,
  asset: { id: 'a', name: 'acme/shop' },
  url: 'https://example.com/acme/shop',
  ref: null,
  status: 'done',
  error: null,
  report: null,
  requestedBy: 'Ada',
  requestedAt: '2026-11-20T08:00:00.000Z',
  finishedAt: null,
  ...part,
})

it('keeps what is under way, however long, and what ended within a day', () => {
  const jobs = [
    job('stuck', { status: 'running' }),
    job('old', { finishedAt: '2026-11-20T08:01:00.000Z' }),
    job('failed', { status: 'failed', finishedAt: '2026-11-23T09:00:00.000Z' }),
  ]
  const now = Date.parse('2026-11-24T08:00:00.000Z')
  expect(ofInterest(jobs, now).map(({ id }) => id)).toEqual(['stuck', 'failed'])
})
