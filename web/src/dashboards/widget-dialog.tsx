import { Button, Modal, Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Widget, WidgetType } from '../api/types.ts'
import form from '../feedback/form.module.css'
import { widgetDataQuery } from './dashboard-queries.ts'
import { freshWidget } from './fresh-widget.ts'
import { OptionFields } from './option-fields.tsx'
import { QueryFields } from './query-fields.tsx'
import { WIDGET, WIDGET_TYPES } from './slice-words.ts'
import { WidgetBody } from './widget-body.tsx'
import styles from './widget-dialog.module.css'
import { WidgetFrame } from './widget-frame.tsx'

interface WidgetDialogProps {
  opened: boolean
  onClose: () => void
  /** The one to change; a new one when left out. */
  widget: Widget | undefined
  asOf: string | undefined
  onPut: (widget: Widget) => void
}

/** Type, findings and options of a widget, with what it will show. */
export function WidgetDialog({ opened, onClose, widget, asOf, onPut }: WidgetDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} size="60rem" title={widget ? 'Change the widget' : 'New widget'}>
      <WidgetForm
        key={widget?.id}
        widget={widget}
        asOf={asOf}
        onPut={(put) => {
          onPut(put)
          onClose()
        }}
      />
    </Modal>
  )
}

function WidgetForm({
  widget,
  asOf,
  onPut,
}: {
  widget: Widget | undefined
  asOf: string | undefined
  onPut: (widget: Widget) => void
}) {
  const [draft, setDraft] = useState<Widget>(widget ?? freshWidget('count'))
  const change = (part: Record<string, unknown>) => setDraft((old) => ({ ...old, ...part }) as Widget)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onPut(draft)
  }
  return (
    <form className={styles.dialog} onSubmit={submit}>
      <div className={form.form}>
        <Select
          label="Shows"
          description={WIDGET[draft.type].answers}
          allowDeselect={false}
          data={WIDGET_TYPES.map((type) => ({ value: type, label: WIDGET[type].label }))}
          value={draft.type}
          onChange={(type) =>
            setDraft({
              ...freshWidget(type as WidgetType, draft),
              id: draft.id,
              ...(widget && { place: widget.place }),
            })
          }
          data-autofocus
        />
        <TextInput
          label="Title"
          placeholder={WIDGET[draft.type].label}
          value={draft.title}
          maxLength={120}
          onChange={(event) => change({ title: event.currentTarget.value })}
        />
        <QueryFields value={draft} onChange={(which) => change({ ...which })} />
        <div className={form.two}>
          <OptionFields widget={draft} onChange={change} />
        </div>
      </div>
      <div className={styles.preview}>
        <div className={form.label}>Preview</div>
        <Preview widget={draft} asOf={asOf} />
      </div>
      <div className={`${form.end} ${styles.end}`}>
        <Button type="submit" variant="filled">
          {widget ? 'Change' : 'Add'}
        </Button>
      </div>
    </form>
  )
}

const WAIT_MS = 300

/** The widget as it will be, a moment after the last change. */
function Preview({ widget, asOf }: { widget: Widget; asOf: string | undefined }) {
  const [settled] = useDebouncedValue(widget, WAIT_MS)
  const data = useQuery(widgetDataQuery([settled], asOf))
  return (
    <div className={styles.shown}>
      <WidgetFrame widget={widget}>
        <WidgetBody widget={settled} result={data.data?.results[0]} error={data.error} />
      </WidgetFrame>
    </div>
  )
}
