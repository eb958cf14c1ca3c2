import { Button, Checkbox, Modal, Select, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { NewCalendar, SlaCalendar } from '../api/types.ts'
import form from '../feedback/form.module.css'
import { readDays, writtenDays } from './free-days.ts'
import { useCalendars } from './sla-queries.ts'

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]

interface CalendarDialogProps {
  opened: boolean
  onClose: () => void
  /** Left out: a new one. */
  calendar: SlaCalendar | undefined
}

/** Which days count: weekdays, a country's holidays, and free days of one's own. */
export const CalendarDialog = ({ opened, onClose, calendar }: CalendarDialogProps) => (
  <Modal opened={opened} onClose={onClose} title={calendar ? calendar.name : 'New calendar'}>
    <CalendarForm key={calendar?.id} calendar={calendar} onDone={onClose} />
  </Modal>
)

function CalendarForm({ calendar, onDone }: { calendar: SlaCalendar | undefined; onDone: () => void }) {
  const [wish, setWish] = useState<NewCalendar>({
    name: calendar?.name ?? '',
    timeZone: calendar?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    workingDays: calendar?.workingDays ?? [1, 2, 3, 4, 5],
    country: calendar?.country ?? null,
    region: calendar?.region ?? null,
  })
  const [own, setOwn] = useState(writtenDays(calendar?.holidays ?? []))
  const { save } = useCalendars()
  const change = (part: Partial<NewCalendar>) => setWish((old) => ({ ...old, ...part }))
  const read = readDays(own)
  const workingDays = wish.workingDays ?? []
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ ...wish, id: calendar?.id, holidays: read.days }, { onSuccess: onDone })
  }
  return (
    <form className={form.form} onSubmit={submit}>
      <TextInput
        label="Name"
        description="Policies call it by this name."
        placeholder="Berlin office"
        withAsterisk
        value={wish.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
        data-autofocus
      />
      <fieldset className={form.plain}>
        <legend className={form.label}>Working days</legend>
        <div className={form.two}>
          {DAYS.map((label, i) => (
            <Checkbox
              key={label}
              label={label}
              checked={workingDays.includes(i + 1)}
              onChange={(event) =>
                change({
                  workingDays: event.currentTarget.checked
                    ? [...workingDays, i + 1].toSorted()
                    : workingDays.filter((one) => one !== i + 1),
                })
              }
            />
          ))}
        </div>
      </fieldset>
      <Select
        label="Time zone"
        searchable
        limit={50}
        allowDeselect={false}
        data={ZONES}
        value={wish.timeZone ?? 'UTC'}
        onChange={(timeZone) => timeZone && change({ timeZone })}
      />
      <div className={form.two}>
        <TextInput
          label="Public holidays of"
          description="Code of the country; empty: none"
          placeholder="DE"
          maxLength={2}
          value={wish.country ?? ''}
          onChange={(event) => change({ country: event.currentTarget.value.toUpperCase() || null })}
        />
        <TextInput
          label="Region"
          description="Its state or part, where holidays differ"
          placeholder="BY"
          value={wish.region ?? ''}
          onChange={(event) => change({ region: event.currentTarget.value.toUpperCase() || null })}
        />
      </div>
      <Textarea
        label="Free days of our own"
        description="One a line: the day, then its name."
        placeholder="2026-12-24 Company holiday"
        autosize
        minRows={2}
        value={own}
        error={read.wrong && `This line is no day and name: ${read.wrong}`}
        onChange={(event) => setOwn(event.currentTarget.value)}
      />
      <div className={form.end}>
        <Button
          type="submit"
          variant="filled"
          loading={save.isPending}
          disabled={!wish.name.trim() || workingDays.length === 0 || read.wrong !== undefined}
        >
          Save
        </Button>
      </div>
    </form>
  )
}
