import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { teamsQuery } from '../access/teams-query.ts'
import { usersQuery } from '../access/users-query.ts'
import { useMay } from '../api/me.ts'
import { InviteDialog } from './invite-dialog.tsx'
import { Loaded } from './loaded.tsx'
import { PersonRow } from './person-row.tsx'
import styles from './settings.module.css'
import { ShownOnce } from './shown-once.tsx'

/** Who works here, as what, in which teams. */
export function PeopleSection() {
  const users = useQuery(usersQuery)
  const teams = useQuery({ ...teamsQuery, enabled: useMay('teams:read') }).data ?? []
  const mayWrite = useMay('users:write')
  const [inviting, { open, close }] = useDisclosure()
  const [link, setLink] = useState<{ name: string; url: string } | null>(null)
  return (
    <div className={styles.section}>
      <div className={styles.head}>
        <h2>People</h2>
        {mayWrite && (
          <Button leftSection={<IconPlus />} onClick={open}>
            Invite
          </Button>
        )}
      </div>
      {link && (
        <ShownOnce
          label={`Send this one-time link to ${link.name}; it works for seven days:`}
          value={link.url}
          onDone={() => setLink(null)}
        />
      )}
      <Loaded query={users}>
        {(people) => (
          <div className={styles.scroll}>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">Name</th>
                  <th scope="col">E-mail</th>
                  <th scope="col">Role</th>
                  <th scope="col">Teams</th>
                  <th scope="col">Last seen</th>
                  {mayWrite && <th scope="col">Change</th>}
                </tr>
              </thead>
              <tbody>
                {people.map((person) => (
                  <PersonRow
                    key={person.id}
                    person={person}
                    teams={teams}
                    mayWrite={mayWrite}
                    onLink={(url) => setLink({ name: person.name, url })}
                  />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Loaded>
      <InviteDialog
        opened={inviting}
        onClose={close}
        teams={teams}
        onInvited={(name, url) => url && setLink({ name, url })}
      />
    </div>
  )
}
