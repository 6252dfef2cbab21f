/** A command as shells complete it. */
export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  /** What may follow it: choices and ranges. */
  readonly words: readonly string[];
  readonly options: readonly {
    /** `--sort` */
    readonly flag: string;
    readonly summary: string;
    readonly takesValue: boolean;
    readonly choices: readonly string[];
  }[];
}

/** Each takes the commands and returns what its shell is to read. */
export const scripts = { bash, zsh, fish };

function bash(commands: readonly CompletedCommand[]): string {
  return `_ci_stat() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" found=""
  if [ "$COMP_CWORD" -eq 1 ]; then found="${namesOf(commands)}"
  else case "\${COMP_WORDS[1]} $prev" in
${cases(commands)}
  esac; fi
  COMPREPLY=($(compgen -W "$found" -- "$cur"))
}
complete -o default -F _ci_stat ci-stat
`;
}

function zsh(commands: readonly CompletedCommand[]): string {
  return `#compdef ci-stat
_ci_stat() {
  local found=""
  if (( CURRENT == 2 )); then found="${namesOf(commands)}"
  else case "$words[2] $words[CURRENT-1]" in
${cases(commands)}
  esac; fi
  if [[ -n $found ]]; then compadd -- \${=found}; else _files; fi
}
compdef _ci_stat ci-stat
`;
}

function fish(commands: readonly CompletedCommand[]): string {
  const lines = commands.flatMap(({ name, summary, words, options }) => {
    const after = `complete -c ci-stat -n '__fish_seen_subcommand_from ${name}'`;
    return [
      `complete -c ci-stat -n __fish_use_subcommand -f -a ${name} -d ${quoted(summary)}`,
      ...(words.length > 0 ? [`${after} -f -a ${quoted(words.join(" "))}`] : []),
      ...options.map(({ flag, summary: what, takesValue, choices }) => {
        const value = choices.length > 0 ? ` -x -a ${quoted(choices.join(" "))}` : takesValue ? " -r" : "";
        return `${after} -l ${flag.slice(2)}${value} -d ${quoted(what)}`;
      }),
    ];
  });
  return `${lines.join("\n")}\n`;
}

const namesOf = (commands: readonly CompletedCommand[]) => commands.map(({ name }) => name).join(" ");

/** The branches of a `case` over the command and the word before: values of an option, else what the command takes. */
function cases(commands: readonly CompletedCommand[]): string {
  const branches = commands.flatMap(({ name, words, options }) => [
    ...options
      .filter(({ takesValue }) => takesValue)
      .map(({ flag, choices }) => `    "${name} ${flag}") found="${choices.join(" ")}" ;;`),
    `    "${name} "*) found="${[...words, ...options.map(({ flag }) => flag)].join(" ")}" ;;`,
  ]);
  return branches.join("\n");
}

const quoted = (text: string) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
