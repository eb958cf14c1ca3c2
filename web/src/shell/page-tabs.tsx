import { Tabs } from '@mantine/core'
import { type NavigateOptions, useNavigate } from '@tanstack/react-router'

export interface PageTab {
  id: string
  to: NonNullable<NavigateOptions['to']>
  label: string
}

interface PageTabsProps<T extends PageTab> {
  /** What the pages have in common, for screen readers. */
  label: string
  tabs: readonly T[]
  current: T['id']
}

/** Leads from one page of a place to its others. */
export function PageTabs<T extends PageTab>({ label, tabs, current }: PageTabsProps<T>) {
  const navigate = useNavigate()
  const go = (id: string | null) => {
    const tab = tabs.find((one) => one.id === id)
    if (tab) void navigate({ to: tab.to })
  }
  return (
    <Tabs value={current} onChange={go}>
      <Tabs.List aria-label={label}>
        {tabs.map(({ id, label: name }) => (
          <Tabs.Tab key={id} value={id}>
            {name}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  )
}
