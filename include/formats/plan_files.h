/*
 * plan_files - workload, requirement and roster as csv, to and from text.
 *
 * history.csv	   queue,start,offered,handled,abandoned,aht and, when known,
 *		   in_target,target_s,short_abandoned,wait_s; talk_s,hold_s,
 *		   acw_s, sums of the interval as wait_s is, give the aht of a
 *		   row (by handled) where that is empty, and are not kept.  An
 *		   empty cell and a missing row are unknown, not 0
 * forecast.csv    queue,start,calls,aht,variance
 * requirement.csv row,start,required_net,required_gross,plain,binding,curve
 *		   curve "under;first;w1 w2 ...;over", money per head and
 *		   interval (model/requirement.h)
 * roster.csv      agent,date,shift,start,end,activity,queue,locked
 *		   one row an activity: work, a break's key, an activity's id,
 *		   an absence code, gap, on_call.  A day off is shift "off", a
 *		   whole absent day shift "leave" with its code in activity,
 *		   both with empty times.  shift of a duty is its code:
 *		   template, start when the template has several, length
 *		   likewise (D0830, P0800-5h).  Where the times differ from the
 *		   code, the times count, with a warning
 *
 * start and end carry the offset: 2026-10-25T01:30+01:00.  Without one they
 * are wall times; in a history those of a doubled hour are taken in the order
 * of the rows, with a warning.  Rows are sorted
 * by queue or agent order of the site, then time.  Reading reports all
 * problems; writing and reading back gives the same struct.
 */
#ifndef FORMATS_PLAN_FILES_H
#define FORMATS_PLAN_FILES_H

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "formats/input.h"
#include "model/requirement.h"
#include "model/roster.h"
#include "model/site.h"
#include "model/workload.h"

void history_write(struct text *out, const struct site *s,
		   const struct workload *w);
/* The grid spans the first to the last day found, at the site's interval. */
MUST_CHECK enum rc history_read(struct arena *a, const struct site *s,
				const struct input *in, struct workload *w,
				struct err *e);

void forecast_write(struct text *out, const struct site *s,
		    const struct workload *w);
/* grid: the period's; a forecast that lacks open intervals of it is an
 * error, other days are ignored. */
MUST_CHECK enum rc forecast_read(struct arena *a, const struct site *s,
				 struct grid grid, const struct input *in,
				 struct workload *w, struct err *e);

void requirement_write(struct text *out, const struct requirement *r);
MUST_CHECK enum rc requirement_read(struct arena *a, const struct site *s,
				    struct grid grid, const struct input *in,
				    struct requirement *r, struct err *e);

void roster_write(struct text *out, const struct site *s,
		  const struct roster *r);
/* For eyes that may not see why somebody is away: private absence codes, or
 * all of them, are "leave".  formats/roster_file.h reads it back. */
void roster_write_veiled(struct text *out, const struct site *s,
			 const struct roster *r, bool all);
/*
 * Reads the tidy form, and a wide table (agent,2026-11-23,2026-11-24,...) of
 * shift codes, a code followed by "!" being locked; breaks of wide tables are
 * placed in the middle of their windows.  Reads days [first_day, + days).
 */
MUST_CHECK enum rc roster_read(struct arena *a, const struct site *s,
			       int first_day, int days, const struct input *in,
			       struct roster *r, struct err *e);

/* The code of a duty: template code, start, length as needed. */
const char *shift_code(struct arena *a, const struct site *s,
		       const struct duty *d);
/* A code without the characters that a spreadsheet's look-ups take for any:
 * "?0830" is "#0830". */
const char *shift_code_tame(struct arena *a, const char *code);
/* A code (or template key) back to template, start (minutes after midnight)
 * and paid minutes; false when there is no such duty. */
bool shift_from_code(const struct site *s, const char *code, int *shift,
		     int *start, int *paid);

#endif
