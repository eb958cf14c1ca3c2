import { Button, Checkbox, NumberInput, Select } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useMay } from '../api/me.ts'
import { request } from '../api/request.ts'
import type { ExceptionSettings, Severity } from '../api/types.ts'
import form from '../feedback/form.module.css'
import { failed, told } from '../feedback/notify.ts'
import { Loaded } from '../settings/loaded.tsx'
import { choices, SEVERITY } from '../words/labels.ts'
import { settingsQuery } from './settings-query.ts'

const SEVERITY_CHOICES = choices(
  Object.fromEntries(Object.entries(SEVERITY).map(([key, { label }]) => [key, label])) as Record<
    Severity,
    string
  >,
)

/** From where on a second person has to approve, and how long an exception may last. */
export function ApprovalForm() {
  const settings = useQuery(settingsQuery)
  return <Loaded query={settings}>{(now) => <Form key={JSON.stringify(now)} now={now} />}</Loaded>
}

function Form({ now }: { now: ExceptionSettings }) {
  const [wish, setWish] = useState(now)
  const mayWrite = useMay('rules:write')
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: () => request<ExceptionSettings>('/exception-settings', { method: 'PUT', body: wish }),
    onSuccess: (saved) => {
      client.setQueryData(settingsQuery.queryKey, saved)
      told('It counts for exceptions that are asked for from now on.')
    },
    onError: failed,
  })
  const from = (part: Partial<ExceptionSettings['approveFrom']>) =>
    setWish({ ...wish, approveFrom: { ...wish.approveFrom, ...part } })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  const number = (value: number | string) => (typeof value === 'number' ? value : null)
  return (
    <form onSubmit={submit}>
      <fieldset className={`${form.plain} ${form.form}`} disabled={!mayWrite}>
        <p className={form.quiet}>A second person has to approve an exception that is about</p>
        <div className={form.two}>
          <Select
            label="Findings of this severity or higher"
            clearable
            placeholder="whatever the severity"
            data={SEVERITY_CHOICES}
            value={wish.approveFrom.severity}
            onChange={(severity) => from({ severity: severity as Severity | null })}
          />
          <NumberInput
            size="xs"
            label="A score from this on"
            placeholder="whatever the score"
            min={0}
            max={100}
            value={wish.approveFrom.score ?? ''}
            onChange={(value) => from({ score: number(value) })}
          />
          <NumberInput
            size="xs"
            label="More findings than"
            placeholder="however many"
            min={1}
            value={wish.approveFrom.findings ?? ''}
            onChange={(value) => from({ findings: number(value) })}
          />
        </div>
        <Checkbox
          label="Findings that come later: rules, components, advisories"
          checked={wish.approveFrom.standing}
          onChange={(event) => from({ standing: event.currentTarget.checked })}
        />
        <div className={form.two}>
          <NumberInput
            size="xs"
            label="Longest time, in days"
            min={1}
            max={3650}
            value={wish.maxDays}
            onChange={(value) => setWish({ ...wish, maxDays: number(value) ?? wish.maxDays })}
          />
          <NumberInput
            size="xs"
            label="Where no end is said, in days"
            min={1}
            max={3650}
            value={wish.defaultDays}
            onChange={(value) => setWish({ ...wish, defaultDays: number(value) ?? wish.defaultDays })}
          />
        </div>
        {mayWrite && (
          <div>
            <Button
              type="submit"
              variant="filled"
              loading={save.isPending}
              disabled={JSON.stringify(wish) === JSON.stringify(now)}
            >
              Save
            </Button>
          </div>
        )}
      </fieldset>
    </form>
  )
}
