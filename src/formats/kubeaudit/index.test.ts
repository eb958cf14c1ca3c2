import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { kubeaudit } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('one result in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(kubeaudit, fixture('one.jsonl')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'config',
    rule: 'AppArmorAnnotationMissing',
    title: 'AppArmor annotation missing.',
    description: 'Container: till\nMissingAnnotation: apparmor.example/till',
    severity: 'high',
    toolSeverity: 'error',
    resource: { address: 'Deployment/shop/api', provider: 'kubernetes' },
    seenAt: '2025-09-01T08:30:00.000Z',
  })
  expect(JSON.parse(raw)).toHaveProperty('Container', 'till')
})

test('what it logs is passed over, but for errors; every other line is an observation or a problem', async () => {
  const items = await itemsOfFile(kubeaudit, fixture('many.jsonl'))
  expect(observationsIn(items)).toMatchObject([
    { severity: 'medium', resource: { address: 'ComponentStatus/scheduler' } },
    { severity: 'info', location: { path: 'work/shop/k8s/web.yaml' } },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['line 3', 'line 5'])
})

test('refuses what is empty', async () => {
  await expect(itemsOf(kubeaudit, '')).rejects.toThrow(UnreadableReport)
})
