import { PageTabs } from '../shell/page-tabs.tsx'

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
export const EstateTabs = ({ current }: { current: EstateTab }) => (
  <PageTabs label="Estate" tabs={TABS} current={current} />
)
