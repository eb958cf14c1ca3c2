import { Button, FileButton, Modal, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconLayoutGrid, IconUpload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useMay } from '../api/me.ts'
import type { DashboardSummary } from '../api/types.ts'
import { EmptyState } from '../feedback/empty-state.tsx'
import form from '../feedback/form.module.css'
import { PlainTable } from '../list/plain-table.tsx'
import { Loaded } from '../settings/loaded.tsx'
import { Page } from '../shell/page.tsx'
import { count, day } from '../words/format.ts'
import { ROLE } from '../words/labels.ts'
import { dashboardsQuery } from './dashboard-queries.ts'
import styles from './dashboards-page.module.css'
import { useDashboards } from './use-dashboards.ts'

/** Every dashboard that one sees: one's own, and those that others share. */
export function DashboardsPage() {
  const dashboards = useQuery(dashboardsQuery)
  const navigate = useNavigate()
  const { bring } = useDashboards()
  const mayWrite = useMay('dashboards:write')
  const [dialog, { open, close }] = useDisclosure()
  const show = (id: string, edit?: string) =>
    void navigate({ to: '/dashboards/$id', params: { id }, search: { edit } })
  return (
    <Page
      title="Dashboards"
      beside={dashboards.data && count(dashboards.data.length)}
      actions={
        mayWrite && (
          <>
            <FileButton
              accept="application/json,.json"
              onChange={(file) => file && bring.mutate(file, { onSuccess: ({ id }) => show(id) })}
            >
              {(props) => (
                <Button {...props} leftSection={<IconUpload />} loading={bring.isPending}>
                  Import JSON
                </Button>
              )}
            </FileButton>
            <Button variant="filled" onClick={open}>
              New dashboard
            </Button>
          </>
        )
      }
    >
      <Loaded query={dashboards}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState
              icon={<IconLayoutGrid />}
              title="No dashboard yet"
              action={
                mayWrite && (
                  <Button variant="filled" onClick={open}>
                    Make the first
                  </Button>
                )
              }
            >
              Put the figures that you look at every day on one page, and share it with your team or everyone.
            </EmptyState>
          ) : (
            <DashboardTable dashboards={all} />
          )
        }
      </Loaded>
      <Modal opened={dialog} onClose={close} title="New dashboard">
        <NewDashboard onMade={(id) => show(id, 'yes')} />
      </Modal>
    </Page>
  )
}

const DashboardTable = ({ dashboards }: { dashboards: DashboardSummary[] }) => (
  <div className={styles.table}>
    <PlainTable
      label="Dashboards"
      heads={['Name', 'Shared with', 'First for', 'By', { end: 'Widgets' }, { end: 'Changed' }]}
    >
      {dashboards.map((one) => (
        <tr key={one.id}>
          <td>
            <Link to="/dashboards/$id" params={{ id: one.id }} className={styles.name}>
              {one.name}
            </Link>
            {one.description && <span className={styles.quiet}>{one.description}</span>}
          </td>
          <td>{one.visibility === 'team' ? one.team?.name : SHARED[one.visibility]}</td>
          <td>{one.defaultFor.map((role) => ROLE[role].label).join(', ')}</td>
          <td>{one.owner.name}</td>
          <td data-end="">{count(one.widgetCount)}</td>
          <td data-end="">{day(one.updatedAt)}</td>
        </tr>
      ))}
    </PlainTable>
  </div>
)

const SHARED = { private: 'Only me', everyone: 'Everyone' } as const

function NewDashboard({ onMade }: { onMade: (id: string) => void }) {
  const [name, setName] = useState('')
  const { make } = useDashboards()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    make.mutate(name.trim(), { onSuccess: ({ id }) => onMade(id) })
  }
  return (
    <form className={form.form} onSubmit={submit}>
      <TextInput
        label="Name"
        placeholder="Payments, week by week"
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
      <div className={form.end}>
        <Button type="submit" variant="filled" loading={make.isPending} disabled={!name.trim()}>
          Make
        </Button>
      </div>
    </form>
  )
}
