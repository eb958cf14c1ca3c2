import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import {
  IconApi,
  IconCheck,
  IconDeviceDesktop,
  IconLogout,
  IconMoon,
  IconSun,
  IconUser,
} from '@tabler/icons-react'
import { useMe } from '../api/me.ts'
import { signOut } from '../sign-in/sign-out.ts'
import { ROLE } from '../words/labels.ts'
import rail from './rail.module.css'

const SCHEMES = [
  { value: 'light', label: 'Light', icon: IconSun },
  { value: 'dark', label: 'Dark', icon: IconMoon },
  { value: 'auto', label: 'As the system', icon: IconDeviceDesktop },
] as const

/** Who I am, how it looks, the API's own pages, and the way out. */
export function UserMenu({ small }: { small: boolean }) {
  const me = useMe()
  // Holding transitions back would write a <style> tag, which the content security policy forbids.
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true })
  return (
    <Menu position="right-end" width={220}>
      <Menu.Target>
        <UnstyledButton className={rail.item} aria-label={`Account of ${me.name}`}>
          <IconUser aria-hidden="true" />
          {!small && <span className={rail.word}>{me.name}</span>}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {me.email ?? me.name} · {ROLE[me.role].label}
        </Menu.Label>
        <Menu.Divider />
        {SCHEMES.map(({ value, label, icon: Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon />}
            rightSection={colorScheme === value ? <IconCheck aria-label="chosen" /> : null}
            onClick={() => setColorScheme(value)}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconApi />} component="a" href="/api/docs">
          API reference
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout />} onClick={() => void signOut()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
