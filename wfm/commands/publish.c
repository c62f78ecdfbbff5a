/* wfm publish - freeze the period, and tell people: calendars that update. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/date.h"
#include "commands/feeds_print.h"
#include "commands/password.h"
#include "commands/pipeline.h"
#include "commands/verdict.h"
#include "formats/caldav_sync.h"
#include "formats/feeds.h"
#include "formats/i18n.h"
#include "formats/site_files.h"

enum {
	KEY_LIST = 'l',
	KEY_REVOKE = 0x200,
	KEY_RENEW,
	KEY_FOR,
	KEY_READABLE,
	KEY_USER,
	KEY_PASSWORD_FILE,
	KEY_PASSWORD_COMMAND,
	KEY_CA_FILE
};

struct own {
	const char *to; /* a folder, a server, or NULL: only freeze */
	const char *revoke, *renew;
	const char *password_file, *password_command;
	struct caldav_login login;
	bool list;
	enum audience audience;
	enum output_readers readers;
};

static const struct argp_option own_options[] = {
	{ "list", KEY_LIST, NULL, 0,
	  N_("say who reads which file, and how many events it holds"), 0 },
	{ "revoke", KEY_REVOKE, N_("ID"), 0,
	  N_("empty the calendars of this person or team for good"), 0 },
	{ "renew", KEY_RENEW, N_("ID"), 0,
	  N_("the same, and let the next publication make new ones"), 0 },
	{ "for", KEY_FOR, N_("WHOM"), 0,
	  N_("team (default: no reasons of absence), manager or hr"), 0 },
	{ "readable", KEY_READABLE, N_("WHO"), 0,
	  N_("group or all may read the files, such as a web server"), 0 },
	{ "user", KEY_USER, N_("NAME"), 0, N_("name at the calendar server"),
	  1 },
	{ "password-file", KEY_PASSWORD_FILE, N_("FILE"), 0,
	  N_("the password is this private file's first line"), 1 },
	{ "password-command", KEY_PASSWORD_COMMAND, N_("COMMAND"), 0,
	  N_("the password is the first line that this prints"), 1 },
	{ "ca-file", KEY_CA_FILE, N_("FILE"), 0,
	  N_("certificates that vouch for the server"), 1 },
	{ 0 },
};

/* The index of arg among words, which ends with NULL. */
static int choice(struct argp_state *state, const char *name, const char *arg,
		  const char *const words[], const char *allowed)
{
	for (int i = 0; words[i]; i++)
		if (!strcmp(words[i], arg))
			return i;
	argp_error(state, _("--%s %s: allowed is %s"), name, arg, allowed);
	return 0;
}

/* What belongs to a server, and only to one. */
static void check_server(const struct own *own, struct argp_state *state)
{
	bool server = own->to && caldav_is_url(own->to);
	bool password = own->password_file || own->password_command;

	if (!server && (own->login.user || password || own->login.ca_file))
		argp_error(state, _("--user, --password-... and --ca-file "
				    "belong to the address of a server"));
	if (own->password_file && own->password_command)
		argp_error(state, _("one of --password-file and "
				    "--password-command"));
	if ((own->login.user != NULL) != password)
		argp_error(state, _("--user goes with --password-file or "
				    "--password-command"));
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	static const char *const whom[] = { "team", "manager", "hr", NULL };
	static const char *const who[] = { "owner", "group", "all", NULL };
	struct own *own = state->input;

	switch (key) {
	case KEY_LIST: own->list = true; return 0;
	case KEY_REVOKE: own->revoke = arg; return 0;
	case KEY_RENEW: own->renew = arg; return 0;
	case KEY_FOR:
		own->audience = (enum audience)choice(state, "for", arg, whom,
						      "team, manager, hr");
		return 0;
	case KEY_READABLE:
		own->readers = (enum output_readers)choice(
			state, "readable", arg, who, "owner, group, all");
		return 0;
	case KEY_USER: own->login.user = arg; return 0;
	case KEY_PASSWORD_FILE: own->password_file = arg; return 0;
	case KEY_PASSWORD_COMMAND: own->password_command = arg; return 0;
	case KEY_CA_FILE: own->login.ca_file = arg; return 0;
	case ARGP_KEY_ARG:
		if (own->to)
			argp_usage(state);
		own->to = arg;
		return 0;
	case ARGP_KEY_END:
		check_server(own, state);
		if (own->list + (own->revoke != NULL) + (own->renew != NULL) >
		    1)
			argp_error(state, _("one of --list, --revoke and "
					    "--renew"));
		return 0;
	default: return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp argp = {
	.options = own_options,
	.parser = parse,
	.args_doc = N_("[FOLDER|https://SERVER/CALENDARS/]"),
	.doc = N_("Freeze the period's forecast, requirement and roster in "
		  "published/NN.  What is published is carried into later "
		  "periods; a draft never is.  A roster that breaks hard rules "
		  "is refused unless waivers.csv allows it.\n"
		  "With a FOLDER, write one calendar for each person and team "
		  "into it, under names that nobody can guess: whoever "
		  "subscribes to one sees what changes.  With the address of a "
		  "CalDAV server, bring one calendar for each person there up "
		  "to date."),
	.argp_domain = "wfm",
};

/* --- freezing --- */

static enum rc copy(struct pipeline *p, const char *to, const char *name)
{
	struct session *s = p->session;
	struct input in;

	TRY(input_read(s->arena, input_path(s->arena, p->w.folder, name), &in,
		       s->err));
	return output_add(p->out, input_path(s->arena, to, name), in.data,
			  in.len, s->err);
}

/* The manifest comes last: with it the publication is whole. */
static enum rc freeze(struct pipeline *p, const char *to)
{
	static const char *const files[] = { "forecast.csv", "requirement.csv",
					     "roster.csv", "manifest.json" };

	size_t given = pipeline_requirement_is_given(&p->w);

	TRY(output_folder(to, p->session->err));
	for (size_t i = given; i < sizeof(files) / sizeof(files[0]); i++)
		TRY(copy(p, to, files[i]));
	return RC_OK;
}

/* --- calendars --- */

/* A publication is an act: its time is the clock's, or what reproducible
 * builds say it is. */
static int64_t now(void)
{
	const char *told = getenv("SOURCE_DATE_EPOCH");
	int64_t t;

	if (told && text_int(told, &t) && t >= 0 && t < 4102444800)
		return t;
	return time(NULL);
}

static struct ledger_change tell(struct pipeline *p, struct feeds *f)
{
	struct arena *a = p->session->arena;
	struct agenda agenda = { 0 };

	for (int i = 0; i < p->w.site.n_agents; i++)
		agenda_of_roster(a, &p->w.site, &p->result.roster, i,
				 p->w.site.calendars.breaks, &agenda);
	struct ledger_change change =
		ledger_take(a, &f->ledger, &agenda, p->w.first_day,
			    p->w.first_day + p->w.days, now());
	ledger_forget(&f->ledger);
	return change;
}

/* The folder by its path from the root, made when it is not there. */
static enum rc find_folder(struct session *s, const struct own *own,
			   const char **folder)
{
	static const mode_t more[] = { 0, 050, 055 };
	bool made = !input_exists(own->to);
	char path[PATH_MAX];

	TRY(output_folder(own->to, s->err));
	if (!realpath(own->to, path) ||
	    (made && chmod(path, 0700 | more[own->readers]) < 0))
		return fail_at(s->err, (struct place){ .file = own->to },
			       RC_CREATE, _("the folder cannot be used"));
	*folder = arena_strdup(s->arena, path);
	return RC_OK;
}

static enum rc fill(struct pipeline *p, struct feeds *f, const struct own *own,
		    struct feeds_written *written)
{
	struct session *s = p->session;
	const char *folder = NULL;

	TRY(find_folder(s, own, &folder));
	output_readers(p->out, own->readers);
	return feeds_fill(f, p->out, folder, own->audience, PACKAGE_VERSION,
			  written, s->err);
}

/* The ledger is renamed before what is made from it: whatever stops us, the
 * next publication never tells two things under one number. */
static enum rc write_all(struct pipeline *p, struct feeds *f,
			 const struct own *own, const char *frozen,
			 struct feeds_written *written)
{
	struct session *s = p->session;
	struct output *feeds, *ledger;

	*written = (struct feeds_written){ 0 };
	TRY(output_begin(s->arena, &feeds, s->err));
	TRY(output_begin(s->arena, &ledger, s->err));
	s->output = p->out = feeds;
	bool folder = own->to && !caldav_is_url(own->to);
	enum rc rc = folder ? fill(p, f, own, written) : RC_OK;
	if (rc == RC_OK && frozen)
		rc = freeze(p, frozen);
	if (rc == RC_OK)
		rc = feeds_save(f, ledger, s->err);
	if (rc == RC_OK)
		rc = output_commit(ledger, s->err);
	else
		output_drop(ledger);
	TRY(rc);
	TRY(output_commit(feeds, s->err));
	s->output = NULL;
	return RC_OK;
}

/* --- a server --- */

/* Opened before anything is frozen: what is wrong with it is said first. */
static enum rc open_server(struct session *s, const struct own *own,
			   struct caldav **c)
{
	struct caldav_login login = own->login;

	*c = NULL;
	if (!own->to || !caldav_is_url(own->to))
		return RC_OK;
	TRY(password_read(s->arena, own->password_file, own->password_command,
			  &login.password, s->err));
	TRY(caldav_open(s->arena, own->to, login, c, s->err));
	return caldav_hello(*c, s->err);
}

static enum rc serve(struct session *s, const struct own *own, struct feeds *f,
		     struct caldav *c)
{
	struct caldav_done done;

	TRY(output_begin(s->arena, &s->output, s->err));
	enum rc rc = caldav_sync(f, c, own->audience, PACKAGE_VERSION,
				 s->output, &done, s->err);
	s->output = NULL;
	feeds_print_served(s, &done, rc == RC_OK);
	return rc;
}

static enum rc publish(struct pipeline *p, const struct own *own,
		       struct caldav *server)
{
	struct session *s = p->session;
	int number = workspace_publication(&p->w);
	struct feeds_written written;
	struct feeds f;

	TRY(feeds_open(s->arena, p->w.dir, &p->w.site, &f, s->err));
	struct ledger_change change = tell(p, &f);
	const char *frozen =
		number ? NULL
		       : arena_printf(s->arena, "%s/published/%02d",
				      p->w.folder,
				      workspace_published(&p->w) + 1);
	TRY(write_all(p, &f, own, frozen, &written));
	if (frozen)
		fprintf(s->out, _("Published as number %d: %s\n"),
			workspace_published(&p->w), frozen);
	else
		fprintf(s->out,
			_("Published already, as number %d; nothing changed "
			  "since.\n"),
			number);
	feeds_print_change(s, &change);
	if (server)
		return serve(s, own, &f, server);
	if (own->to)
		feeds_print_written(s, &written);
	return RC_OK;
}

static enum rc publish_period(struct session *s, const struct options *o,
			      const struct own *own)
{
	struct pipeline p;

	TRY(pipeline_open(s, o, &p));
	TRY(workspace_lock(&p.w, s->err));
	TRY(pipeline_forecast(&p, WANT_READ));
	TRY(pipeline_staff(&p, WANT_READ));
	TRY(pipeline_schedule(&p, WANT_READ));
	TRY(pipeline_judge(&p));
	if (p.breaches.hard) {
		verdict_print_breaches(&p);
		return fail(s->err, RC_NO,
			    _("not published: %d hard rules are broken; "
			      "waivers.csv can allow them"),
			    p.breaches.hard);
	}
	struct caldav *server;
	enum rc rc = open_server(s, own, &server);
	if (rc == RC_OK)
		rc = publish(&p, own, server);
	caldav_close(server);
	return rc;
}

/* --- who reads what --- */

static enum rc revoke(struct session *s, const struct own *own, struct feeds *f)
{
	const char *id = own->revoke ? own->revoke : own->renew;
	bool renew = own->renew != NULL;
	int n, before = f->files.n;

	TRY(output_begin(s->arena, &s->output, s->err));
	TRY(feeds_revoke(f, s->output, id, renew, PACKAGE_VERSION, &n, s->err));
	if (!n && f->files.n == before)
		return fail(s->err, RC_NO, _("%s has no calendar to revoke"),
			    text_quote(s->arena, id));
	TRY(feeds_save(f, s->output, s->err));
	TRY(output_commit(s->output, s->err));
	s->output = NULL;
	fprintf(s->out,
		_("Calendars emptied: %d; who reads them sees nothing "
		  "any more.\n"),
		n);
	if (renew)
		fputs(_("The next publication writes new ones.\n"), s->out);
	return RC_OK;
}

/* Neither needs a plan, nor a period. */
static enum rc manage(struct session *s, const struct options *o,
		      const struct own *own)
{
	struct workspace w = { .arena = s->arena };
	struct feeds f;

	TRY(workspace_find(s->arena, s->site, &w.dir, s->err));
	if (!own->list)
		TRY(workspace_lock(&w, s->err));
	TRY(site_load(s->arena, w.dir, &w.site, s->err));
	TRY(feeds_open(s->arena, w.dir, &w.site, &f, s->err));
	if (!own->list)
		return revoke(s, own, &f);
	feeds_print_list(s, o, &f);
	return RC_OK;
}

static enum rc run(struct session *s, int argc, char **argv)
{
	struct own own = { .audience = AUDIENCE_TEAM };
	struct options o;

	options_parse(s, &argp, OPTIONS_PERIOD | OPTIONS_FORMAT, &o, argc, argv,
		      &own);
	if (own.list || own.revoke || own.renew)
		return manage(s, &o, &own);
	return publish_period(s, &o, &own);
}

const struct command command_publish = {
	.name = "publish",
	.summary = N_("freeze the period, and write calendars that update"),
	.run = run,
};
