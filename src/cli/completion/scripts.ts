/** Completion scripts: each asks the program itself, so that they never go out of date; where it has no words, file names are completed. */

export type Shell = 'bash' | 'zsh' | 'fish';

export const shells: readonly Shell[] = ['bash', 'zsh', 'fish'];

const bash = `# palimpsest completion for bash
_palimpsest() {
  local cur=\${COMP_WORDS[COMP_CWORD]}
  local IFS=$'\\n'
  COMPREPLY=( $(palimpsest completion --words -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null) )
  if [ \${#COMPREPLY[@]} -eq 0 ]; then COMPREPLY=( $(compgen -f -- "$cur") ); fi
}
complete -o filenames -F _palimpsest palimpsest
`;

const zsh = `#compdef palimpsest
# palimpsest completion for zsh
_palimpsest() {
  local -a candidates
  candidates=("\${(@f)$(palimpsest completion --words -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "\${candidates[1]}" ]]; then compadd -a candidates; else _files; fi
}
compdef _palimpsest palimpsest
`;

const fish = `# palimpsest completion for fish
function __palimpsest_words
  set -l typed (commandline -opc) (commandline -ct)
  palimpsest completion --words -- $typed[2..-1] 2>/dev/null
end
complete -c palimpsest -a '(__palimpsest_words)'
`;

export const completionScripts: Readonly<Record<Shell, string>> = { bash, zsh, fish };
