/*
 * bench/forecast - the frozen protocol of rolling origins on public data.
 *
 *	forecast FOLDER [SHIFT [OUT]]
 *
 * FOLDER holds bank_na, bank_il, seattle911 and ed_iowa (see each SOURCE.txt
 * there); SHIFT moves all origins by days; OUT/SET/ORIGIN.csv then take the
 * forecasts, for other judges.  Every forecast goes through
 * forecast_from_history, as the program's does, from the days before its
 * origin alone.  Ordinary days count: no public holiday, nothing missing.
 *
 * Prints WAPE per interval / per day in per cent for each horizon, for the
 * mean of the last four ordinary same weekdays and for the recorded anchors,
 * then geometric mean ratios over horizons and sets, coverage and time.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <gsl/gsl_errno.h>

#include "base/date.h"
#include "base/zone.h"
#include "maths/accuracy.h"
#include "maths/forecast.h"
#include "maths/negbin.h"

enum { MAX_BUCKETS = 4, MAX_ANCHORS = 4, MAX_LINE = 256, ROOM_AHEAD = 120 };

struct set {
	const char *name, *file;
	int minutes, first_slot, slots, week_days;
	const char *first_origin;
	int step, origins, horizon; /* horizon in days that count */
};

static const struct set sets[] = {
	{ "bank_na", "calls_5min.csv", 30, 14, 28, 5, "2003-06-02", 14, 9, 20 },
	{ "bank_il", "calls_30min_1999.csv", 30, 0, 48, 7, "1999-05-02", 28, 8,
	  28 },
	{ "seattle911", "calls_60min.csv", 60, 0, 24, 7, "2018-03-05", 182, 8,
	  91 },
	{ "ed_iowa", "arrivals_60min.csv", 60, 0, 24, 7, "2016-07-04", 77, 8,
	  91 },
};
enum { SETS = sizeof(sets) / sizeof(sets[0]) };

/* A set's calls by day and slot, and the site around it. */
struct data {
	const struct set *set;
	int first_day, days; /* days with data */
	double *calls;	     /* [days * slots] NaN: missing */
	bool *holiday;	     /* [days + ROOM_AHEAD] */
	int *date;	     /* [dates] days that count, from first_day */
	int dates;
	struct site site;
	struct queue queue;
	struct workload history;
};

static _Noreturn void give_up(const char *what, const char *name)
{
	fprintf(stderr, "bench/forecast: %s %s\n", what, name);
	exit(1);
}

static FILE *open_file(const char *folder, const char *set, const char *name)
{
	char path[1024];

	snprintf(path, sizeof(path), "%s/%s/%s", folder, set, name);
	FILE *f = fopen(path, "r");
	if (!f)
		give_up("cannot open", path);
	return f;
}

static int day_of(const char *line)
{
	char text[11];
	int day;

	memcpy(text, line, 10);
	text[10] = '\0';
	if (strlen(line) < 10 || !date_parse(text, &day))
		give_up("no date:", line);
	return day;
}

/* One "YYYY-MM-DD HH:MM,calls" line; false when it is not in the set. */
static bool read_line(const struct set *set, const char *line, int *day,
		      int *slot, double *calls)
{
	const char *comma = strchr(line, ',');

	if (!comma || strlen(line) < 16 || strchr("\r\n", comma[1]))
		return false;
	*day = day_of(line);
	*slot = (atoi(line + 11) * 60 + atoi(line + 14)) / set->minutes -
		set->first_slot;
	*calls = strtod(comma + 1, NULL);
	return *slot >= 0 && *slot < set->slots;
}

static void find_span(struct data *d, FILE *f)
{
	char line[MAX_LINE];
	int day, slot, first = DATE_MAX, last = DATE_MIN;
	double calls;

	while (fgets(line, sizeof(line), f)) {
		if (line[0] == 's' ||
		    !read_line(d->set, line, &day, &slot, &calls))
			continue;
		first = day < first ? day : first;
		last = day > last ? day : last;
	}
	d->first_day = first;
	d->days = last - first + 1;
	rewind(f);
}

static void read_calls(struct data *d, struct arena *a, const char *folder)
{
	FILE *f = open_file(folder, d->set->name, d->set->file);
	char line[MAX_LINE];
	int day, slot, slots = d->set->slots;
	double calls;

	find_span(d, f);
	d->calls = arena_new(a, double, d->days *slots);
	for (int i = 0; i < d->days * slots; i++)
		d->calls[i] = NAN;
	while (fgets(line, sizeof(line), f)) {
		if (line[0] == 's' ||
		    !read_line(d->set, line, &day, &slot, &calls))
			continue;
		double *to = &d->calls[(day - d->first_day) * slots + slot];
		*to = (isnan(*to) ? 0 : *to) + calls;
	}
	fclose(f);
}

/* Special days by name; those of a five-day set are closed. */
static void read_holidays(struct data *d, struct arena *a, const char *folder)
{
	FILE *f = open_file(folder, d->set->name, "holidays.csv");
	struct special_day *list = NULL;
	char line[MAX_LINE];
	int n = 0, room = 0;

	d->holiday = arena_new(a, bool, d->days + ROOM_AHEAD);
	while (fgets(line, sizeof(line), f)) {
		if (line[0] == 'd')
			continue;
		line[strcspn(line, "\r\n")] = '\0';
		list = arena_grow(a, list, n, &room, sizeof(*list));
		list[n++] = (struct special_day){
			.day = day_of(line),
			.name = arena_strdup(a, line + 11),
			.has_hours = d->set->week_days == 5,
			.holiday = true,
			.like_weekday = -1,
		};
		int at = list[n - 1].day - d->first_day;
		if (at >= 0 && at < d->days + ROOM_AHEAD)
			d->holiday[at] = true;
	}
	fclose(f);
	d->site.special_days = list;
	d->site.n_special_days = n;
}

static void make_site(struct data *d, struct arena *a, const struct zone *utc)
{
	const struct set *set = d->set;
	struct window *open = arena_new(a, struct window, 1);

	open->from = set->first_slot * set->minutes;
	open->until = open->from + set->slots * set->minutes;
	d->queue = (struct queue){ .id = set->name, .aht = 180 };
	for (int w = 0; w < set->week_days; w++)
		d->queue.hours.day[w] = (struct opening_day){ open, 1 };
	d->site.name = set->name;
	d->site.zone = utc;
	d->site.interval = set->minutes * 60;
	d->site.queues = &d->queue;
	d->site.n_queues = 1;
}

static void make_history(struct data *d, struct arena *a)
{
	struct grid g = grid_new(a, d->site.zone, d->first_day, d->days,
				 d->site.interval);

	d->history = workload_new(a, g, 1);
	for (int t = 0; t < g.n; t++) {
		int slot = g.wall[t] / d->set->minutes - d->set->first_slot;
		bool inside = slot >= 0 && slot < d->set->slots;
		int day = grid_day(&g, t);
		d->history.calls[t] =
			inside ? d->calls[day * d->set->slots + slot] : NAN;
		d->history.aht[t] = NAN;
	}
}

static struct data load(struct arena *a, const char *folder,
			const struct set *set, const struct zone *utc)
{
	struct data d = { .set = set };

	read_calls(&d, a, folder);
	read_holidays(&d, a, folder);
	make_site(&d, a, utc);
	make_history(&d, a);
	d.date = arena_new(a, int, d.days);
	for (int r = 0; r < d.days; r++)
		if (set->week_days == 7 ||
		    date_weekday(d.first_day + r) < SATURDAY)
			d.date[d.dates++] = r;
	return d;
}

static bool is_ordinary(const struct data *d, int r)
{
	int slots = d->set->slots;

	for (int s = 0; s < slots; s++)
		if (isnan(d->calls[r * slots + s]))
			return false;
	return !d->holiday[r];
}

/* --- forecasts of one origin: [horizon * slots] --- */

static int origin_index(const struct data *d, int k, int shift)
{
	int day = day_of(d->set->first_origin) + shift + k * d->set->step;
	int at = 0;

	while (at < d->dates && d->first_day + d->date[at] < day)
		at++;
	return at;
}

static void mean4(const struct data *d, int at, double *out)
{
	int slots = d->set->slots;

	for (int h = 0; h < d->set->horizon && at + h < d->dates; h++) {
		int target = d->date[at + h], found = 0;
		double *to = out + h * slots;
		for (int k = at - 1; k >= 0 && found < 4; k--) {
			int r = d->date[k];
			if ((target - r) % 7 != 0 || !is_ordinary(d, r))
				continue;
			for (int s = 0; s < slots; s++)
				to[s] += d->calls[r * slots + s];
			found++;
		}
		for (int s = 0; s < slots; s++)
			to[s] /= found;
	}
}

/* Every wfm figure of one origin: the mean, its variance, the day's. */
struct ours {
	double *mean, *variance; /* [horizon * slots] */
	double *day_variance;	 /* [horizon] */
	double seconds;
};

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static struct ours wfm(struct arena *a, const struct data *d, int at)
{
	const struct set *set = d->set;
	int last = at + set->horizon <= d->dates ? at + set->horizon - 1
						 : d->dates - 1;
	int first = d->date[at], slots = set->slots;
	struct err e = err_new(a);
	struct forecast f;
	struct ours o = {
		.mean = arena_new(a, double, set->horizon *slots),
		.variance = arena_new(a, double, set->horizon *slots),
		.day_variance = arena_new(a, double, set->horizon),
	};

	double start = now();
	struct grid ahead =
		grid_new(a, d->site.zone, d->first_day + first,
			 d->date[last] - first + 1, d->site.interval);
	struct forecast_options options = { .as_of = DATE_NONE, .threads = 1 };
	if (forecast_from_history(a, &d->site, &d->history, ahead, options, &f,
				  &e) != RC_OK)
		give_up("no forecast:", e.list[0].text);
	o.seconds = now() - start;
	for (int h = 0; at + h <= last; h++) {
		int day = d->date[at + h] - first;
		for (int t = ahead.day_begin[day]; t < ahead.day_begin[day + 1];
		     t++) {
			int s = ahead.wall[t] / set->minutes - set->first_slot;
			if (s < 0 || s >= slots)
				continue;
			o.mean[h * slots + s] = f.ahead.calls[t];
			o.variance[h * slots + s] = f.ahead.variance[t];
		}
		o.day_variance[h] = f.queues[0].day_variance[day];
	}
	return o;
}

/* One file per origin, "start,calls". */
static void write_out(const char *folder, const struct data *d, int at,
		      const struct ours *o)
{
	const struct set *set = d->set;
	char path[1024], day[11];

	date_format(d->first_day + d->date[at], day);
	snprintf(path, sizeof(path), "%s/%s/%s.csv", folder, set->name, day);
	FILE *f = fopen(path, "w");
	if (!f)
		give_up("cannot write", path);
	fprintf(f, "start,calls\n");
	for (int h = 0; h < set->horizon && at + h < d->dates; h++)
		for (int s = 0; s < set->slots; s++) {
			int minute = (set->first_slot + s) * set->minutes;
			date_format(d->first_day + d->date[at + h], day);
			fprintf(f, "%s %02d:%02d,%.6f\n", day, minute / 60,
				minute % 60, o->mean[h * set->slots + s]);
		}
	fclose(f);
}

/* --- scores --- */

static int bucket_of(const struct set *set, int h)
{
	return h < 1			? 0
	       : h < set->week_days	? 1
	       : h < 4 * set->week_days ? 2
					: 3;
}

struct coverage_sums {
	double in80, in95, day80, day95;
	int n, days;
};

struct row {
	struct accuracy a[MAX_BUCKETS];
};

static void score(struct row *row, const struct data *d, int at,
		  const double *forecast)
{
	int slots = d->set->slots;

	for (int h = 0; h < d->set->horizon && at + h < d->dates; h++)
		if (is_ordinary(d, d->date[at + h]))
			accuracy_add_day(&row->a[bucket_of(d->set, h)],
					 d->calls + d->date[at + h] * slots,
					 forecast + h * slots, slots);
}

/* Public holidays that are open, days 8 to 28. */
static void score_holidays(struct accuracy *to, const struct data *d, int at,
			   const double *forecast)
{
	int slots = d->set->slots;

	for (int h = 0; h < d->set->horizon && at + h < d->dates; h++)
		if (d->holiday[d->date[at + h]] && bucket_of(d->set, h) == 2)
			accuracy_add_day(to, d->calls + d->date[at + h] * slots,
					 forecast + h * slots, slots);
}

static void cover(struct coverage_sums *c, const struct data *d, int at,
		  const struct ours *o)
{
	int slots = d->set->slots;

	for (int h = 0; h < d->set->horizon && at + h < d->dates; h++) {
		const double *y = d->calls + d->date[at + h] * slots;
		double day = 0, mean = 0;
		if (!is_ordinary(d, d->date[at + h]))
			continue;
		struct coverage_sums *to = &c[bucket_of(d->set, h)];
		for (int s = 0; s < slots; s++) {
			int i = h * slots + s;
			to->in80 += negbin_covers(0.80, y[s], o->mean[i],
						  o->variance[i]);
			to->in95 += negbin_covers(0.95, y[s], o->mean[i],
						  o->variance[i]);
			to->n++;
			day += y[s];
			mean += o->mean[i];
		}
		to->day80 += negbin_covers(0.80, day, mean, o->day_variance[h]);
		to->day95 += negbin_covers(0.95, day, mean, o->day_variance[h]);
		to->days++;
	}
}

/* --- anchors: forecasts of other programs, recorded beside the data --- */

struct anchor {
	char name[32];
	struct row its, ours; /* on the origins that the anchor has */
};

static void score_anchor(struct anchor *x, const struct data *d, int at,
			 const double *its, const double *ours)
{
	score(&x->its, d, at, its);
	score(&x->ours, d, at, ours);
}

static struct anchor *find_anchor(struct anchor *list, int *n, const char *name)
{
	for (int k = 0; k < *n; k++)
		if (strcmp(list[k].name, name) == 0)
			return &list[k];
	if (*n == MAX_ANCHORS)
		give_up("too many anchors:", name);
	snprintf(list[*n].name, sizeof(list[*n].name), "%s", name);
	return &list[(*n)++];
}

/* Lines "origin,model,day,slot,calls", one model and origin after another. */
static int read_anchors(struct arena *a, const char *folder,
			const struct data *d, double *const *ours,
			struct anchor *list)
{
	char command[1024], line[MAX_LINE], last[64] = "", key[64], name[32];
	int n = 0, at = 0, day, slot, slots = d->set->slots;
	double calls, *its = NULL;
	struct anchor *x = NULL;

	snprintf(command, sizeof(command), "gzip -dc '%s/%s/anchors.csv.gz'",
		 folder, d->set->name);
	FILE *f = popen(command, "r");
	while (f && fgets(line, sizeof(line), f)) {
		if (sscanf(line, "%*10s,%*s") == EOF ||
		    sscanf(line + 10, ",%31[^,],%d,%d,%lf", name, &day, &slot,
			   &calls) != 4)
			continue;
		snprintf(key, sizeof(key), "%.10s %s", line, name);
		if (strcmp(key, last) != 0) {
			if (x)
				score_anchor(x, d, at, its, ours[at]);
			strcpy(last, key);
			x = find_anchor(list, &n, name);
			its = arena_new(a, double, d->set->horizon *slots);
			for (at = 0; d->first_day + d->date[at] < day_of(line);)
				at++;
		}
		its[day * slots + slot] = calls > 0 ? calls : 0;
	}
	if (x)
		score_anchor(x, d, at, its, ours[at]);
	if (f)
		pclose(f);
	return n;
}

/* --- tables --- */

static void print_row(const char *name, const struct row *row, int buckets)
{
	printf("  %-12s", name);
	for (int b = 0; b < buckets; b++)
		printf(" %6.2f/%6.2f", 100 * accuracy_wape(&row->a[b]),
		       100 * accuracy_day_wape(&row->a[b]));
	printf("\n");
}

/* Logs of the geometric mean over the horizons of ours / its. */
static void ratio(const struct row *ours, const struct row *its, int buckets,
		  double *interval, double *day)
{
	*interval = *day = 0;
	for (int b = 0; b < buckets; b++) {
		*interval += log(accuracy_wape(&ours->a[b]) /
				 accuracy_wape(&its->a[b])) /
			     buckets;
		*day += log(accuracy_day_wape(&ours->a[b]) /
			    accuracy_day_wape(&its->a[b])) /
			buckets;
	}
}

/* Ratios gathered over the sets, by anchor. */
struct summary {
	char name[32];
	double interval, day;
	int sets;
};

static void add_ratio(struct summary *list, int *n, const char *name,
		      double interval, double day)
{
	int k = 0;

	while (k < *n && strcmp(list[k].name, name) != 0)
		k++;
	if (k == *n) {
		snprintf(list[k].name, sizeof(list[k].name), "%s", name);
		++*n;
	}
	list[k].interval += interval;
	list[k].day += day;
	list[k].sets++;
	printf("  ratio %-8s %.3f %.3f\n", name, exp(interval), exp(day));
}

static void print_coverage(const struct coverage_sums *c, int buckets)
{
	printf("  %-12s", "in 80/95 %");
	for (int b = 0; b < buckets; b++)
		printf(" %6.1f/%6.1f", 100 * c[b].in80 / c[b].n,
		       100 * c[b].in95 / c[b].n);
	printf("\n  %-12s", "days 80/95 %");
	for (int b = 0; b < buckets; b++)
		printf(" %6.1f/%6.1f", 100 * c[b].day80 / c[b].days,
		       100 * c[b].day95 / c[b].days);
	printf("\n");
}

static void run_set(const char *folder, const char *out, const struct set *set,
		    int shift, const struct zone *utc, struct summary *list,
		    int *n)
{
	struct arena *a = arena_open();
	struct data d = load(a, folder, set, utc);
	double **ours = arena_new(a, double *, d.dates);
	struct row mine = { 0 }, theirs = { 0 };
	struct coverage_sums c[MAX_BUCKETS] = { { 0 } };
	struct accuracy holidays = { 0 };
	int buckets = set->horizon > 4 * set->week_days ? 4 : 3;
	double seconds = 0, interval, day;

	for (int k = 0; k < set->origins; k++) {
		int at = origin_index(&d, k, shift);
		if (at >= d.dates)
			continue;
		struct ours o = wfm(a, &d, at);
		double *four = arena_new(a, double, set->horizon * set->slots);
		mean4(&d, at, four);
		score(&mine, &d, at, o.mean);
		score(&theirs, &d, at, four);
		score_holidays(&holidays, &d, at, o.mean);
		cover(c, &d, at, &o);
		if (out)
			write_out(out, &d, at, &o);
		ours[at] = o.mean;
		seconds += o.seconds / set->origins;
	}
	printf("%s: interval / day WAPE %%, days 1, -%d, -%d, -%d; %.3f s a "
	       "forecast with back-test\n",
	       set->name, set->week_days, 4 * set->week_days, set->horizon,
	       seconds);
	print_row("wfm", &mine, buckets);
	print_row("mean4", &theirs, buckets);
	struct anchor anchors[MAX_ANCHORS] = { 0 };
	int n_anchors =
		shift == 0 ? read_anchors(a, folder, &d, ours, anchors) : 0;
	for (int k = 0; k < n_anchors; k++)
		print_row(anchors[k].name, &anchors[k].its, buckets);
	print_coverage(c, buckets);
	if (holidays.days > 0)
		printf("  holidays, days 8-28: %.2f/%.2f (%d days)\n",
		       100 * accuracy_wape(&holidays),
		       100 * accuracy_day_wape(&holidays), holidays.days);
	ratio(&mine, &theirs, buckets, &interval, &day);
	add_ratio(list, n, "mean4", interval, day);
	for (int k = 0; k < n_anchors; k++) {
		ratio(&anchors[k].ours, &anchors[k].its, buckets, &interval,
		      &day);
		add_ratio(list, n, anchors[k].name, interval, day);
	}
	arena_close(a);
}

int main(int argc, char **argv)
{
	struct arena *a = arena_open();
	struct err e = err_new(a);
	struct summary list[MAX_ANCHORS + 1] = { 0 };
	const struct zone *utc;
	int n = 0, shift = argc > 2 ? atoi(argv[2]) : 0;

	if (argc < 2)
		give_up("usage: forecast FOLDER", "[SHIFT [OUT]]");
	gsl_set_error_handler_off();
	if (zone_load(a, NULL, "UTC", &utc, &e) != RC_OK)
		give_up("no zone", "UTC");
	for (int k = 0; k < SETS; k++)
		run_set(argv[1], argc > 3 ? argv[3] : NULL, &sets[k], shift,
			utc, list, &n);
	for (int k = 0; k < n; k++)
		printf("ratio %s %.3f %.3f (%d sets)\n", list[k].name,
		       exp(list[k].interval / list[k].sets),
		       exp(list[k].day / list[k].sets), list[k].sets);
	arena_close(a);
	return 0;
}
