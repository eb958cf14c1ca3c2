import { Button, Modal, MultiSelect, Select, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { request } from '../api/request.ts'
import type { NewUser, NewUserResult, Role, Team } from '../api/types.ts'
import form from '../feedback/form.module.css'
import { failed } from '../feedback/notify.ts'
import { ROLE } from '../words/labels.ts'
import { ROLE_CHOICES } from './person-row.tsx'

interface InviteDialogProps {
  opened: boolean
  onClose: () => void
  teams: Team[]
  onInvited: (name: string, link: string | null) => void
}

export function InviteDialog({ opened, onClose, teams, onInvited }: InviteDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Invite somebody">
      <InviteForm
        teams={teams}
        onInvited={(name, link) => {
          onInvited(name, link)
          onClose()
        }}
      />
    </Modal>
  )
}

function InviteForm({ teams, onInvited }: Pick<InviteDialogProps, 'teams' | 'onInvited'>) {
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('developer')
  const [chosen, setChosen] = useState<string[]>([])
  const invite = useMutation({
    mutationFn: (body: NewUser) => request<NewUserResult>('/users', { method: 'POST', body }),
    onSuccess: ({ user, signInLink }) => {
      void client.invalidateQueries({ queryKey: ['users'] })
      onInvited(user.name, signInLink)
    },
    onError: failed,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    invite.mutate({ name: name.trim(), email: email.trim(), role, teams: chosen })
  }
  return (
    <form className={form.form} onSubmit={submit}>
      <TextInput
        label="Name"
        value={name}
        onChange={(e) => setName(e.currentTarget.value)}
        required
        data-autofocus
      />
      <TextInput
        label="E-mail"
        type="email"
        value={email}
        onChange={(e) => setEmail(e.currentTarget.value)}
        required
      />
      <Select
        label="Role"
        description={ROLE[role].can}
        data={ROLE_CHOICES}
        value={role}
        onChange={(value) => setRole((value ?? 'developer') as Role)}
        allowDeselect={false}
      />
      {teams.length > 0 && (
        <MultiSelect
          label="Teams"
          data={teams.map((team) => ({ value: team.id, label: team.name }))}
          value={chosen}
          onChange={setChosen}
        />
      )}
      <div className={form.end}>
        <Button
          type="submit"
          variant="filled"
          loading={invite.isPending}
          disabled={!name.trim() || !email.trim()}
        >
          Make the link
        </Button>
      </div>
    </form>
  )
}
