import { Fragment } from 'react'
import { Printed } from '../finding/printed.tsx'
import { type Mark, readMarkdown } from './markdown.ts'
import styles from './prose.module.css'

/** Markdown of somebody else, as elements: nothing of it is ever taken as HTML. */
export function Prose({ text }: { text: string }) {
  return (
    <div className={styles.prose}>
      {readMarkdown(text).map((block, i) => {
        const key = `${i} ${block.type}`
        if (block.type === 'code') {
          return (
            <Printed key={key} label="Code">
              {block.text}
            </Printed>
          )
        }
        if (block.type === 'list') {
          const List = block.ordered ? 'ol' : 'ul'
          return (
            <List key={key} className={styles.list}>
              {block.items.map((marks, nth) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes
                <li key={nth}>
                  <Marks marks={marks} />
                </li>
              ))}
            </List>
          )
        }
        const Element = block.type === 'heading' ? 'h3' : 'p'
        return (
          <Element key={key}>
            <Marks marks={block.marks} />
          </Element>
        )
      })}
    </div>
  )
}

const Marks = ({ marks }: { marks: Mark[] }) =>
  // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes
  marks.map((mark, i) => <Fragment key={i}>{shown(mark)}</Fragment>)

function shown(mark: Mark) {
  if (mark.type === 'code') return <code className={styles.code}>{mark.text}</code>
  if (mark.type === 'strong') return <strong>{mark.text}</strong>
  if (mark.type === 'emphasis') return <em>{mark.text}</em>
  if (mark.type === 'text') return mark.text
  return (
    <a href={mark.url} target="_blank" rel="noopener noreferrer">
      {mark.text}
    </a>
  )
}
