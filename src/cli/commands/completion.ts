import { Argument, Command } from 'commander'

/** Words that may follow each command, as `name: words`. */
function words(root: Command): Map<string, string[]> {
  const found = new Map<string, string[]>()
  const visit = (command: Command, path: string): void => {
    const subs = command.commands.filter((sub) => sub.name() !== 'help')
    const options = command.options.flatMap((option) => [option.long ?? '']).filter(Boolean)
    found.set(path, [...subs.map((sub) => sub.name()), ...options, '--help'])
    for (const sub of subs) visit(sub, `${path} ${sub.name()}`.trim())
  }
  visit(root, '')
  return found
}

const SCRIPTS: Record<string, (root: Command) => string> = { bash, zsh, fish }

/** Scripts that a shell reads once; they hold every command and option, so that completing starts no process. */
export const completionCommand = (root: () => Command): Command =>
  new Command('completion')
    .description('print the script that completes this command line, for your shell to read')
    .addArgument(new Argument('<shell>').choices(Object.keys(SCRIPTS)))
    .addHelpText(
      'after',
      '\n  bash: source <(stance completion bash)\n  zsh:  source <(stance completion zsh)\n  fish: stance completion fish | source',
    )
    .action((shell: string) => void process.stdout.write(SCRIPTS[shell]?.(root()) ?? ''))

function bash(root: Command): string {
  const cases = [...words(root)].map(([path, list]) => `    "${path}") words="${list.join(' ')}" ;;`)
  return `_stance() {
  local path="" word words="" i
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    case "$word" in -*) continue ;; esac
    case " $(_stance_words "$path") " in *" $word "*) path="\${path:+$path }$word" ;; esac
  done
  words="$(_stance_words "$path")"
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
  [[ \${#COMPREPLY[@]} -eq 0 ]] && COMPREPLY=($(compgen -f -- "\${COMP_WORDS[COMP_CWORD]}"))
}
_stance_words() {
  local words=""
  case "$1" in
${cases.join('\n')}
  esac
  echo "$words"
}
complete -o filenames -F _stance stance
`
}

function zsh(root: Command): string {
  return `autoload -U +X bashcompinit && bashcompinit\n${bash(root)}`
}

function fish(root: Command): string {
  const lines = [...words(root)].flatMap(([path, list]) => {
    const names = path.split(' ').filter(Boolean)
    const when = names.length
      ? names.map((name) => `__fish_seen_subcommand_from ${name}`).join('; and ')
      : '__fish_use_subcommand'
    return list.map((word) =>
      word.startsWith('--')
        ? `complete -c stance -n '${when}' -l ${word.slice(2)}`
        : `complete -c stance -n '${when}' -a ${word}`,
    )
  })
  return `${lines.join('\n')}\n`
}
