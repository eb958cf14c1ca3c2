import { Button, Modal, Select, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { request } from '../api/request.ts'
import type { NewToken, NewTokenResult, Role } from '../api/types.ts'
import form from '../feedback/form.module.css'
import { failed } from '../feedback/notify.ts'
import { ROLE } from '../words/labels.ts'
import { ROLE_CHOICES } from './person-row.tsx'

interface NewTokenDialogProps {
  opened: boolean
  onClose: () => void
  onMade: (secret: string) => void
}

const ENDS = [
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '365', label: 'In a year' },
  { value: '', label: 'Never' },
]

export function NewTokenDialog({ opened, onClose, onMade }: NewTokenDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="New token">
      <NewTokenForm
        onMade={(secret) => {
          onMade(secret)
          onClose()
        }}
      />
    </Modal>
  )
}

function NewTokenForm({ onMade }: { onMade: (secret: string) => void }) {
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('ci')
  const [days, setDays] = useState<string | null>('365')
  const make = useMutation({
    mutationFn: (body: NewToken) => request<NewTokenResult>('/tokens', { method: 'POST', body }),
    onSuccess: ({ secret }) => {
      void client.invalidateQueries({ queryKey: ['tokens'] })
      onMade(secret)
    },
    onError: failed,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    make.mutate({ name: name.trim(), role, days: days ? Number(days) : null })
  }
  return (
    <form className={form.form} onSubmit={submit}>
      <TextInput
        label="Name"
        description="What will use it."
        placeholder="Pipeline of shop-api"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        required
        data-autofocus
      />
      <Select
        label="Role"
        description={ROLE[role].can}
        data={ROLE_CHOICES}
        value={role}
        onChange={(value) => setRole((value ?? 'ci') as Role)}
        allowDeselect={false}
      />
      <Select label="Ends" data={ENDS} value={days} onChange={setDays} allowDeselect={false} />
      <div className={form.end}>
        <Button type="submit" variant="filled" loading={make.isPending} disabled={!name.trim()}>
          Make
        </Button>
      </div>
    </form>
  )
}
