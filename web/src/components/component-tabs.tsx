import { PageTabs } from '../shell/page-tabs.tsx'

/** Pages about components, in the order of their tabs. */
const TABS = [
  { id: 'list', to: '/components', label: 'In use' },
  { id: 'where', to: '/components/where', label: 'Who uses it' },
  { id: 'upgrades', to: '/components/upgrades', label: 'Upgrades' },
] as const

/** Leads from one page about components to the others. */
export const ComponentTabs = ({ current }: { current: (typeof TABS)[number]['id'] }) => (
  <PageTabs label="Components" tabs={TABS} current={current} />
)
