import { Button, Checkbox } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconCode } from '@tabler/icons-react'
import type { Observation } from '../api/types.ts'
import { LinkButton } from '../shell/link-button.tsx'
import { agoInWords, day } from '../words/format.ts'
import { SeverityMark } from '../words/severity-mark.tsx'
import { RawWords } from './raw-words.tsx'
import { saidBy } from './said.ts'
import styles from './tool-words.module.css'

interface ToolCardProps {
  finding: string
  observation: Observation
  /** Undefined where nothing can be chosen. */
  chosen: boolean | undefined
  onChoose: () => void
}

export function ToolCard({ finding, observation, chosen, onChoose }: ToolCardProps) {
  const [raw, { toggle }] = useDisclosure()
  const said = saidBy(observation)
  const place = said.location && `${said.location.path}${said.location.line ? `:${said.location.line}` : ''}`
  const rating = said.cvss?.find((cvss) => cvss.score !== undefined)
  return (
    <div
      className={styles.card}
      data-gone={!observation.present || undefined}
      data-chosen={chosen || undefined}
    >
      <div className={styles.head}>
        <SeverityMark severity={observation.severity} />
        <span className={styles.tool}>{observation.tool}</span>
        {chosen !== undefined && (
          <Checkbox
            aria-label={`Split off what ${observation.tool} said`}
            checked={chosen}
            onChange={onChoose}
          />
        )}
      </div>
      <div className={styles.title}>{observation.title}</div>
      <div className={styles.quiet}>
        {[
          observation.rule,
          place,
          said.toolSeverity && `says ${said.toolSeverity}`,
          said.confidence && `${said.confidence} confidence`,
          rating && `CVSS ${rating.version ?? ''} ${rating.score}`,
          observation.branch,
        ]
          .filter(Boolean)
          .join(' · ')}
      </div>
      {said.description && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable
        <section className={styles.description} aria-label={`What ${observation.tool} says`} tabIndex={0}>
          {said.description}
        </section>
      )}
      <div className={styles.why}>
        {observation.reason.text}
        {observation.pinned && ' (set by a person)'}
      </div>
      <div className={styles.quiet}>
        {observation.present
          ? `Seen since ${day(observation.firstSeen)}, last ${agoInWords(observation.lastSeen)}`
          : `No longer seen since ${observation.goneAt ? day(observation.goneAt) : 'its last report'}`}
      </div>
      <div className={styles.foot}>
        <Button variant="subtle" leftSection={<IconCode />} aria-expanded={raw} onClick={toggle}>
          {raw ? 'Hide' : 'Show'} what it printed
        </Button>
        {observation.reportId && (
          <LinkButton variant="subtle" to="/imports" search={{ open: observation.reportId }}>
            Its report
          </LinkButton>
        )}
      </div>
      {raw && <RawWords finding={finding} observation={observation.id} />}
    </div>
  )
}
