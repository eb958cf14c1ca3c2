import {
  IconAppWindow,
  IconArrowsJoin2,
  IconBug,
  IconCalendarDue,
  IconChartAreaLine,
  IconGavel,
  IconLayoutGrid,
  IconPackages,
  IconSettings,
  IconShieldOff,
  IconSitemap,
  IconUpload,
} from '@tabler/icons-react'

/** Where the rail, the commands and the `g` keys lead. `also`: the paths of pages that belong to one, besides its own. */
export const PLACES = [
  { to: '/', label: 'Overview', key: 'o', icon: IconChartAreaLine, search: {} },
  { to: '/dashboards', label: 'Dashboards', key: 'd', icon: IconLayoutGrid, search: {} },
  { to: '/findings', label: 'Findings', key: 'f', icon: IconBug, search: { state: 'open' } },
  { to: '/merges', label: 'Merges', key: 'm', icon: IconArrowsJoin2, search: {} },
  { to: '/sla', label: 'Due dates', key: 'l', icon: IconCalendarDue, search: {} },
  { to: '/exceptions', label: 'Exceptions', key: 'x', icon: IconShieldOff, search: {} },
  {
    to: '/policies',
    label: 'Policies',
    key: 'p',
    icon: IconGavel,
    search: {},
    also: /^\/(combinations|new-policy|new-combination)/,
  },
  {
    to: '/applications',
    label: 'Applications',
    key: 'a',
    icon: IconAppWindow,
    search: {},
    also: /^\/asset\//,
  },
  { to: '/estate', label: 'Estate', key: 'e', icon: IconSitemap, search: {} },
  {
    to: '/components',
    label: 'Components',
    key: 'c',
    icon: IconPackages,
    search: {},
    also: /^\/(packages|advisories)\//,
  },
  { to: '/imports', label: 'Imports', key: 'i', icon: IconUpload, search: {} },
  {
    to: '/settings',
    label: 'Settings',
    key: 's',
    icon: IconSettings,
    search: {},
    also: /^\/(formats|new-format)/,
  },
] as const

export type Place = (typeof PLACES)[number]

/** Whether the page at a path belongs to a place. */
export const isWithin = (place: Place, path: string): boolean =>
  (place.to === '/' ? path === '/' : path === place.to || path.startsWith(`${place.to}/`)) ||
  ('also' in place && place.also.test(path))
