#include "formats/site_draft.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "formats/i18n.h"

static const struct window always[] = { { 0, 1440 } };

/* --- names --- */

/* Letters, digits, one _ for all else: "Sales (UK)" is sales_uk. */
static void slug(const char *name, char *id, int size)
{
	int n = 0;

	for (const char *c = name; *c && n < size - 1; c++) {
		if (isalnum((unsigned char)*c) && (unsigned char)*c < 0x80)
			id[n++] = (char)tolower((unsigned char)*c);
		else if (n > 0 && id[n - 1] != '_')
			id[n++] = '_';
	}
	while (n > 0 && id[n - 1] == '_')
		n--;
	id[n] = '\0';
	if (n == 0)
		snprintf(id, (size_t)size, "queue");
}

/* A slug that no queue before has. */
static const char *new_id(struct arena *a, const struct site_draft *d, int n,
			  const char *name)
{
	char id[48];
	const char *unique;

	slug(name, id, (int)sizeof(id));
	unique = arena_strdup(a, id);
	for (int k = 2, i = 0; i < n; i++)
		if (text_equal(d->queues[i].id, unique)) {
			unique = arena_printf(a, "%s_%d", id, k++);
			i = -1;
		}
	return unique;
}

/* Lengths a grid can have; 6 and 12 minutes become 30 and 60. */
static int interval_of(int seconds)
{
	static const int known[] = { 300, 600, 900, 1200, 1800, 3600 };

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (known[i] % seconds == 0)
			return known[i];
	return 3600;
}

enum rc site_draft_new(struct arena *a, const struct acd_survey *survey,
		       const struct zone *zone, struct site_draft *d,
		       struct err *e)
{
	int n = survey->n;

	*d = (struct site_draft){ 0 };
	if (n > SITE_MAX_QUEUES)
		return fail(e, RC_DATA,
			    _("the files hold %d names; a site has at most %d "
			      "queues"),
			    n, SITE_MAX_QUEUES);
	d->queues = arena_new(a, struct queue, n);
	d->names = arena_new(a, struct acd_name, n);
	for (int i = 0; i < n; i++) {
		d->names[i] = (struct acd_name){ .name = survey->names[i].name,
						 .from = DATE_NONE,
						 .until = DATE_NONE,
						 .share = 1 };
		d->queues[i] = (struct queue){
			.id = new_id(a, d, i, survey->names[i].name),
			.name = survey->names[i].name,
			.acd = &d->names[i],
			.acds = 1,
		};
		for (int day = 0; day < 7; day++)
			d->queues[i].hours.day[day] =
				(struct opening_day){ always, 1 };
	}
	d->site = (struct site){ .zone = zone,
				 .interval = interval_of(survey->interval),
				 .queues = d->queues,
				 .n_queues = n };
	return RC_OK;
}

/* --- hours --- */

/* Contacts handled in an interval over all queues; offered where unknown. */
static double handled(const struct workload *w, int t)
{
	double sum = 0;

	for (int q = 0; q < w->queues; q++) {
		int i = q * w->grid.n + t;
		double x = w->handled && !isnan(w->handled[i]) ? w->handled[i]
							       : w->calls[i];

		if (!isnan(x))
			sum += x;
	}
	return sum;
}

static bool day_has_any(const struct workload *w, int d)
{
	for (int t = w->grid.day_begin[d]; t < w->grid.day_begin[d + 1]; t++)
		if (handled(w, t) > 0)
			return true;
	return false;
}

/* busy[k]: days of the weekday with work at minute 5 k. */
static int count_busy(const struct workload *w, int weekday, int *busy)
{
	const struct grid *g = &w->grid;
	int days = 0;

	for (int d = 0; d < g->days; d++) {
		if (date_weekday(g->first_day + d) != weekday ||
		    !day_has_any(w, d))
			continue;
		days++;
		for (int t = g->day_begin[d]; t < g->day_begin[d + 1]; t++)
			busy[g->wall[t] / 5] += handled(w, t) > 0;
	}
	return days;
}

/*
 * The stretch of a weekday with most work of those in which every interval
 * had some on one day in five; n 0: closed.
 */
static struct opening_day hours_of(struct arena *a, const struct workload *w,
				   int weekday)
{
	int busy[1440 / 5] = { 0 }, step = w->grid.interval / 300;
	int days = count_busy(w, weekday, busy), from = 0, work = 0, most = 0;
	struct window *window = arena_new(a, struct window, 1);

	for (int k = 0; k < 1440 / 5; k += step) {
		if (busy[k] == 0 || 5 * busy[k] < days) {
			from = k + step;
			work = 0;
			continue;
		}
		work += busy[k];
		if (work > most) {
			most = work;
			*window = (struct window){ 5 * from, 5 * (k + step) };
		}
	}
	return (struct opening_day){ window, most > 0 };
}

void site_draft_hours(struct arena *a, struct site_draft *d,
		      const struct workload *history)
{
	for (int day = 0; day < 7; day++) {
		struct opening_day hours = hours_of(a, history, day);

		for (int q = 0; q < d->site.n_queues; q++)
			d->queues[q].hours.day[day] = hours;
	}
}

/* --- the text --- */

static bool same_hours(struct opening_day x, struct opening_day y)
{
	return x.n == y.n &&
	       (x.n == 0 || (x.windows[0].from == y.windows[0].from &&
			     x.windows[0].until == y.windows[0].until));
}

/* "{mon-fri: 08:00-20:00, sat-sun: closed}" */
static void write_hours(struct text *out, const struct opening *hours)
{
	text_add_char(out, '{');
	for (int day = 0, last; day < 7; day = last + 1) {
		struct opening_day x = hours->day[day];

		for (last = day; last < 6; last++)
			if (!same_hours(x, hours->day[last + 1]))
				break;
		text_addf(out, "%s%s", day ? ", " : "", date_weekday_key(day));
		if (last > day)
			text_addf(out, "-%s", date_weekday_key(last));
		if (x.n == 0)
			text_add(out, ": closed");
		else
			text_addf(out, ": %02d:%02d-%02d:%02d",
				  x.windows[0].from / 60,
				  x.windows[0].from % 60,
				  x.windows[0].until / 60,
				  x.windows[0].until % 60);
	}
	text_add_char(out, '}');
}

/* A text in double quotes, as YAML reads it. */
static void write_quoted(struct text *out, const char *s)
{
	text_add_char(out, '"');
	for (; *s; s++) {
		if (*s == '"' || *s == '\\')
			text_addf(out, "\\%c", *s);
		else if ((unsigned char)*s < 0x20 || *s == 0x7f)
			text_addf(out, "\\x%02X", (unsigned)*s);
		else
			text_add_char(out, *s);
	}
	text_add_char(out, '"');
}

static void write_queue(struct text *out, const struct queue *q)
{
	text_addf(out, "  %s:\n    name: ", q->id);
	write_quoted(out, q->name);
	text_add(out, "\n    channel: voice           # voice, chat, email, "
		      "outbound\n    hours: ");
	write_hours(out, &q->hours);
	text_add(out, "\n    service_level: {share: 80%, within: 20 s}   # an "
		      "example\n    patience: 2 min          # before a caller "
		      "hangs up\n    acd: [");
	write_quoted(out, q->acd[0].name);
	text_add(out, "]\n");
}

static const char example[] =
	"\n# From here on these are examples: change them to what holds for "
	"your people.\n"
	"shrinkage: {sickness: 5%, lateness: 1%}\n"
	"\n"
	"absences:\n"
	"  holiday: {paid: yes, credit: contract day}\n"
	"  sick:    {paid: yes, credit: contract day, private: yes}\n"
	"  unpaid:  {paid: no, credit: none}\n"
	"\n"
	"breaks:\n"
	"  lunch: {length: 30 min, paid: no, starts: 3 h to 5 h after start}\n"
	"\n"
	"shifts:\n"
	"  day: {start: 00:00-23:30 every 30 min, paid: 8 h, breaks: [lunch]}\n"
	"\n"
	"contracts:\n"
	"  full_time:\n"
	"    hours: 40 per week\n"
	"    shifts: [day]\n"
	"    rules:\n"
	"      - days per week: 5\n"
	"      - rest between shifts: at least 11 h\n"
	"      - days in a row: at most 6\n"
	"\n"
	"pay: {base: 15}\n";

void site_draft_write(struct text *out, const struct site_draft *d,
		      const char *title)
{
	text_add(out, "# A first draft, made from the switch's files; "
		      "wfm-site(5) explains every word.\n"
		      "# Queues, their names in the files (acd), the interval "
		      "and the opening hours\n"
		      "# were found in the files: correct what is not so.\n"
		      "\nsite:\n  name: ");
	write_quoted(out, title);
	text_addf(out,
		  "\n  time_zone: %s\n  interval: %d min\n"
		  "  week_starts: monday\n  currency: EUR            # an "
		  "example\n\nqueues:\n",
		  zone_name(d->site.zone), d->site.interval / 60);
	for (int q = 0; q < d->site.n_queues; q++)
		write_queue(out, &d->queues[q]);
	text_add(out, example);
}
