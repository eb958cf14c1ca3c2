import { Button, Modal, Select, Textarea } from '@mantine/core'
import { useDebouncedValue, useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { EstateNodeDetail, LinkKind } from '../api/types.ts'
import form from '../feedback/form.module.css'
import { nodesOfAssetQuery, useLinkWord } from './node-query.ts'
import { LINK_KIND, NODE_KIND, nodeName } from './node-words.ts'

/** Lets a person add a link that no report shows: it stands above every discovery, as confirming and cutting do. */
export function NewLink({ node }: { node: EstateNodeDetail }) {
  const [opened, { open, close }] = useDisclosure()
  return (
    <>
      <Button size="compact-xs" variant="subtle" leftSection={<IconPlus />} onClick={open}>
        Add a link
      </Button>
      <Modal opened={opened} onClose={close} title="Add a link">
        <NewLinkForm node={node} onAdded={close} />
      </Modal>
    </>
  )
}

type Direction = 'out' | 'in'
const HOW = (['out', 'in'] as const).flatMap((direction) =>
  (Object.keys(LINK_KIND) as LinkKind[]).map((kind) => ({
    value: `${direction}:${kind}`,
    label: LINK_KIND[kind][direction],
  })),
)

function NewLinkForm({ node, onAdded }: { node: EstateNodeDetail; onAdded: () => void }) {
  const say = useLinkWord()
  const [how, setHow] = useState<string | null>('out:calls')
  const [other, setOther] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!how || !other) return
    const [direction, kind] = how.split(':') as [Direction, LinkKind]
    const link = { asset: node.asset.id, direction, kind, node: { id: other } }
    say.mutate({ node: node.id, link, verdict: 'added', reason: reason.trim() }, { onSuccess: onAdded })
  }
  return (
    <form className={form.form} onSubmit={submit}>
      <p>
        {nodeName({ ...node, title: node.attributes.title ?? null })} … the other thing of {node.asset.name}.
        Who can reach what and where data goes is worked out with it. It stays until you take it back.
      </p>
      <div className={form.two}>
        <Select label="How" data={HOW} value={how} onChange={setHow} searchable allowDeselect={false} />
        <OtherEnd node={node} value={other} onChange={setOther} />
      </div>
      <Textarea
        label="How do you know?"
        withAsterisk
        autosize
        minRows={2}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className={form.end}>
        <Button
          type="submit"
          variant="filled"
          loading={say.isPending}
          disabled={!how || !other || reason.trim() === ''}
        >
          Add the link
        </Button>
      </div>
    </form>
  )
}

interface OtherEndProps {
  node: EstateNodeDetail
  value: string | null
  onChange: (node: string | null) => void
}

/** Chooses another thing of the same asset by typing a part of its name. */
function OtherEnd({ node, value, onChange }: OtherEndProps) {
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<{ value: string; label: string } | null>(null)
  const [q] = useDebouncedValue(typed.trim(), 200)
  // The field holds the name of what is chosen: that is no search.
  const words = q === chosen?.label ? '' : q
  const found = useQuery({ ...nodesOfAssetQuery(node.asset.id, words), placeholderData: keepPreviousData })
  const data = (found.data ?? [])
    .filter(({ id }) => id !== node.id && id !== chosen?.value)
    .map((one) => ({
      value: one.id,
      label: `${nodeName({ ...one, title: one.attributes.title ?? null })} (${NODE_KIND[one.kind].toLowerCase()})`,
    }))
  const shown = chosen ? [chosen, ...data] : data
  return (
    <Select
      label="The other thing"
      placeholder="Type a part of its name"
      nothingFoundMessage="Nothing of this asset is called so"
      data={shown}
      // The server has searched already, by more than the words that are shown.
      filter={({ options }) => options}
      value={value}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={(id) => {
        setChosen(shown.find((one) => one.value === id) ?? null)
        onChange(id)
      }}
      searchable
      data-autofocus
    />
  )
}
