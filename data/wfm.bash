# bash completion for wfm: asks the program, so it is never out of date
_wfm()
{
	local cur=${COMP_WORDS[COMP_CWORD]} previous= command= words= i

	# "--format=c" comes as three words.
	[[ $cur == = ]] && cur=
	i=$((COMP_CWORD - 1))
	[[ ${COMP_WORDS[i]} == = ]] && i=$((i - 1))
	previous=${COMP_WORDS[i]}

	# The command is the first word that is neither an option nor its value.
	for ((i = 1; i < COMP_CWORD; i++)); do
		case ${COMP_WORDS[i]} in
		--site)
			[[ ${COMP_WORDS[i + 1]} == = ]] && i=$((i + 1))
			i=$((i + 1))
			;;
		-*) ;;
		*)
			command=${COMP_WORDS[i]}
			break
			;;
		esac
	done

	case $previous in
	--format) words="table csv json" ;;
	--for) words="team manager hr" ;;
	--readable) words="owner group all" ;;
	--by) words="person day" ;;
	--method) words="plain load exact" ;;
	--sample) words="day night" ;;
	--dates) words="dmy mdy ymd" ;;
	--missing) words="unknown zero" ;;
	--week) words="next last" ;;
	--acd) words="ipfx teleopti calabrio" ;;
	--site | --from | --output | -o | --password-file | --ca-file) return ;;
	*)
		if [[ $cur == -* ]]; then
			words=$(wfm $command --help 2>/dev/null |
				grep -oE '^ {2,6}(-[a-zA-Z?], )?--[a-z][a-z-]*' |
				grep -oE -- '--[a-z][a-z-]*')
		else
			case $command in
			'' | help) words=$(wfm help --names 2>/dev/null) ;;
			import) words="history roster agents requests absences" ;;
			erlang) words=$(wfm erlang --help 2>/dev/null |
				sed -n '/^Questions:/,$s/^  \([a-z-]*\) .*/\1/p') ;;
			export) words="xlsx ics csv json html all" ;;
			esac
		fi
		;;
	esac
	COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o default -F _wfm wfm
