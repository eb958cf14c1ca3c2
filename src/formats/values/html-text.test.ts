import { expect, test } from 'vitest'
import { linksIn, plainText, proseText } from './html-text.ts'

test('paragraphs and lists become lines, other markup stays', () => {
  expect(plainText('<p>One &amp; <b>two</b>.</p><p>Then <script>x</script></p>')).toBe(
    'One & two.\nThen <script>x</script>',
  )
  expect(plainText('<ul><li>a</li><li>b</li></ul>')).toBe('- a\n- b')
  expect(plainText('<p></p>')).toBeUndefined()
  expect(plainText(undefined)).toBeUndefined()
})

test('links in prose and markup', () => {
  expect(linksIn('<p>https://a.example/x</p><p>https://b.example/y</p>')).toEqual([
    'https://a.example/x',
    'https://b.example/y',
  ])
  expect(linksIn('see https://a.example/x.\nand (https://a.example/x)')).toEqual(['https://a.example/x'])
  expect(linksIn("<a href='https://a.example/?a=1&amp;b=2'>here</a>")).toEqual(['https://a.example/?a=1&b=2'])
  expect(linksIn(undefined)).toEqual([])
})

test('a page as prose', () => {
  expect(
    proseText(
      `<div class="x"><h2>Fix</h2>
       <p>Set  the <code>Secure</code> flag,<br />then:</p>
       <ol><li>one <a href="https://a.example">link</a></li>
       <li>two &lt;b&gt; &#39;x&#x27; &unknown; &#0;</li></ol>
       <pre class="code">a  {
  b
}</pre><table><tr><td>k</td><td>v</td></tr></table></div>`,
    ),
  ).toBe("Fix\nSet the Secure flag,\nthen:\n- one link\n- two <b> 'x' &unknown; &#0;\na  {\n  b\n}\nk v")
  expect(proseText('if a<b and <x'.repeat(3))).toBe('if a<b and <x'.repeat(3))
  expect(proseText('<p> </p>')).toBeUndefined()
  expect(proseText(undefined)).toBeUndefined()
})
