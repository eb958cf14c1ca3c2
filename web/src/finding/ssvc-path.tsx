import { Tabs } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useState } from 'react'
import type { DecisionPoint, Ssvc } from '../api/types.ts'
import { Section } from '../shell/section.tsx'
import { ssvcWord } from '../words/labels.ts'
import styles from './ssvc-path.module.css'

const STAKEHOLDERS = [
  { id: 'deployer', label: 'Who runs it' },
  { id: 'coordinator', label: 'Who coordinates' },
] as const
type Stakeholder = (typeof STAKEHOLDERS)[number]['id']

/** SSVC's decision and the way to it through the published table, point by point. */
export function SsvcPath({ ssvc }: { ssvc: Ssvc }) {
  const [who, setWho] = useState<Stakeholder>('deployer')
  const { decision, possible, table, version, source, path } = ssvc[who]
  return (
    <Section
      title="SSVC"
      beside={
        <a href={source} target="_blank" rel="noopener noreferrer" title={`${table}, version ${version}`}>
          {table} {version} <IconExternalLink aria-hidden="true" className={styles.out} />
        </a>
      }
    >
      <Tabs value={who} onChange={(value) => setWho(value as Stakeholder)}>
        <Tabs.List aria-label="Whose decision">
          {STAKEHOLDERS.map(({ id, label }) => (
            <Tabs.Tab key={id} value={id}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={who}>
          <ol className={styles.path} aria-label="Decision points">
            {path.map((point) => (
              <Point key={point.point} point={point} />
            ))}
            <li className={styles.outcome}>
              <span className={styles.label}>Decision</span>
              <span>
                {possible.map((outcome) => (
                  <strong
                    key={outcome}
                    className={styles.decision}
                    data-open={decision === null || undefined}
                  >
                    {ssvcWord(outcome)}
                  </strong>
                ))}
              </span>
              <span className={styles.why}>
                {decision === null
                  ? 'Open between these until the points marked unknown are known.'
                  : WHAT_TO_DO[decision]}
              </span>
            </li>
          </ol>
        </Tabs.Panel>
      </Tabs>
    </Section>
  )
}

function Point({ point: { label, value, known, possible, why, source } }: { point: DecisionPoint }) {
  return (
    <li className={styles.point} data-unknown={!known || undefined}>
      <span className={styles.label}>{label}</span>
      <span className={styles.value}>{spelled(value ?? possible.join(' or '))}</span>
      <span className={styles.why}>
        {!known && 'Unknown. '}
        {spelled(why)} <span className={styles.source}>{source}</span>
      </span>
    </li>
  )
}

/** The tables write everything in small letters, abbreviations too. */
const spelled = (text: string): string => text.replace(/\bmef\b/g, 'MEF').replace(/\bpoc\b/g, 'PoC')

/** What each outcome asks of whom it is for. */
const WHAT_TO_DO: Record<string, string> = {
  defer: 'Nothing for now.',
  scheduled: 'With the next regular maintenance.',
  'out-of-cycle': 'Sooner than regular maintenance, overtime if need be.',
  immediate: 'At once, and stop normal work for it if need be.',
  track: 'Needs nothing beyond the usual updates.',
  'track*': 'Watch it closely for changes.',
  attend: 'Get help, tell those concerned, fix sooner than usual.',
  act: 'Meet at once about what to do, and fix as soon as possible.',
}
