import { Button, Modal, SegmentedControl, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import form from '../feedback/form.module.css'
import type { TriageTarget } from '../triage/use-triage.ts'
import { counted } from '../words/format.ts'
import { usePause } from './sla-queries.ts'

interface PauseDialogProps {
  opened: boolean
  onClose: () => void
  target: TriageTarget
  /** What it begins with. */
  does?: 'pause' | 'resume'
  onDone?: () => void
}

/** Stops the clock of due dates, or goes on with it; the time between does not count. */
export const PauseDialog = ({ opened, onClose, target, does = 'pause', onDone }: PauseDialogProps) => (
  <Modal opened={opened} onClose={onClose} title={`Due date of ${counted(target.count, 'finding')}`}>
    <PauseForm
      target={target}
      first={does}
      onDone={() => {
        onDone?.()
        onClose()
      }}
    />
  </Modal>
)

function PauseForm({
  target,
  first,
  onDone,
}: {
  target: TriageTarget
  first: 'pause' | 'resume'
  onDone: () => void
}) {
  const [does, setDoes] = useState(first)
  const [reason, setReason] = useState('')
  const pause = usePause(onDone)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    pause.mutate({ target, does, reason: reason.trim() })
  }
  return (
    <form className={form.form} onSubmit={submit}>
      <SegmentedControl
        fullWidth
        aria-label="What to do with the clock"
        data={[
          { value: 'pause', label: 'Pause the clock' },
          { value: 'resume', label: 'Go on' },
        ]}
        value={does}
        onChange={(value) => setDoes(value as 'pause' | 'resume')}
      />
      <Textarea
        label="Reason"
        description={
          does === 'pause'
            ? 'The due date moves by as long as the clock stands.'
            : 'From now on the time counts again.'
        }
        withAsterisk
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-autofocus
      />
      <div className={form.end}>
        <Button type="submit" variant="filled" loading={pause.isPending} disabled={!reason.trim()}>
          {does === 'pause' ? 'Pause' : 'Go on'}
        </Button>
      </div>
    </form>
  )
}
