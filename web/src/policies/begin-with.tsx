import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { policiesQuery } from './policy-queries.ts'

/** Begins a new policy with the text of one that there is: those that come with Stance are there for this. */
export function BeginWith({ disabled }: { disabled: boolean }) {
  const policies = useQuery(policiesQuery).data ?? []
  const navigate = useNavigate()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          rightSection={<IconChevronDown />}
          disabled={disabled}
          title={disabled ? 'What you have written would be lost' : undefined}
        >
          Begin with…
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="60vh" style={{ overflow: 'auto' }}>
        {policies.map(({ id, name, description }) => (
          <Menu.Item
            key={id}
            title={description}
            onClick={() => void navigate({ to: '/new-policy', search: { from: id } })}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
