import { SaxesParser } from 'saxes'

/** XML text that may break off anywhere, with what is still open closed: the beginning of a large report is a sample too. */
export function mendXml(text: string): string {
  const whole = text.slice(0, text.lastIndexOf('>') + 1)
  const open: string[] = []
  const parser = new SaxesParser({ xmlns: false, position: false })
  parser.on('error', () => {})
  parser.on('opentag', ({ name }) => void open.push(name))
  parser.on('closetag', () => void open.pop())
  parser.write(whole)
  return (
    whole +
    open
      .reverse()
      .map((name) => `</${name}>`)
      .join('')
  )
}
