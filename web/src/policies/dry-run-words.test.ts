import { expect, it } from 'vitest'
import type { DryRunExample } from '../api/types.ts'
import { differences } from './dry-run-words.ts'

const BEFORE: DryRunExample['before'] = {
  score: 40,
  points: 0,
  sla: null,
  assign: null,
  tags: [],
  notify: [],
  noise: null,
  gate: 'warn',
  rules: [],
}
const finding = { id: '', title: '', severity: 'high', location: '', asset: { id: '', name: '' } }

it('says what is different and nothing else, as a person would', () => {
  const after: DryRunExample['after'] = {
    ...BEFORE,
    score: 52.5,
    points: 12.5,
    sla: { days: 14, from: 'known', rule: 'mine/kev' },
    tags: ['pci', 'cards'],
    rules: ['mine/kev'],
  }
  expect(differences({ finding, before: BEFORE, after })).toEqual([
    { label: 'Score', from: '40.0', to: '52.5' },
    { label: 'Due', from: 'none', to: '14 d from when it became public' },
    { label: 'Tags', from: 'none', to: 'pci, cards' },
  ])
})
