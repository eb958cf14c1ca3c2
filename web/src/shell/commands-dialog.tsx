import { useDebouncedValue } from '@mantine/hooks'
import { Spotlight, spotlight } from '@mantine/spotlight'
import { IconAppWindow, IconBug, IconPackage, IconSearch, IconServer2, IconVirus } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { request } from '../api/request.ts'
import type { Application, Asset, Component, Finding, Page } from '../api/types.ts'
import { placeOf } from '../words/advisory-of.ts'
import { ASSET_KIND } from '../words/labels.ts'
import { PLACES } from './places.ts'

const find = <T,>(path: string, q: string, signal: AbortSignal) =>
  request<Page<T>>(path, { query: { q, limit: 5 }, signal }).then((page) => page.items)

/** What the estate holds by that name, five of each. */
function useMatches(typed: string) {
  const [q] = useDebouncedValue(typed.trim(), 150)
  return useQuery({
    queryKey: ['commands', q],
    enabled: q.length > 1,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const [findings, applications, assets, components] = await Promise.all([
        find<Finding>('/findings', q, signal),
        find<Application>('/applications', q, signal),
        find<Asset>('/assets', q, signal),
        find<Component>('/components', q, signal),
      ])
      return { findings, applications, assets, components }
    },
  })
}

/** The results scroll, so the keyboard must get there; the types do not tell that the list is a ScrollArea. */
const REACHABLE = { viewportProps: { tabIndex: 0 } }

/** What people paste from elsewhere; in any case. */
const ADVISORY_ID = /^(cve-\d{4}-\d{4,}|ghsa(-[a-z0-9]{4}){3})$/

export function CommandsDialog({ asked }: { asked: number }) {
  const [query, setQuery] = useState('')
  const navigate = useNavigate()
  const matches = useMatches(query).data
  // biome-ignore lint/correctness/useExhaustiveDependencies: every new asking opens it again
  useEffect(() => spotlight.open(), [asked])

  const words = query.trim().toLowerCase()
  const places = PLACES.filter((place) => place.label.toLowerCase().includes(words))
  const found = words.length > 1 ? matches : undefined
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      scrollable
      lockScroll={false}
      size="lg"
      attributes={{ content: { 'aria-label': 'Go anywhere, find anything' } }}
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
      transitionProps={{ duration: 0 }}
    >
      <Spotlight.Search
        placeholder="Go to a page, find a finding, an application, a component"
        leftSection={<IconSearch />}
      />
      <Spotlight.ActionsList {...REACHABLE}>
        {places.length > 0 && (
          <Spotlight.ActionsGroup label="Go to">
            {places.map(({ to, label, icon: Icon, search, key }) => (
              <Spotlight.Action
                key={to}
                label={label}
                leftSection={<Icon />}
                rightSection={<kbd>g {key}</kbd>}
                onClick={() => void navigate({ to, search })}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {words.length > 1 && (
          <Spotlight.Action
            label={`Search findings for “${query.trim()}”`}
            leftSection={<IconSearch />}
            onClick={() => void navigate({ to: '/findings', search: { q: query.trim() } })}
          />
        )}
        {ADVISORY_ID.test(words) && (
          <Spotlight.Action
            label={`Advisory ${query.trim()}`}
            leftSection={<IconVirus />}
            onClick={() => void navigate({ to: '/advisories/$id', params: { id: query.trim() } })}
          />
        )}
        {found?.findings.map((finding) => (
          <Spotlight.Action
            key={finding.id}
            label={finding.title}
            description={placeOf(finding)}
            leftSection={<IconBug />}
            onClick={() => void navigate({ to: '/findings/$id', params: { id: finding.id } })}
          />
        ))}
        {found?.applications.map((application) => (
          <Spotlight.Action
            key={application.id}
            label={application.name}
            description="Application"
            leftSection={<IconAppWindow />}
            onClick={() => void navigate({ to: '/applications/$id', params: { id: application.id } })}
          />
        ))}
        {found?.assets.map((asset) => (
          <Spotlight.Action
            key={asset.id}
            label={asset.name}
            description={ASSET_KIND[asset.kind]}
            leftSection={<IconServer2 />}
            onClick={() => void navigate({ to: '/asset/$id', params: { id: asset.id } })}
          />
        ))}
        {found?.components.map((component) => (
          <Spotlight.Action
            key={component.id}
            label={`${component.name} ${component.version}`}
            description={component.ecosystem}
            leftSection={<IconPackage />}
            onClick={() =>
              void navigate({ to: '/components', search: { q: component.name, open: component.id } })
            }
          />
        ))}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}
