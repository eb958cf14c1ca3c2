import { Button, Modal, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { teamsQuery } from '../access/teams-query.ts'
import { usersQuery } from '../access/users-query.ts'
import { useMay, useMe } from '../api/me.ts'
import type { FindingChange, Severity, State } from '../api/types.ts'
import styles from '../feedback/form.module.css'
import { counted, dayHere } from '../words/format.ts'
import { choices, SEVERITY } from '../words/labels.ts'
import { type TriageTarget, useTriage } from './use-triage.ts'

type Decision = Exclude<State, 'fixed'> | 'keep'

const DECISIONS: { value: Decision; label: string }[] = [
  { value: 'keep', label: 'Keep' },
  { value: 'open', label: 'Open' },
  { value: 'accepted', label: 'Accept' },
  { value: 'false_positive', label: 'False positive' },
]

const WHY: Partial<Record<Decision, string>> = {
  accepted: 'Why is this risk acceptable?',
  false_positive: 'Why is this not a weakness?',
  open: 'Why open (again)?',
}

interface TriageDialogProps {
  opened: boolean
  onClose: () => void
  target: TriageTarget
  onDone?: () => void
}

/** State, reason, end, assignee, severity and a note, for one finding or a hundred thousand. Only what is said changes. */
export function TriageDialog({ opened, onClose, target, onDone }: TriageDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={`Triage ${counted(target.count, 'finding')}`} size="md">
      <TriageForm
        target={target}
        onDone={() => {
          onDone?.()
          onClose()
        }}
      />
    </Modal>
  )
}

function TriageForm({ target, onDone }: { target: TriageTarget; onDone: () => void }) {
  const me = useMe()
  const users = useQuery(usersQuery).data
  const teams = useQuery({ ...teamsQuery, enabled: useMay('teams:read') }).data
  const [decision, setDecision] = useState<Decision>('keep')
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState('')
  const [assignee, setAssignee] = useState<string | null>(null)
  const [severity, setSeverity] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const triage = useTriage(onDone)

  const settles = decision === 'accepted' || decision === 'false_positive'
  const change: FindingChange = {
    ...(decision !== 'keep' && { decision, ...(reason.trim() && { reason: reason.trim() }) }),
    ...(settles && until && { until: new Date(`${until}T23:59:59`).toISOString() }),
    ...(assignee && { assignee: assignee === NOBODY ? null : assignee }),
    ...(severity && { severity: severity === AS_TOOLS ? null : (severity as Severity) }),
    ...(note.trim() && { note: note.trim() }),
  }
  const reasonMissing = settles && !reason.trim()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    triage.mutate({ target, change })
  }
  const others = (users ?? []).filter((user) => user.id !== me.id && !user.disabled)
  return (
    <form className={styles.form} onSubmit={submit}>
      <div>
        <div className={styles.label} id="triage-state">
          State
        </div>
        <SegmentedControl
          fullWidth
          aria-labelledby="triage-state"
          data={DECISIONS}
          value={decision}
          onChange={(value) => setDecision(value as Decision)}
          ref={startHere}
        />
      </div>
      {decision !== 'keep' && (
        <Textarea
          label={WHY[decision]}
          withAsterisk={settles}
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-autofocus
        />
      )}
      {settles && (
        <TextInput
          type="date"
          label="Until"
          description={
            decision === 'accepted'
              ? 'Opens again after this day. Empty: as long as the settings say.'
              : 'Opens again after this day. Empty: for good.'
          }
          value={until}
          min={dayHere()}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
      )}
      <div className={styles.two}>
        <Select
          label="Assign to"
          placeholder="Keep"
          clearable
          searchable
          data={[
            { value: me.id, label: `${me.name} (me)` },
            { value: NOBODY, label: 'Nobody' },
            ...others.map((user) => ({ value: user.id, label: user.name })),
            ...(teams ?? []).map((team) => ({ value: `team:${team.id}`, label: `Team ${team.name}` })),
          ]}
          value={assignee}
          onChange={setAssignee}
        />
        <Select
          label="Severity"
          placeholder="Keep"
          clearable
          data={[
            { value: AS_TOOLS, label: 'As the tools say' },
            ...choices(Object.fromEntries(Object.entries(SEVERITY).map(([key, { label }]) => [key, label]))),
          ]}
          value={severity}
          onChange={setSeverity}
        />
      </div>
      <Textarea
        label="Note"
        autosize
        minRows={2}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className={styles.end}>
        <Button
          type="submit"
          variant="filled"
          loading={triage.isPending}
          disabled={Object.keys(change).length === 0 || reasonMissing}
        >
          Change {counted(target.count, 'finding')}
        </Button>
      </div>
    </form>
  )
}

/** The dialog begins at its first choice: arrow keys choose at once. Its close button is the first thing in it. */
const startHere = (box: HTMLElement | null) =>
  box?.querySelector('input:checked')?.setAttribute('data-autofocus', '')

const NOBODY = 'nobody'
const AS_TOOLS = 'as-tools'
