import { TextInput } from '@mantine/core'
import styles from './editor.module.css'
import type { PartProps } from './part.ts'
import { slug } from './slug.ts'

/** What it is called. The id stays once it is saved; as long as nobody writes another, it follows the name. */
export function AboutEditor({ mapping, change, flawAt, isNew }: PartProps & { isNew: boolean }) {
  const { id, name, tool, howTo } = mapping
  return (
    <div className={styles.two}>
      <TextInput
        label="Name"
        description="Of the tool’s report, as people call it."
        value={name}
        onChange={(event) => {
          const next = event.currentTarget.value
          change({
            name: next,
            ...(isNew && (id === slug(name) || id === 'my-format') && { id: slug(next) || 'my-format' }),
          })
        }}
        error={flawAt('name')}
        required
      />
      <TextInput
        label="Id"
        description="For --format; it never changes."
        value={id}
        onChange={(event) => change({ id: event.currentTarget.value })}
        error={flawAt('id')}
        readOnly={!isNew}
        spellCheck={false}
        required
      />
      <TextInput
        label="Tool"
        description="As findings name it. Keep it."
        placeholder={id}
        value={tool ?? ''}
        onChange={(event) => change({ tool: event.currentTarget.value || undefined })}
        error={flawAt('tool')}
      />
      <TextInput
        label="How it is made"
        description="A command, or where to click."
        value={howTo ?? ''}
        onChange={(event) => change({ howTo: event.currentTarget.value || undefined })}
      />
    </div>
  )
}
