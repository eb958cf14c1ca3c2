import { Button, Modal, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import form from '../../feedback/form.module.css'
import { useKeepQuestion } from './question-queries.ts'

interface KeepDialogProps {
  opened: boolean
  question: string
  onClose: () => void
}

/** Keeps the question for everybody under a name. */
export const KeepDialog = ({ opened, question, onClose }: KeepDialogProps) => (
  <Modal opened={opened} onClose={onClose} title="Keep the question">
    <KeepForm question={question} onClose={onClose} />
  </Modal>
)

function KeepForm({ question, onClose }: Omit<KeepDialogProps, 'opened'>) {
  const [name, setName] = useState('')
  const keep = useKeepQuestion()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    keep.mutate({ name: name.trim(), question }, { onSuccess: onClose })
  }
  return (
    <form className={form.form} onSubmit={submit}>
      <code>{question}</code>
      <TextInput
        label="Name"
        description="Everybody who sees the estate sees it in the list."
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={keep.error?.message}
        data-autofocus
      />
      <div className={form.end}>
        <Button type="submit" variant="filled" loading={keep.isPending} disabled={name.trim() === ''}>
          Keep
        </Button>
      </div>
    </form>
  )
}
