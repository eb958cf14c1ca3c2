import { Tabs } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'

/** Pages of the estate, in the order of their tabs. */
const TABS = [
  { id: 'apis', to: '/estate/apis', label: 'APIs' },
  { id: 'data', to: '/estate/data', label: 'Data' },
  { id: 'pipelines', to: '/estate/pipelines', label: 'Pipelines' },
  { id: 'traffic', to: '/estate/traffic', label: 'Traffic' },
  { id: 'map', to: '/estate/map', label: 'Map' },
  { id: 'questions', to: '/estate/questions', label: 'Questions' },
  { id: 'coverage', to: '/estate/coverage', label: 'Coverage' },
  { id: 'changes', to: '/estate/changes', label: 'Changes' },
] as const

export type EstateTab = (typeof TABS)[number]['id']

/** Leads from one page of the estate to the others. */
export function EstateTabs({ current }: { current: EstateTab }) {
  const navigate = useNavigate()
  const go = (id: string | null) => {
    const tab = TABS.find((one) => one.id === id)
    if (tab) void navigate({ to: tab.to })
  }
  return (
    <Tabs value={current} onChange={go}>
      <Tabs.List aria-label="Estate">
        {TABS.map(({ id, label }) => (
          <Tabs.Tab key={id} value={id}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  )
}
