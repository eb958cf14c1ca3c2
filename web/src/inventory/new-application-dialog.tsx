import { Button, Modal, Select, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { teamsQuery } from '../access/teams-query.ts'
import type { Application } from '../api/types.ts'
import form from '../feedback/form.module.css'
import { useNewApplication } from './use-inventory-change.ts'

interface NewApplicationDialogProps {
  opened: boolean
  onClose: () => void
  onMade: (application: Application) => void
}

export function NewApplicationDialog({ opened, onClose, onMade }: NewApplicationDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="New application">
      <NewApplicationForm
        onMade={(application) => {
          onMade(application)
          onClose()
        }}
      />
    </Modal>
  )
}

function NewApplicationForm({ onMade }: { onMade: (application: Application) => void }) {
  const teams = useQuery(teamsQuery).data ?? []
  const [name, setName] = useState('')
  const [description, setDescription] = useState('')
  const [teamId, setTeamId] = useState<string | null>(null)
  const add = useNewApplication()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate({ name: name.trim(), description: description.trim(), teamId }, { onSuccess: onMade })
  }
  return (
    <form className={form.form} onSubmit={submit}>
      <TextInput
        label="Name"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={200}
        required
        data-autofocus
      />
      <Textarea
        label="What it is for"
        autosize
        minRows={2}
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
      <Select
        label="Team that owns it"
        placeholder="None yet"
        data={teams.map((team) => ({ value: team.id, label: team.name }))}
        value={teamId}
        onChange={setTeamId}
        clearable
      />
      <div className={form.end}>
        <Button type="submit" variant="filled" loading={add.isPending} disabled={!name.trim()}>
          Add
        </Button>
      </div>
    </form>
  )
}
