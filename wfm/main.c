/*
 * main - picks the command, prints its problems, answers with its status.
 *
 * The one place that touches what belongs to the whole process: locale,
 * environment, signals, limits, standard streams.
 */
#include <argp.h>
#include <errno.h>
#include <fcntl.h>
#include <libintl.h>
#include <locale.h>
#include <signal.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "commands/command.h"
#include "formats/i18n.h"
#include "formats/output.h"
#include "formats/sheet.h"

static char program[] = "wfm"; /* whatever argv[0] says */

static const struct command *const commands[] = {
	&command_init,
	&command_import,
	&command_forecast,
	&command_staff,
	&command_schedule,
	&command_plan,
	&command_status,
	&command_check,
	&command_simulate,
	&command_whatif,
	&command_diff,
	&command_repair,
	&command_review,
	&command_export,
	&command_publish,
	&command_hours,
	&command_erlang,
	&command_help,
	NULL,
};

const char *argp_program_version = PACKAGE_STRING;

/*
 * A closed standard stream would hand its number to the next file opened.
 * Fill the hole with a descriptor of the wrong direction, so that using it
 * is an error that close_stdout reports.
 */
static void fill_closed_streams(void)
{
	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) < 0 &&
		    open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) != fd)
			_exit(RC_IO);
}

/* At exit: what could not be written to standard output is never lost. */
static void close_stdout(void)
{
	bool pending = __fpending(stdout) != 0;
	bool failed = ferror(stdout) != 0;
	bool unclosed = fclose(stdout) != 0;

	if (failed || (unclosed && (pending || errno != EBADF))) {
		fprintf(stderr, _("wfm: error: standard output: %s\n"),
			failed && !unclosed ? _("write error")
					    : strerror(errno));
		_exit(RC_IO);
	}
	if (fclose(stderr) != 0 && errno != EBADF)
		_exit(RC_IO);
}

/* Names of people and reasons of absence must not end in a core file. */
static void protect_memory(void)
{
	const struct rlimit none = { 0, 0 };

	setrlimit(RLIMIT_CORE, &none);
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

/*
 * SIGXFSZ is ignored, so that a file size limit is an error of write.
 * SIGPIPE stays as inherited: "wfm ... | head" ends quietly.
 */
static void set_up_process(void)
{
	fill_closed_streams();
	atexit(close_stdout);
	protect_memory();
	umask(077);
	signal(SIGXFSZ, SIG_IGN);
	unsetenv("POSIXLY_CORRECT"); /* options may follow operands, always */
	setlocale(LC_ALL, "");
	setlocale(LC_NUMERIC, "C"); /* numbers in files have a point */
	bindtextdomain("wfm", LOCALEDIR);
	bind_textdomain_codeset("wfm", "UTF-8");
	textdomain("wfm");
	program_invocation_name = program_invocation_short_name = program;
}

/* dir/rest when that is there, else NULL; dir is the program's own folder. */
static const char *beside_program(struct arena *a, const char *rest)
{
	char exe[4096];
	ssize_t len = readlink("/proc/self/exe", exe, sizeof(exe) - 1);

	if (len < 0)
		return NULL;
	exe[len] = '\0';
	char *slash = strrchr(exe, '/');
	if (!slash)
		return NULL;
	*slash = '\0';
	const char *path = arena_printf(a, "%s/%s", exe, rest);
	return access(path, R_OK) == 0 ? path : NULL;
}

/* The sample's folder: as told, as installed, as moved, as built. */
static const char *find_data(struct arena *a)
{
	const char *told = getenv("WFM_DATA");
	const char *found;

	if (told)
		return told;
	if (access(PKGDATADIR, R_OK) == 0)
		return PKGDATADIR;
	if ((found = beside_program(a, "../share/wfm")))
		return found;
	if ((found = beside_program(a, "../../data"))) /* build/wfm/wfm */
		return found;
	return PKGDATADIR;
}

static const char *severity_word(enum severity severity)
{
	switch (severity) {
	case SEVERITY_WARNING: return _("warning");
	case SEVERITY_NOTE: return _("note");
	case SEVERITY_ERROR: break;
	}
	return _("error");
}

/* "file:line:column: error: text" as far as the place is known. */
static void print_problem(const struct err *e, const struct problem *p)
{
	const char *file = p->place.file ? p->place.file : "wfm";

	if (!text_is_plain(file))
		file = text_quote(e->arena, file);
	fputs(strcmp(file, "-") ? file : _("standard input"), stderr);
	if (p->place.file && p->place.column < 0)
		fputs(sheet_cell_name(e->arena, "", p->place.line - 1,
				      -p->place.column - 1),
		      stderr);
	else if (p->place.file && p->place.line > 0)
		fprintf(stderr, ":%d", p->place.line);
	if (p->place.file && p->place.line > 0 && p->place.column > 0)
		fprintf(stderr, ":%d", p->place.column);
	fprintf(stderr, ": %s: %s\n", severity_word(p->severity), p->text);
}

static void print_problems(const struct err *e)
{
	for (int i = 0; i < e->n; i++)
		print_problem(e, &e->list[i]);
	if (e->dropped > 0)
		fprintf(stderr,
			ngettext("wfm: and %d more\n", "wfm: and %d more\n",
				 (unsigned long)e->dropped),
			e->dropped);
}

/* The command word stops wfm's own options; the rest is the command's. */
struct outer {
	struct session *session;
	int at; /* index of the command word in argv */
};

static error_t parse_outer(int key, char *arg, struct argp_state *state)
{
	struct outer *o = state->input;

	(void)arg;
	switch (key) {
	case ARGP_KEY_INIT: state->child_inputs[0] = o->session; return 0;
	case ARGP_KEY_ARG:
		o->at = state->next - 1;
		state->next = state->argc;
		return 0;
	case ARGP_KEY_NO_ARGS:
		argp_error(state, _("no command given; \"wfm help\" lists "
				    "them"));
		return 0;
	default: return ARGP_ERR_UNKNOWN;
	}
}

/* The list of commands below --help; argp frees what is not text. */
static char *add_commands(int key, const char *text, void *input)
{
	char *all = NULL;
	size_t size;
	FILE *f;

	(void)input;
	if (key != ARGP_KEY_HELP_POST_DOC || !(f = open_memstream(&all, &size)))
		return (char *)text;
	fputs(_("Commands:\n"), f);
	for (int i = 0; commands[i]; i++)
		fprintf(f, "  %-10s %s\n", commands[i]->name,
			_(commands[i]->summary));
	fputs(_("\n\"wfm help COMMAND\" says how one is used."), f);
	fclose(f);
	return all;
}

static const struct argp_child common[] = { { &command_common, 0, NULL, 0 },
					    { 0 } };
static const struct argp outer_argp = {
	.parser = parse_outer,
	.args_doc = N_("COMMAND [OPTION...]"),
	.doc = N_("Plan the work of a contact centre."),
	.children = common,
	.help_filter = add_commands,
	.argp_domain = "wfm",
};

static enum rc run(struct session *s, int argc, char **argv)
{
	struct outer o = { .session = s };

	argp_parse(&outer_argp, argc, argv, ARGP_IN_ORDER, NULL, &o);
	const struct command *c = command_find(s, argv[o.at]);
	if (!c)
		return command_unknown(s, argv[o.at]);
	argv[o.at] = arena_printf(s->arena, "wfm %s", c->name);
	return c->run(s, argc - o.at, argv + o.at);
}

int main(int argc, char **argv)
{
	char *no_arguments[] = { program, NULL };

	set_up_process();
	if (argc < 1) {
		argc = 1;
		argv = no_arguments;
	}
	argv[0] = program;

	struct arena *arena = arena_open();
	struct err err = err_new(arena);
	struct session session = {
		.arena = arena,
		.err = &err,
		.out = stdout,
		.data = find_data(arena),
		.commands = commands,
	};
	enum rc rc = run(&session, argc, argv);
	output_drop(session.output);
	print_problems(&err);
	if (rc == RC_OK)
		rc = err.rc;
	arena_close(arena);
	return (int)rc;
}
