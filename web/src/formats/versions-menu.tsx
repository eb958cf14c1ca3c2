import { Button, Menu } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { dateTime } from '../words/format.ts'
import { versionsQuery } from './mapping-queries.ts'

/** Every version that was saved; an older one is shown to be looked at, or saved anew. */
export function VersionsMenu({ id, current }: { id: string; current: number }) {
  const navigate = useNavigate()
  const versions = useQuery(versionsQuery(id)).data ?? []
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button leftSection={<IconHistory />}>Versions</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {versions.map(({ version, createdAt, createdBy }) => (
          <Menu.Item
            key={version}
            onClick={() =>
              void navigate({
                to: '/formats/$id',
                params: { id },
                search: version === current ? {} : { version: String(version) },
              })
            }
          >
            Version {version}
            {version === current && ' (current)'}, {dateTime(createdAt)} by {createdBy}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
