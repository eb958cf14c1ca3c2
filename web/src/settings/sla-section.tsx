import { ActionIcon, Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '../api/me.ts'
import type { SlaCalendar } from '../api/types.ts'
import { ApprovalForm } from '../exceptions/approval-form.tsx'
import { Confirm } from '../feedback/confirm.tsx'
import { CalendarDialog } from '../sla/calendar-dialog.tsx'
import { calendarsQuery, useCalendars } from '../sla/sla-queries.ts'
import { day } from '../words/format.ts'
import { Loaded } from './loaded.tsx'
import styles from './settings.module.css'

const WEEKDAY = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** Which days count for due dates, and from where on an exception needs a second person. */
export function SlaSection() {
  const calendars = useQuery(calendarsQuery)
  const mayWrite = useMay('rules:write')
  const [changing, setChanging] = useState<SlaCalendar>()
  const [leaving, setLeaving] = useState<SlaCalendar | null>(null)
  const [dialog, { open, close }] = useDisclosure()
  const { remove } = useCalendars()
  const edit = (calendar: SlaCalendar | undefined) => {
    setChanging(calendar)
    open()
  }
  return (
    <div className={styles.section}>
      <div className={styles.head}>
        <h2>Business calendars</h2>
        {mayWrite && <Button onClick={() => edit(undefined)}>New calendar</Button>}
      </div>
      <p className={styles.quiet}>
        A <Link to="/policies">policy</Link> that sets a due date may name one: then only its working days
        count. Without one every day counts.
      </p>
      <Loaded query={calendars}>
        {(all) =>
          all.length === 0 ? (
            <p className={styles.quiet}>No calendar yet: every day counts.</p>
          ) : (
            <div className={styles.scroll}>
              <table className={styles.table}>
                <thead>
                  <tr>
                    <th scope="col">Name</th>
                    <th scope="col">Working days</th>
                    <th scope="col">Time zone</th>
                    <th scope="col">Holidays of</th>
                    <th scope="col">Next holiday</th>
                    {mayWrite && <th scope="col">Change</th>}
                  </tr>
                </thead>
                <tbody>
                  {all.map((calendar) => (
                    <tr key={calendar.id}>
                      <td>{calendar.name}</td>
                      <td>{calendar.workingDays.map((nth) => WEEKDAY[nth]).join(', ')}</td>
                      <td>{calendar.timeZone}</td>
                      <td>
                        {[calendar.country, calendar.region].filter(Boolean).join(', ') || 'none'}
                        {calendar.holidays.length > 0 && ` and ${calendar.holidays.length} of our own`}
                      </td>
                      <td>{nextOf(calendar)}</td>
                      {mayWrite && (
                        <td>
                          <ActionIcon aria-label={`Change ${calendar.name}`} onClick={() => edit(calendar)}>
                            <IconPencil />
                          </ActionIcon>
                          <ActionIcon
                            aria-label={`Delete ${calendar.name}`}
                            onClick={() => setLeaving(calendar)}
                          >
                            <IconTrash />
                          </ActionIcon>
                        </td>
                      )}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Loaded>
      <CalendarDialog opened={dialog} onClose={close} calendar={changing} />
      <Confirm
        opened={leaving !== null}
        onClose={() => setLeaving(null)}
        title={`Delete ${leaving?.name}?`}
        does="Delete"
        pending={remove.isPending}
        onConfirm={() => leaving && remove.mutate(leaving.id, { onSuccess: () => setLeaving(null) })}
      >
        Due dates that count by it are counted by every day instead.
      </Confirm>
      <h2>Exceptions</h2>
      <ApprovalForm />
    </div>
  )
}

const nextOf = ({ nextHolidays }: SlaCalendar): string => {
  const next = nextHolidays[0]
  return next ? `${day(next.date)}, ${next.name}` : ''
}
