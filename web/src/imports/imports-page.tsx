import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconRadar2, IconUpload } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useMay } from '../api/me.ts'
import type { Report } from '../api/types.ts'
import { useChange } from '../api/use-change.ts'
import { DiscoverDialog } from '../estate/discover-dialog.tsx'
import { DiscoverLines } from '../estate/discover-lines.tsx'
import { DataList } from '../list/data-list.tsx'
import { FilterToggle } from '../list/filter-toggle.tsx'
import { useKeysetList } from '../list/keyset-list.ts'
import { SearchField } from '../list/search-field.tsx'
import { SearchPills } from '../list/search-pills.tsx'
import { Toolbar } from '../list/toolbar.tsx'
import { SplitView } from '../panel/split-view.tsx'
import { FullPage } from '../shell/page.tsx'
import { count } from '../words/format.ts'
import { DropFiles } from './drop-files.tsx'
import { IMPORT_COLUMNS, ImportLines } from './import-columns.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { isWorking } from './import-queries.ts'
import { NoImports } from './no-imports.tsx'
import { ReportView } from './report-view.tsx'
import { UploadLines } from './upload-lines.tsx'
import { useUploads } from './use-uploads.ts'

const route = getRouteApi('/shell/imports')

interface Search {
  q?: string | undefined
  status?: string | undefined
  format?: string | undefined
  asset?: string | undefined
  open?: string | undefined
  into?: string | undefined
  discover?: string | undefined
}

const idOf = (report: Report) => report.id
const LOOK_AGAIN_MS = 1500

/** Reports in: drop files, watch them being read, see what they changed and what could not be read. */
export function ImportsPage() {
  const search: Search = route.useSearch()
  const mayImport = useMay('reports:write')
  const change = useChange<Search>(route.useNavigate())
  const { q, status, format, asset } = search
  const query = useMemo(() => ({ q, status, format, asset }), [q, status, format, asset])
  const source = useKeysetList<Report>('/reports', query, 'report')
  const { uploads, start, retry, dismiss } = useUploads()
  const [files, setFiles] = useState<File[]>([])
  const [dialog, { open: openDialog, close: closeDialog }] = useDisclosure(search.into !== undefined)
  const onOpen = useCallback((row: Report | null) => change({ open: row?.id }), [change])

  // Progress is news: the list is read again by itself while something is being read.
  const first = source.at(0)
  const working = first !== undefined && isWorking(first.status)
  const { stale, refresh } = source
  useEffect(() => {
    if (stale) refresh()
  }, [stale, refresh])
  useEffect(() => {
    if (!working) return
    const timer = setInterval(refresh, LOOK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [working, refresh])

  const choose = (chosen: File[]) => {
    setFiles(chosen)
    openDialog()
  }
  return (
    <FullPage
      title="Imports"
      beside={source.total === null ? null : count(source.total)}
      actions={
        mayImport && (
          <>
            <Button leftSection={<IconRadar2 />} onClick={() => change({ discover: 'yes' })}>
              Discover a repository
            </Button>
            <Button variant="filled" leftSection={<IconUpload />} onClick={openDialog}>
              Import
            </Button>
          </>
        )
      }
    >
      <Toolbar>
        <SearchField
          label="Search imports"
          placeholder="File, asset or tool"
          value={q ?? ''}
          onChange={(text) => change({ q: text || undefined })}
        />
        <FilterToggle
          label="Failed"
          on={status === 'failed'}
          onChange={(on) => change({ status: on ? 'failed' : undefined })}
        />
        <SearchPills
          values={{ status: status === 'failed' ? undefined : status, format, asset: asset && 'one asset' }}
          onClear={(name) => change({ [name]: undefined })}
        />
      </Toolbar>
      <UploadLines uploads={uploads} onRetry={retry} onDismiss={dismiss} />
      <DiscoverLines />
      <SplitView
        panel={
          search.open
            ? {
                label: 'Import',
                content: <ReportView key={search.open} id={search.open} />,
                onClose: () => onOpen(null),
              }
            : undefined
        }
      >
        <DataList
          label="Imports"
          source={source}
          columns={IMPORT_COLUMNS}
          narrow={ImportLines}
          rowId={idOf}
          openId={search.open}
          onOpen={onOpen}
          empty={
            <NoImports
              filtered={Boolean(q || status || format || asset)}
              onChoose={mayImport ? choose : undefined}
              onDiscover={mayImport ? () => change({ discover: 'yes' }) : undefined}
            />
          }
        />
      </SplitView>
      {mayImport && <DropFiles onDrop={choose} />}
      <DiscoverDialog
        opened={mayImport && search.discover !== undefined}
        onClose={() => change({ discover: undefined })}
      />
      <ImportDialog
        opened={dialog}
        files={files}
        asset={search.into}
        onFiles={setFiles}
        onClose={() => {
          closeDialog()
          setFiles([])
          if (search.into) change({ into: undefined })
        }}
        onStart={start}
      />
    </FullPage>
  )
}
