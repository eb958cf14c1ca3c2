import { Button, Modal, Select, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { teamsQuery } from '../access/teams-query.ts'
import { usersQuery } from '../access/users-query.ts'
import { useMay } from '../api/me.ts'
import form from '../feedback/form.module.css'
import { useApplicationChoices } from '../inventory/use-choices.ts'
import { useOwners } from './use-owners.ts'

/** Everything that one person or team has goes to another, or back to whoever owns it. */
export const HandOverDialog = ({ opened, onClose }: { opened: boolean; onClose: () => void }) => (
  <Modal opened={opened} onClose={onClose} title="Hand over">
    <HandOverForm onDone={onClose} />
  </Modal>
)

const OWNERS = 'owners'

function HandOverForm({ onDone }: { onDone: () => void }) {
  const users = useQuery({ ...usersQuery, enabled: useMay('users:read') }).data ?? []
  const teams = useQuery({ ...teamsQuery, enabled: useMay('teams:read') }).data ?? []
  const [from, setFrom] = useState<string | null>(null)
  const [to, setTo] = useState<string | null>(null)
  const [application, setApplication] = useState<string | null>(null)
  const { found: applications, onSearchChange } = useApplicationChoices([application])
  const [note, setNote] = useState('')
  const { handOver } = useOwners()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!from || !to) return
    handOver.mutate(
      {
        from,
        to: to === OWNERS ? null : to,
        note: note.trim(),
        ...(application && { filter: { application } }),
      },
      { onSuccess: onDone },
    )
  }
  // Who has left can have something to hand over, and gets nothing more.
  const everybody = (people: typeof users) => [
    { group: 'People', items: people.map(({ id, name }) => ({ value: id, label: name })) },
    { group: 'Teams', items: teams.map(({ id, name }) => ({ value: `team:${id}`, label: name })) },
  ]
  const isOther = ({ value }: { value: string }) => value !== from
  return (
    <form className={form.form} onSubmit={submit}>
      <Select
        label="What this person or team has"
        searchable
        withAsterisk
        data={everybody(users)}
        value={from}
        onChange={setFrom}
        data-autofocus
      />
      <Select
        label="Goes to"
        searchable
        withAsterisk
        data={[
          { value: OWNERS, label: 'Whoever owns it (CODEOWNERS and the like)' },
          ...everybody(users.filter(({ disabled }) => !disabled)).map(({ group, items }) => ({
            group,
            items: items.filter(isOther),
          })),
        ]}
        value={to}
        onChange={setTo}
      />
      <Select
        label="Only in the application"
        placeholder="Everywhere"
        searchable
        clearable
        data={applications.map(({ id, name }) => ({ value: id, label: name }))}
        value={application}
        onSearchChange={onSearchChange}
        onChange={setApplication}
      />
      <Textarea
        label="Note"
        description="Kept with every finding."
        withAsterisk
        autosize
        minRows={2}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className={form.end}>
        <Button
          type="submit"
          variant="filled"
          loading={handOver.isPending}
          disabled={!from || !to || !note.trim()}
        >
          Hand over
        </Button>
      </div>
    </form>
  )
}
