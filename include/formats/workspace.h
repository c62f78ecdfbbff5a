/*
 * workspace - a site folder with one period open in it.
 *
 *	SITE/site.yaml, agents.csv, ... , history.csv
 *	SITE/weeks/2026-12-14+7/forecast.csv requirement.csv roster.csv
 *				manifest.json worked.csv published/01/...
 *
 * Knows which files a stage reads and writes, whether its product is fresh,
 * stale or corrected by hand, and what is carried in from the days before.
 */
#ifndef FORMATS_WORKSPACE_H
#define FORMATS_WORKSPACE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "formats/manifest.h"
#include "formats/output.h"
#include "model/period.h"
#include "model/site.h"
#include "model/workload.h"

/* The period asked for: the first of these that is given. */
struct period_choice {
	const char *week; /* "2026-W51", "next", "last"; or NULL */
	const char *from; /* "2026-12-14", or NULL */
	int days;	  /* 0: the site's default */
};

struct workspace {
	struct arena *arena;
	const char *dir; /* the site folder */
	struct site site;
	int first_day, days;
	const char *folder;	  /* DIR/weeks/2026-12-14+7 */
	struct manifest manifest; /* empty when there is none */
	bool written[STAGES];	  /* by this run */
	bool history_read;
	struct workload history;
};

/* The periods that the folder holds, by first day. */
struct workspace_period {
	int first_day, days;
	const char *folder;
	int published; /* number of the last publication, 0: never */
};
struct workspace_periods {
	struct workspace_period *list; /* [n] */
	int n;
};
struct workspace_periods workspace_periods(struct arena *a, const char *dir);

/* The last of them that holds a civil day, a published one first; or NULL. */
const struct workspace_period *
workspace_period_on(const struct workspace_periods *p, int day);

/* The number of the period's last publication, 0: never published. */
int workspace_published(const struct workspace *w);

/* The same, but 0 too when the draft has changed since: what an export of
 * the draft may call itself. */
int workspace_publication(const struct workspace *w);

enum stage_state {
	STAGE_MISSING, /* no product yet */
	STAGE_FRESH,
	STAGE_STALE,  /* an input or option changed since */
	STAGE_EDITED, /* the product was corrected by hand */
	STAGE_EDITED_STALE
};

/* The folder named, else the nearest with a site.yaml at or above the working
 * folder: RC_NOINPUT when there is none. */
MUST_CHECK enum rc workspace_find(struct arena *a, const char *named,
				  const char **dir, struct err *e);

/*
 * Loads the site and chooses the period: choice, else period: of site.yaml,
 * else the first whole period after the last published one, else after the
 * history's last day.  Never the clock.
 */
MUST_CHECK enum rc workspace_open(struct arena *a, const char *dir,
				  struct period_choice choice,
				  struct workspace *w, struct err *e);

/* One run at a time: RC_LOCKED when another holds the folder. */
MUST_CHECK enum rc workspace_lock(const struct workspace *w, struct err *e);

/* history.csv, read once. */
MUST_CHECK enum rc workspace_history(struct workspace *w, struct err *e);

/* Fills in what site.yaml takes from the history: patience and spread of
 * queues.  RC_DATA when it does not hold them. */
MUST_CHECK enum rc workspace_callers(struct workspace *w, struct err *e);

/* Path of a product: forecast.csv, requirement.csv, roster.csv. */
const char *workspace_product(const struct workspace *w, enum stage s);
const char *stage_name(enum stage s); /* the command: "forecast", ... */

/* reason: a sentence for people, e.g. "history.csv changed". */
enum stage_state workspace_stage(const struct workspace *w, enum stage s,
				 const char *options, const char **reason);

/* Adds a product and its record; manifest.json itself is added by
 * workspace_finish, last. */
MUST_CHECK enum rc workspace_write(struct workspace *w, struct output *o,
				   enum stage s, const char *options,
				   const char *data, size_t len, struct err *e);
MUST_CHECK enum rc workspace_finish(struct workspace *w, struct output *o,
				    struct err *e);
void workspace_figure(struct workspace *w, const char *key, double value);
/* NAN when it is not there. */
double workspace_known(const struct workspace *w, const char *key);

/* Duties of the 35 days before: worked.csv, else the last published roster of
 * each earlier period, never a draft.  past has days 0 when there are none. */
MUST_CHECK enum rc workspace_past(struct workspace *w, struct roster *past,
				  struct err *e);

/* Any run of days over all periods: worked, else published, else draft.
 * taken and drafted count the periods found and those that are drafts. */
MUST_CHECK enum rc workspace_rosters(struct workspace *w, int first_day,
				     int days, struct roster *all, int *taken,
				     int *drafted, struct err *e);

/* The cells of the draft roster that are locked; false when there are none. */
MUST_CHECK enum rc workspace_locked(struct workspace *w, struct roster *locked,
				    bool *any, struct err *e);

#endif
