import { Button, Select } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
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
  const name = formats.find((format) => format.id === report.format)?.name ?? report.format
  return (
    <Section title="Format">
      <p className={styles.quiet}>
        {name ? `${report.requestedFormat ? 'Said to be' : 'Found to be'} ${name}.` : 'No format was found.'}
      </p>
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
