import { Checkbox, NumberInput, Select } from '@mantine/core'
import type { ExceptionKind, Justification, LapseConditions, NewException } from '../api/types.ts'
import form from '../feedback/form.module.css'
import { choices } from '../words/labels.ts'
import { EXCEPTION_KIND, JUSTIFICATION, LAPSE } from './exception-words.ts'

interface Fields {
  wish: NewException
  onChange: (part: Partial<NewException>) => void
}

/** What kind of reason it is; VEX's own word where the product is not affected. */
export const KindFields = ({ wish, onChange }: Fields) => (
  <div className={form.two}>
    <Select
      label="Why"
      allowDeselect={false}
      data={choices(EXCEPTION_KIND)}
      value={wish.kind}
      onChange={(kind) => onChange({ kind: kind as ExceptionKind })}
    />
    {wish.kind === 'not_affected' && (
      <Select
        label="Because"
        description="VEX's justification"
        withAsterisk
        data={choices(JUSTIFICATION)}
        value={wish.justification ?? null}
        onChange={(justification) => onChange({ justification: justification as Justification | null })}
      />
    )}
  </div>
)

const FLAGS = ['kev', 'exposure', 'fix', 'severity'] as const

/** What ends it before its time: then its findings are open again, and say why. */
export function LapseFields({ wish, onChange }: Fields) {
  const lapse = wish.lapse ?? {}
  const set = (part: LapseConditions) => onChange({ lapse: { ...lapse, ...part } })
  return (
    <fieldset className={form.plain}>
      <legend className={form.label}>It lapses when</legend>
      <div className={form.form}>
        {FLAGS.map((name) => (
          <Checkbox
            key={name}
            label={LAPSE[name]}
            checked={lapse[name] ?? false}
            onChange={(event) => set({ [name]: event.currentTarget.checked })}
          />
        ))}
        <NumberInput
          size="xs"
          label={LAPSE.score}
          placeholder="whatever the score"
          min={0}
          max={100}
          value={lapse.score ?? ''}
          onChange={(typed) => set({ score: typeof typed === 'number' ? typed : null })}
        />
      </div>
    </fieldset>
  )
}
