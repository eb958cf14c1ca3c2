import { Select } from '@mantine/core'
import { useState } from 'react'
import { ALWAYS, FIELDS, type Field } from './fields.ts'
import type { PartProps } from './part.ts'
import { ValueEditor } from './value-editor.tsx'

/** Where each of our fields is read from: the common ones, those that are mapped, and others that are asked for. */
export function FieldsEditor({ mapping, paths, change, flawAt, foundAt }: PartProps) {
  const { fields } = mapping
  const [asked, setAsked] = useState<Field[]>([])
  const isShown = (field: Field) =>
    ALWAYS.includes(field) || fields[field] !== undefined || asked.includes(field)
  return (
    <>
      {FIELDS.filter(({ field }) => isShown(field)).map(({ field, label, help }) => (
        <ValueEditor
          key={field}
          label={label}
          help={help}
          value={fields[field]}
          paths={paths}
          error={flawAt(`fields.${field}`)}
          found={fields[field] === undefined ? undefined : foundAt(field)}
          required={field === 'title'}
          onChange={(value) => {
            const { [field]: _, ...others } = fields
            setAsked((all) => [...all, field])
            change({
              fields: (value === undefined ? others : { ...fields, [field]: value }) as typeof fields,
            })
          }}
        />
      ))}
      <Select
        label="Another field"
        placeholder="Choose one to map it"
        data={FIELDS.filter(({ field }) => !isShown(field)).map(({ field, label }) => ({
          value: field,
          label,
        }))}
        value={null}
        onChange={(field) => field && setAsked((all) => [...all, field as Field])}
        searchable
      />
    </>
  )
}
