// Runs before the first paint, so that a dark screen never flashes white. A file of its own: the content security policy
// allows no inline script. The key is the one Mantine keeps the choice under.
;(() => {
  const choice = localStorage.getItem('stance-color-scheme') ?? 'auto'
  const dark = choice === 'dark' || (choice === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
})()
