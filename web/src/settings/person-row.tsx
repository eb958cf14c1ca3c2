import { ActionIcon, Menu, MultiSelect, Select } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMe } from '../api/me.ts'
import { request } from '../api/request.ts'
import type { Role, Team, User, UserChange } from '../api/types.ts'
import { failed, told } from '../feedback/notify.ts'
import { ago, dateTime } from '../words/format.ts'
import { ROLE } from '../words/labels.ts'
import styles from './settings.module.css'

export const ROLE_CHOICES = Object.entries(ROLE).map(([value, { label }]) => ({ value, label }))

interface PersonRowProps {
  person: User
  teams: Team[]
  mayWrite: boolean
  onLink: (url: string) => void
}

export function PersonRow({ person, teams, mayWrite, onLink }: PersonRowProps) {
  const isMe = useMe().id === person.id
  const client = useQueryClient()
  const change = useMutation({
    mutationFn: (body: UserChange) => request<User>(`/users/${person.id}`, { method: 'PATCH', body }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['users'] })
      void client.invalidateQueries({ queryKey: ['teams'] })
      told('Saved.')
    },
    onError: failed,
  })
  const link = useMutation({
    mutationFn: () => request<{ signInLink: string }>(`/users/${person.id}/sign-in-link`, { method: 'POST' }),
    onSuccess: ({ signInLink }) => onLink(signInLink),
    onError: failed,
  })
  const names = person.teams.map(({ name }) => name).join(', ')
  return (
    <tr data-off={person.disabled || undefined}>
      <td>
        {person.name}
        {isMe && <span className={styles.quiet}> (you)</span>}
        {person.disabled && ' · switched off'}
      </td>
      <td>{person.email}</td>
      <td>
        {mayWrite && !isMe ? (
          <Select
            aria-label={`Role of ${person.name}`}
            data={ROLE_CHOICES}
            value={person.role}
            onChange={(role) => role && change.mutate({ role: role as Role })}
            allowDeselect={false}
          />
        ) : (
          ROLE[person.role].label
        )}
      </td>
      <td data-wrap="">
        {mayWrite && teams.length > 0 ? (
          <MultiSelect
            aria-label={`Teams of ${person.name}`}
            placeholder={person.teams.length === 0 ? 'None' : undefined}
            data={teams.map((team) => ({ value: team.id, label: team.name }))}
            value={person.teams.map(({ id }) => id)}
            onChange={(chosen) => change.mutate({ teams: chosen })}
          />
        ) : (
          names || '–'
        )}
      </td>
      <td>
        {person.lastSeenAt ? (
          <time dateTime={person.lastSeenAt} title={dateTime(person.lastSeenAt)}>
            {ago(person.lastSeenAt)}
          </time>
        ) : (
          'never'
        )}
      </td>
      {mayWrite && (
        <td>
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon aria-label={`More for ${person.name}`}>
                <IconDots />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => link.mutate()}>New one-time link</Menu.Item>
              {!isMe && (
                <Menu.Item onClick={() => change.mutate({ disabled: !person.disabled })}>
                  {person.disabled ? 'Switch on' : 'Switch off'}
                </Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
        </td>
      )}
    </tr>
  )
}
