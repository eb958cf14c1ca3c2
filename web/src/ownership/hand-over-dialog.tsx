import { Button, Modal, Select, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { usersQuery } from '../access/users-query.ts'
import { useMay } from '../api/me.ts'
import form from '../feedback/form.module.css'
import { useOwners } from './use-owners.ts'

/** Everything that one person has goes to another, or back to whoever owns it. */
export const HandOverDialog = ({ opened, onClose }: { opened: boolean; onClose: () => void }) => (
  <Modal opened={opened} onClose={onClose} title="Hand over">
    <HandOverForm onDone={onClose} />
  </Modal>
)

const OWNERS = 'owners'

function HandOverForm({ onDone }: { onDone: () => void }) {
  const users = useQuery({ ...usersQuery, enabled: useMay('users:read') }).data ?? []
  const [from, setFrom] = useState<string | null>(null)
  const [to, setTo] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const { handOver } = useOwners()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!from || !to) return
    handOver.mutate({ from, to: to === OWNERS ? null : to, note: note.trim() }, { onSuccess: onDone })
  }
  const people = (all: typeof users) => all.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <form className={form.form} onSubmit={submit}>
      <Select
        label="What this person has"
        searchable
        withAsterisk
        data={people(users)}
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
          ...people(users.filter(({ id, disabled }) => id !== from && !disabled)),
        ]}
        value={to}
        onChange={setTo}
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
