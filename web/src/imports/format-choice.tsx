import { Button, Select } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { noteChange } from '../api/live-events.ts'
import { useMay } from '../api/me.ts'
import { request } from '../api/request.ts'
import type { Report } from '../api/types.ts'
import { failed, told } from '../feedback/notify.ts'
import { Section } from '../shell/section.tsx'
import { formatsQuery, isWorking } from './import-queries.ts'
import styles from './report-view.module.css'

/** The format that was found, and the way to correct it: the stored bytes are read again. */
export function FormatChoice({ report }: { report: Report }) {
  const formats = useQuery(formatsQuery).data ?? []
  const mayWrite = useMay('reports:write')
  const mayDescribe = useMay('mappings:write')
  const client = useQueryClient()
  const [chosen, setChosen] = useState(report.format)
  const reread = useMutation({
    mutationFn: (format: string) =>
      request<Report>(`/reports/${report.id}/reread`, { method: 'POST', body: { format } }),
    onSuccess: () => {
      noteChange('report', client)
      told('It is being read again.')
    },
    onError: failed,
  })
  const known = formats.find((format) => format.id === report.format)
  const name = known?.name ?? report.format
  const { mappingVersion: version } = report
  const isChanged = version !== null && known !== undefined && known.version !== version
  return (
    <Section title="Format">
      <p className={styles.quiet}>
        {name
          ? `${report.requestedFormat ? 'Said to be' : 'Found to be'} ${name}${version === null ? '' : `, by version ${version} of its mapping`}.`
          : 'No format was found.'}
        {isChanged && ` It is version ${known.version} by now: read the report again to have it so.`}{' '}
        {known?.own && (
          <Link to="/formats/$id" params={{ id: known.id }}>
            Open the format
          </Link>
        )}
      </p>
      {mayDescribe && report.error?.code === 'unknown_format' && (
        <p className={styles.quiet}>
          <Link to="/new-format" search={{ report: report.id }}>
            Describe its format
          </Link>{' '}
          with this report as the sample, then read it again.
        </p>
      )}
      {mayWrite && (
        <div className={styles.choice}>
          <Select
            label="Read it as"
            placeholder="Choose a format"
            data={formats.map((format) => ({ value: format.id, label: format.name }))}
            value={chosen}
            onChange={setChosen}
            searchable
          />
          <Button
            loading={reread.isPending}
            disabled={!chosen || isWorking(report.status)}
            onClick={() => chosen && reread.mutate(chosen)}
          >
            Read again
          </Button>
        </div>
      )}
    </Section>
  )
}
