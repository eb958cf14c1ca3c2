import { Button, Modal, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import form from '../feedback/form.module.css'
import { failed, told } from '../feedback/notify.ts'
import { saveModel } from './risk-queries.ts'
import type { ModelWish } from './weights.ts'

interface SaveModelProps {
  opened: boolean
  onClose: () => void
  wish: ModelWish
  /** What it is called when nothing else is written. */
  usual: string
}

/** Gives the weights a name and a reason, and puts them in force. */
export function SaveModel({ opened, onClose, wish, usual }: SaveModelProps) {
  const [name, setName] = useState('')
  const [note, setNote] = useState('')
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: saveModel,
    onSuccess: async (saved) => {
      told(`Version ${saved.version} is in force. Everything is being ranked by it.`)
      onClose()
      await client.invalidateQueries({ queryKey: ['risk'] })
    },
    onError: failed,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ ...wish, name: name.trim() || usual, note })
  }
  return (
    <Modal opened={opened} onClose={onClose} title="Save as a new version">
      <form className={form.form} onSubmit={submit}>
        <TextInput
          label="Name"
          placeholder={usual}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={100}
          data-autofocus
        />
        <Textarea
          label="Why"
          description="Stands in the history and in the audit log."
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          maxLength={2000}
          autosize
          minRows={2}
        />
        <div className={form.end}>
          <Button onClick={onClose}>Not yet</Button>
          <Button type="submit" variant="filled" loading={save.isPending}>
            Put in force
          </Button>
        </div>
      </form>
    </Modal>
  )
}
