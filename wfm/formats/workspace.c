#include "formats/workspace.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/date.h"
#include "base/text.h"
#include "formats/i18n.h"
#include "formats/plan_files.h"
#include "formats/site_files.h"

enum rc workspace_find(struct arena *a, const char *named, const char **dir,
		       struct err *e)
{
	char here[PATH_MAX];

	if (named) {
		*dir = named;
		if (input_exists(input_path(a, named, "site.yaml")))
			return RC_OK;
		return fail(e, RC_NOINPUT,
			    _("%s: no site.yaml here; `wfm init %s` makes a "
			      "sample site"),
			    text_quote(a, named), text_quote(a, named));
	}
	if (!getcwd(here, sizeof(here)))
		return fail(e, RC_NOINPUT, _("working folder: %s"),
			    strerror(errno));
	for (const char *up = "."; *here;) {
		if (input_exists(input_path(a, up, "site.yaml"))) {
			*dir = up;
			return RC_OK;
		}
		*strrchr(here, '/') = '\0';
		up = strcmp(up, ".") ? arena_printf(a, "../%s", up) : "..";
	}
	return fail(e, RC_NOINPUT,
		    _("no site.yaml in this folder or above it; name one with "
		      "--site DIR, or make one with `wfm init DIR`"));
}

/* "2026-12-14+7" to its first day and length. */
static bool parse_folder(const char *name, int *first_day, int *days)
{
	char date[11];
	int64_t n;

	if (strlen(name) < 12 || name[10] != '+')
		return false;
	memcpy(date, name, 10);
	date[10] = '\0';
	if (!date_parse(date, first_day) || !text_int(name + 11, &n))
		return false;
	*days = (int)n;
	return n > 0 && n <= GRID_MOST_PERIOD;
}

static int compare_periods(const void *a, const void *b)
{
	const struct workspace_period *x = a, *y = b;

	if (x->first_day != y->first_day)
		return x->first_day < y->first_day ? -1 : 1;
	return (x->days > y->days) - (x->days < y->days);
}

/* The highest NN of weeks/NAME/published/NN, 0 when there is none.  Its
 * manifest is written last: without it the publication was cut short. */
static int last_publication(struct arena *a, const char *folder)
{
	const char *published = input_path(a, folder, "published");
	DIR *d = opendir(published);
	int last = 0;

	if (!d)
		return 0;
	for (const struct dirent *f; (f = readdir(d));) {
		int64_t n;

		if (text_int(f->d_name, &n) && n > last && n < 10000 &&
		    input_exists(arena_printf(a, "%s/%s/manifest.json",
					      published, f->d_name)))
			last = (int)n;
	}
	closedir(d);
	return last;
}

struct workspace_periods workspace_periods(struct arena *a, const char *dir)
{
	struct workspace_periods p = { 0 };
	const char *weeks = input_path(a, dir, "weeks");
	DIR *d = opendir(weeks);
	int room = 0;

	if (!d)
		return p;
	for (const struct dirent *f; (f = readdir(d));) {
		struct workspace_period one;

		if (!parse_folder(f->d_name, &one.first_day, &one.days))
			continue;
		one.folder = input_path(a, weeks, arena_strdup(a, f->d_name));
		one.published = last_publication(a, one.folder);
		p.list = arena_grow(a, p.list, p.n, &room, sizeof(*p.list));
		p.list[p.n++] = one;
	}
	closedir(d);
	if (p.n)
		qsort(p.list, (size_t)p.n, sizeof(*p.list), compare_periods);
	return p;
}

const struct workspace_period *
workspace_period_on(const struct workspace_periods *p, int day)
{
	const struct workspace_period *on = NULL;

	for (int i = 0; i < p->n; i++) {
		const struct workspace_period *one = &p->list[i];

		if (day >= one->first_day && day < one->first_day + one->days &&
		    (one->published || !on || !on->published))
			on = one;
	}
	return on;
}

int workspace_published(const struct workspace *w)
{
	struct workspace_periods p = workspace_periods(w->arena, w->dir);

	for (int i = 0; i < p.n; i++)
		if (p.list[i].first_day == w->first_day &&
		    p.list[i].days == w->days)
			return p.list[i].published;
	return 0;
}

/* The text is not needed any longer than it takes to read it. */
static enum rc read_history(struct workspace *w, const char *path,
			    struct err *e)
{
	struct arena *text = arena_open();
	struct input in;
	enum rc rc = input_read(text, path, &in, e);

	if (rc == RC_OK)
		rc = history_read(w->arena, &w->site, &in, &w->history, e);
	arena_close(text);
	return rc;
}

enum rc workspace_history(struct workspace *w, struct err *e)
{
	if (w->history_read)
		return RC_OK;
	const char *path = input_path(w->arena, w->dir, "history.csv");
	if (!input_exists(path) && w->site.n_queues == 0)
		return RC_OK;
	if (!input_exists(path))
		return fail(e, RC_NOINPUT,
			    _("%s: not there; `wfm import history FILE...` "
			      "reads the switch's files"),
			    path);
	TRY(read_history(w, path, e));
	w->history_read = true;
	return RC_OK;
}

/* The first day on or after day that starts a week of the site. */
static int next_week_start(const struct site *s, int day)
{
	return day + (s->week_start - date_weekday(day) + 7) % 7;
}

/* Where the planner stands: after what is published, else after history. */
static enum rc default_period(struct workspace *w, struct err *e)
{
	struct workspace_periods p = workspace_periods(w->arena, w->dir);
	int after = DATE_NONE;

	w->days = w->site.period_days;
	if (w->site.period_from != DATE_NONE) {
		w->first_day = w->site.period_from;
		return RC_OK;
	}
	for (int i = 0; i < p.n; i++)
		if (p.list[i].published)
			after = p.list[i].first_day + p.list[i].days;
	if (after == DATE_NONE) {
		TRY(workspace_history(w, e));
		if (w->history.grid.days == 0)
			return fail(e, RC_DATA,
				    _("history.csv holds no interval, so there "
				      "is no period after it; name one with "
				      "--week or --from"));
		after = w->history.grid.first_day + w->history.grid.days;
	}
	w->first_day = next_week_start(&w->site, after);
	return RC_OK;
}

static enum rc week_period(struct workspace *w, const char *week, struct err *e)
{
	struct iso_week iso;
	int used = 0;

	if (text_equal(week, "next"))
		return default_period(w, e);
	if (text_equal(week, "last")) {
		TRY(default_period(w, e));
		w->first_day -= w->days;
		return RC_OK;
	}
	if (sscanf(week, "%4d-W%2d%n", &iso.year, &iso.week, &used) != 2 ||
	    week[used] || iso.year < 1 || iso.week < 1 || iso.week > 53 ||
	    date_week(date_from_week(iso)).week != iso.week)
		return fail(e, RC_USAGE,
			    _("--week %s: a week is written 2026-W51, next or "
			      "last"),
			    text_quote(w->arena, week));
	w->first_day = date_from_week(iso);
	if (w->site.week_start != MONDAY)
		w->first_day += w->site.week_start - 7;
	w->days = 7;
	return RC_OK;
}

/* Times near the ends of the calendar cannot be written. */
static enum rc check_years(const struct workspace *w, struct err *e)
{
	enum { FIRST = 1970, LAST = 2199 };
	int year = date_civil(w->first_day).year;

	if (year >= FIRST && year <= LAST)
		return RC_OK;
	return fail(e, RC_USAGE,
		    _("the period begins in the year %d; allowed is %d to %d"),
		    year, FIRST, LAST);
}

static enum rc choose_period(struct workspace *w, struct period_choice c,
			     struct err *e)
{
	if (c.from && c.week)
		return fail(e, RC_USAGE,
			    _("--from and --week both name the period; give "
			      "one of them"));
	if (c.from) {
		if (!date_parse(c.from, &w->first_day))
			return fail(e, RC_USAGE,
				    _("--from %s: a day is written 2026-12-14"),
				    text_quote(w->arena, c.from));
		w->days = w->site.period_days;
	} else if (c.week) {
		TRY(week_period(w, c.week, e));
	} else {
		TRY(default_period(w, e));
	}
	if (c.days)
		w->days = c.days;
	return check_years(w, e);
}

enum rc workspace_open(struct arena *a, const char *dir,
		       struct period_choice choice, struct workspace *w,
		       struct err *e)
{
	char first[11];
	struct input in;

	*w = (struct workspace){ .arena = a, .dir = dir };
	TRY(site_load(a, dir, &w->site, e));
	TRY(choose_period(w, choice, e));
	w->folder = input_path(a, input_path(a, dir, "weeks"),
			       arena_printf(a, "%s+%d",
					    date_format(w->first_day, first),
					    w->days));
	const char *path = input_path(a, w->folder, "manifest.json");
	if (!input_exists(path))
		return RC_OK;
	TRY(input_read(a, path, &in, e));
	return manifest_read(a, &in, &w->manifest, e);
}

enum rc workspace_lock(const struct workspace *w, struct err *e)
{
	const char *path = input_path(w->arena, w->dir, ".wfm.lock");
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

	if (fd < 0)
		return fail(e, RC_CREATE, "%s: %s", path, strerror(errno));
	/* Held until the process ends; the descriptor is never closed. */
	if (flock(fd, LOCK_EX | LOCK_NB) != 0)
		return fail(e, RC_LOCKED, _("%s: another run holds the folder"),
			    w->dir);
	return RC_OK;
}
