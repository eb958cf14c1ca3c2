import { MultiSelect, Select } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { teamsQuery } from '../access/teams-query.ts'
import { useMay } from '../api/me.ts'
import type { Application, Criticality, Environment, Exposure, Team } from '../api/types.ts'
import { DATA_CHOICES, dataChosen, dataValues } from '../inventory/data-classes.ts'
import { useApplicationChange } from '../inventory/use-inventory-change.ts'
import { MoreRows, pagedQuery, rowsOf } from '../list/paged-rows.tsx'
import { SearchField } from '../list/search-field.tsx'
import { CRITICALITY, choices, ENVIRONMENT, EXPOSURE } from '../words/labels.ts'
import { Loaded } from './loaded.tsx'
import styles from './settings.module.css'

/** A row has five choices: so many rows are quick to draw. */
const ROWS = 50

const contextQuery = (q: string) =>
  pagedQuery<Application>(['application', 'context', q], '/applications', {
    sort: 'name',
    limit: ROWS,
    ...(q && { q }),
  })

/** What the score asks about every application, in one table to be filled in at a stretch. */
export function ContextSection() {
  const [q, setQ] = useState('')
  const applications = useInfiniteQuery({ ...contextQuery(q), placeholderData: keepPreviousData })
  const teams = useQuery({ ...teamsQuery, enabled: useMay('teams:read') }).data ?? []
  const mayWrite = useMay('inventory:write')
  return (
    <div className={`${styles.section} ${styles.wide}`}>
      <h2>Context</h2>
      <p className={styles.quiet}>
        What the business knows and no scanner can: it decides which findings come first. Every choice is
        saved at once and the scores follow. Empty means that nobody has said.
      </p>
      <div className={styles.find}>
        <SearchField label="Search applications" value={q} onChange={setQ} />
      </div>
      <Loaded query={applications}>
        {(pages) =>
          rowsOf(pages).total === 0 && q ? (
            <p className={styles.quiet}>No application has “{q}” in its name or description.</p>
          ) : rowsOf(pages).total === 0 ? (
            <p className={styles.quiet}>
              There is no application yet. <Link to="/applications">Make one.</Link>
            </p>
          ) : (
            <div className={styles.scroll}>
              <table className={styles.table}>
                <thead>
                  <tr>
                    <th scope="col">Application</th>
                    <th scope="col">Criticality</th>
                    <th scope="col">Who can reach it</th>
                    <th scope="col">Environment</th>
                    <th scope="col">Data</th>
                    <th scope="col">Team</th>
                  </tr>
                </thead>
                <tbody>
                  {rowsOf(pages).items.map((application) => (
                    <ContextRow
                      key={application.id}
                      application={application}
                      teams={teams}
                      mayWrite={mayWrite}
                    />
                  ))}
                </tbody>
              </table>
              <MoreRows list={applications} />
            </div>
          )
        }
      </Loaded>
    </div>
  )
}

function ContextRow({
  application,
  teams,
  mayWrite,
}: {
  application: Application
  teams: Team[]
  mayWrite: boolean
}) {
  const change = useApplicationChange(application.id)
  const of = (what: string) => `${what} of ${application.name}`
  return (
    <tr>
      <td>
        <Link to="/applications/$id" params={{ id: application.id }}>
          {application.name}
        </Link>
      </td>
      <td>
        <Select
          aria-label={of('Criticality')}
          data={choices(CRITICALITY)}
          value={application.criticality}
          onChange={(value) => change.mutate({ criticality: value as Criticality | null })}
          disabled={!mayWrite}
          clearable
        />
      </td>
      <td>
        <Select
          aria-label={of('Exposure')}
          data={choices(EXPOSURE)}
          value={application.exposure}
          onChange={(value) => change.mutate({ exposure: value as Exposure | null })}
          disabled={!mayWrite}
          clearable
        />
      </td>
      <td>
        <Select
          aria-label={of('Environment')}
          data={choices(ENVIRONMENT)}
          value={application.environment}
          onChange={(value) => change.mutate({ environment: value as Environment | null })}
          disabled={!mayWrite}
          clearable
        />
      </td>
      <td data-wrap="">
        <MultiSelect
          aria-label={of('Data')}
          data={DATA_CHOICES}
          value={dataValues(application.dataClasses)}
          onChange={(values) => change.mutate({ dataClasses: dataChosen(values) })}
          disabled={!mayWrite}
        />
      </td>
      <td>
        <Select
          aria-label={of('Team')}
          data={teams.map((team) => ({ value: team.id, label: team.name }))}
          value={application.team?.id ?? null}
          onChange={(teamId) => change.mutate({ teamId })}
          disabled={!mayWrite}
          clearable
        />
      </td>
    </tr>
  )
}
