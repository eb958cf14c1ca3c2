import { Button, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconBookmark, IconBookmarkPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useMay } from '../api/me.ts'
import { parseSearch } from '../api/search-params.ts'
import type { FindingSearch } from './finding-search.ts'
import { KeepView } from './keep-view.tsx'
import { savedQueriesQuery } from './saved-queries.ts'
import styles from './views-menu.module.css'

/** Start of the day a week ago, so that the address stays the same all day. */
const weekAgo = () => `${new Date(Date.now() - 7 * 86_400_000).toISOString().slice(0, 10)}T00:00:00.000Z`

/** Questions that everyone asks. */
const COMMON: { name: string; search: () => FindingSearch }[] = [
  { name: 'Open, worst first', search: () => ({ state: 'open' }) },
  { name: 'Known exploited', search: () => ({ state: 'open', knownExploited: 'true' }) },
  {
    name: 'Critical or high with a fix',
    search: () => ({ state: 'open', severity: 'critical,high', fixable: 'true' }),
  },
  {
    name: 'New this week',
    search: () => ({ state: 'open', since: weekAgo(), sort: 'firstSeen', order: 'desc' }),
  },
  { name: 'Secrets', search: () => ({ state: 'open', kind: 'secret' }) },
  { name: 'High scores nobody has', search: () => ({ state: 'open', minScore: '50', assignee: 'none' }) },
  { name: 'Mine', search: () => ({ state: 'open', assignee: 'me' }) },
  { name: 'Accepted risks', search: () => ({ state: 'accepted' }) },
]

/** Filters and order under a name: the common ones, one's own, and those that others share. */
export function ViewsMenu({
  search,
  onShow,
}: {
  search: FindingSearch
  onShow: (search: FindingSearch) => void
}) {
  const mayRead = useMay('dashboards:read')
  const mayKeep = useMay('dashboards:write')
  const kept = useQuery({ ...savedQueriesQuery, enabled: mayRead }).data ?? []
  const [dialog, { open, close }] = useDisclosure()
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button leftSection={<IconBookmark />}>Views</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {COMMON.map((view) => (
            <Menu.Item key={view.name} onClick={() => onShow(view.search())}>
              {view.name}
            </Menu.Item>
          ))}
          {kept.length > 0 && <Menu.Divider />}
          {kept.map((view) => (
            <Menu.Item
              key={view.id}
              rightSection={!view.mayEdit && <span className={styles.by}>{view.owner.name}</span>}
              onClick={() => onShow(parseSearch(view.query))}
            >
              {view.name}
            </Menu.Item>
          ))}
          {mayKeep && (
            <>
              <Menu.Divider />
              <Menu.Item leftSection={<IconBookmarkPlus />} onClick={open}>
                Keep this view
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <KeepView opened={dialog} onClose={close} search={search} kept={kept} />
    </>
  )
}
