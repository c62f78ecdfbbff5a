# bash completion for wfm: asks the program, so it is never out of date
_wfm()
{
	local cur=${COMP_WORDS[COMP_CWORD]} word command= words

	for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
		case $word in
		-*) ;;
		*)
			command=$word
			break
			;;
		esac
	done
	case $cur in
	-*) words=$(wfm $command --help 2>/dev/null |
		grep -oE -- '--[a-z][a-z-]*') ;;
	*)
		[[ -z $command || $command == help ]] &&
			words=$(wfm help --names 2>/dev/null)
		;;
	esac
	COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o default -F _wfm wfm
