/*
 * site_draft - a first site.yaml from what a switch's files hold.
 *
 * Names become queues, the rows' length the interval, and the hours in which
 * contacts were handled on one day in five or more (the longest such stretch)
 * the opening hours of all queues, by weekday.  The rest are examples to be changed; the text says
 * which is which.
 */
#ifndef FORMATS_SITE_DRAFT_H
#define FORMATS_SITE_DRAFT_H

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "formats/acd.h"

struct site_draft {
	struct site site;	/* queues with their names in the files */
	struct queue *queues;	/* [site.n_queues] the same, to be changed */
	struct acd_name *names; /* [site.n_queues] */
};

/* Queues that are always open; zone: of the site.  A survey with more names
 * than a site can have queues is RC_DATA. */
MUST_CHECK enum rc site_draft_new(struct arena *a,
				  const struct acd_survey *survey,
				  const struct zone *zone,
				  struct site_draft *draft, struct err *e);

/* Opening hours from a history that was imported into the draft. */
void site_draft_hours(struct arena *a, struct site_draft *draft,
		      const struct workload *history);

/* The text of site.yaml; title: the site's name. */
void site_draft_write(struct text *out, const struct site_draft *draft,
		      const char *title);

#endif
