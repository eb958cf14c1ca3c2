import { ActionIcon, Select } from '@mantine/core'
import { useDisclosure, useDocumentTitle } from '@mantine/hooks'
import { IconSitemap, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { teamsQuery } from '../access/teams-query.ts'
import { useMay } from '../api/me.ts'
import type { Application } from '../api/types.ts'
import { Confirm } from '../feedback/confirm.tsx'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { FindingSkeleton } from '../finding/finding-skeleton.tsx'
import { LinkButton } from '../shell/link-button.tsx'
import { Section } from '../shell/section.tsx'
import { counted, score } from '../words/format.ts'
import { SeverityBar, SeverityCounts } from '../words/severity-counts.tsx'
import { AssetLines } from './asset-lines.tsx'
import { ContextForm } from './context-form.tsx'
import { CriticalityProposal } from './criticality-proposal.tsx'
import { EditableText } from './editable-text.tsx'
import { applicationQuery } from './inventory-queries.ts'
import styles from './inventory-view.module.css'
import { TopFindings } from './top-findings.tsx'
import { useApplicationChange, useInventoryDelete } from './use-inventory-change.ts'

/** One application: what it means to the business, its assets, its worst findings. */
export function ApplicationView({ id, onGone }: { id: string; onGone: () => void }) {
  const application = useQuery(applicationQuery(id))
  if (application.error && !application.data) {
    return <ErrorPanel error={application.error} retry={() => void application.refetch()} />
  }
  if (!application.data) return <FindingSkeleton />
  return <Loaded application={application.data} onGone={onGone} />
}

function Loaded({ application, onGone }: { application: Application; onGone: () => void }) {
  const { id } = application
  useDocumentTitle(`${application.name} · Stance`)
  const mayWrite = useMay('inventory:write')
  const change = useApplicationChange(id)
  const remove = useInventoryDelete(`/applications/${id}`)
  const [asking, { open, close }] = useDisclosure()
  const teams = useQuery(teamsQuery).data ?? []
  return (
    <article className={styles.view}>
      <header className={styles.head}>
        <div className={styles.words}>
          <EditableText
            as="h1"
            label="Name"
            value={application.name}
            onSave={mayWrite ? (name) => change.mutate({ name }) : undefined}
          />
          <EditableText
            as="p"
            label="What it is for"
            value={application.description}
            placeholder="Say what it is for"
            onSave={mayWrite ? (description) => change.mutate({ description }) : undefined}
          />
        </div>
        <LinkButton to="/estate/map" search={{ application: id }} leftSection={<IconSitemap />}>
          Map
        </LinkButton>
        {mayWrite && (
          <ActionIcon aria-label="Delete the application" onClick={open}>
            <IconTrash />
          </ActionIcon>
        )}
      </header>
      <div className={styles.posture}>
        <SeverityCounts open={application.open} search={{ application: id }} />
        <SeverityBar open={application.open} />
        {application.topScore > 0 && (
          <span className={styles.quiet}>top score {score(application.topScore)}</span>
        )}
      </div>
      <Section title="Context" beside="decides what comes first">
        <ContextForm context={application} disabled={!mayWrite} onChange={(part) => change.mutate(part)} />
        <CriticalityProposal
          application={id}
          onAccept={mayWrite ? (criticality) => change.mutate({ criticality }) : undefined}
        />
        <Select
          className={styles.below}
          label="Team that owns it"
          placeholder="None yet"
          data={teams.map((team) => ({ value: team.id, label: team.name }))}
          value={application.team?.id ?? null}
          onChange={(teamId) => change.mutate({ teamId })}
          disabled={!mayWrite}
          clearable
        />
      </Section>
      <Section title="Assets" beside={counted(application.assets, 'asset')}>
        <AssetLines application={id} />
      </Section>
      <Section
        title="Worst findings"
        beside={
          <Link to="/findings" search={{ application: id, state: 'open' }}>
            All open
          </Link>
        }
      >
        <TopFindings filter={{ application: id }} />
      </Section>
      <Confirm
        opened={asking}
        onClose={close}
        title={`Delete ${application.name}?`}
        does="Delete"
        pending={remove.isPending}
        onConfirm={() => remove.mutate(undefined, { onSuccess: onGone })}
      >
        Its {counted(application.assets, 'asset')} and their findings stay and belong to no application.
      </Confirm>
    </article>
  )
}
