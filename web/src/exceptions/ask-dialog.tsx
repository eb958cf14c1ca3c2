import { Button, Modal, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { ExceptionTarget, NewException } from '../api/types.ts'
import form from '../feedback/form.module.css'
import { Covers } from './covers.tsx'
import { isFact } from './exception-words.ts'
import { KindFields, LapseFields } from './reason-fields.tsx'
import { settingsQuery } from './settings-query.ts'
import { TargetFields } from './target-fields.tsx'
import { useExceptions } from './use-exceptions.ts'

interface AskDialogProps {
  opened: boolean
  onClose: () => void
  /** What it begins with; findings cannot be changed to another target. */
  target: ExceptionTarget
  onAsked?: (id: string) => void
}

/** Asks for an exception; says what it would cover and whether a second person has to approve, before it is asked for. */
export const AskDialog = ({ opened, onClose, target, onAsked }: AskDialogProps) => (
  <Modal opened={opened} onClose={onClose} title="Ask for an exception" size="lg">
    <AskForm target={target} onAsked={(id) => (onAsked ? onAsked(id) : onClose())} />
  </Modal>
)

const DAY_MS = 86_400_000
const dayAfter = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)

function AskForm({ target, onAsked }: { target: ExceptionTarget; onAsked: (id: string) => void }) {
  const settings = useQuery(settingsQuery).data
  const [typed, setTyped] = useState<string | null>(null)
  const [wish, setWish] = useState<NewException>({
    target,
    scope: { type: 'everything' },
    kind: 'risk_accepted',
    justification: null,
    reason: '',
    lapse: { kev: true, exposure: true, fix: false, score: null, severity: false },
  })
  const { ask } = useExceptions()
  const change = (part: Partial<NewException>) => setWish((old) => ({ ...old, ...part }))
  const needsEnd = !isFact(wish.kind)
  const until = typed ?? (needsEnd && settings ? dayAfter(settings.defaultDays) : '')
  const whole: NewException = {
    ...wish,
    reason: wish.reason.trim(),
    justification: wish.kind === 'not_affected' ? (wish.justification ?? null) : null,
    expiresAt: until ? new Date(`${until}T23:59:59`).toISOString() : null,
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    ask.mutate(whole, { onSuccess: ({ id }) => onAsked(id) })
  }
  const isComplete =
    whole.reason && (until || !needsEnd) && (wish.kind !== 'not_affected' || wish.justification)
  return (
    <form className={form.form} onSubmit={submit}>
      <TargetFields wish={wish} onChange={change} />
      <Covers wish={whole} />
      <KindFields wish={wish} onChange={change} />
      <Textarea
        label="Reason"
        description="For whoever approves it, and for the audit."
        withAsterisk
        autosize
        minRows={2}
        value={wish.reason}
        onChange={(event) => change({ reason: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label="Until"
        description={settings && needsEnd ? `At most ${settings.maxDays} days from now.` : 'Empty: for good.'}
        withAsterisk={needsEnd}
        min={dayAfter(1)}
        max={settings && needsEnd ? dayAfter(settings.maxDays) : undefined}
        value={until}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <LapseFields wish={wish} onChange={change} />
      <div className={form.end}>
        <Button type="submit" variant="filled" loading={ask.isPending} disabled={!isComplete}>
          Ask for it
        </Button>
      </div>
    </form>
  )
}
