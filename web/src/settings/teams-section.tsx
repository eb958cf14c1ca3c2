import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { teamsQuery } from '../access/teams-query.ts'
import { useMay } from '../api/me.ts'
import { request } from '../api/request.ts'
import type { Team } from '../api/types.ts'
import { Confirm } from '../feedback/confirm.tsx'
import { failed } from '../feedback/notify.ts'
import { EditableText } from '../inventory/editable-text.tsx'
import { count } from '../words/format.ts'
import { Loaded } from './loaded.tsx'
import styles from './settings.module.css'

/** Teams own applications; developers see what their teams own. */
export function TeamsSection() {
  const teams = useQuery(teamsQuery)
  const mayWrite = useMay('teams:write')
  const [leaving, setLeaving] = useState<Team | null>(null)
  const change = useTeamChange()
  return (
    <div className={styles.section}>
      <div className={styles.head}>
        <h2>Teams</h2>
        {mayWrite && <NewTeam />}
      </div>
      <Loaded query={teams}>
        {(all) =>
          all.length === 0 ? (
            <p className={styles.quiet}>
              No teams yet. Make one, then choose it as the owner of an application.
            </p>
          ) : (
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">Name</th>
                  <th scope="col">People</th>
                  <th scope="col">Applications</th>
                  {mayWrite && <th scope="col">Delete</th>}
                </tr>
              </thead>
              <tbody>
                {all.map((team) => (
                  <tr key={team.id}>
                    <td>
                      <EditableText
                        as="p"
                        label={`Name of ${team.name}`}
                        value={team.name}
                        onSave={mayWrite ? (name) => change.mutate({ id: team.id, name }) : undefined}
                      />
                    </td>
                    <td>{count(team.members)}</td>
                    <td>
                      <Link to="/applications" search={{ team: team.id }}>
                        {count(team.applications)}
                      </Link>
                    </td>
                    {mayWrite && (
                      <td>
                        <ActionIcon aria-label={`Delete ${team.name}`} onClick={() => setLeaving(team)}>
                          <IconTrash />
                        </ActionIcon>
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Loaded>
      <Confirm
        opened={leaving !== null}
        onClose={() => setLeaving(null)}
        title={`Delete ${leaving?.name}?`}
        does="Delete"
        pending={change.isPending}
        onConfirm={() => leaving && change.mutate({ id: leaving.id }, { onSuccess: () => setLeaving(null) })}
      >
        Its applications stay and have no team; its people stay.
      </Confirm>
    </div>
  )
}

/** Renames a team, or deletes it when no name is given. */
function useTeamChange() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, name }: { id: string; name?: string }) =>
      request(
        `/teams/${id}`,
        name === undefined ? { method: 'DELETE' } : { method: 'PATCH', body: { name } },
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['teams'] }),
    onError: failed,
  })
}

function NewTeam() {
  const client = useQueryClient()
  const [name, setName] = useState('')
  const add = useMutation({
    mutationFn: () => request<Team>('/teams', { method: 'POST', body: { name: name.trim() } }),
    onSuccess: () => {
      setName('')
      return client.invalidateQueries({ queryKey: ['teams'] })
    },
    onError: failed,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate()
  }
  return (
    <form className={styles.head} onSubmit={submit}>
      <TextInput
        aria-label="Name of the new team"
        placeholder="New team"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" loading={add.isPending} disabled={!name.trim()}>
        Add
      </Button>
    </form>
  )
}
