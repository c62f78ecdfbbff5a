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

#include <gsl/gsl_errno.h>

#include "base/date.h"
#include "maths/negbin.h"
#include "public_set.h"

enum { MAX_ANCHORS = 4, MAX_LINE = 256 };

static _Noreturn void give_up(const char *what, const char *name)
{
	fprintf(stderr, "bench/forecast: %s %s\n", what, name);
	exit(1);
}

/* One file per origin, "start,calls". */
static void write_out(const char *folder, const struct public_data *d, int at,
		      const struct public_forecast *o)
{
	const struct public_set *set = d->set;
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

struct coverage_sums {
	double in80, in95, day80, day95;
	int n, days;
};

/* Public holidays that are open, days 8 to 28. */
static void score_holidays(struct accuracy *to, const struct public_data *d,
			   int at, const double *forecast)
{
	int slots = d->set->slots;

	for (int h = 0; h < d->set->horizon && at + h < d->dates; h++)
		if (d->holiday[d->date[at + h]] &&
		    public_bucket(d->set, h) == 2)
			accuracy_add_day(to, d->calls + d->date[at + h] * slots,
					 forecast + h * slots, slots);
}

static void cover(struct coverage_sums *c, const struct public_data *d, int at,
		  const struct public_forecast *o)
{
	int slots = d->set->slots;

	for (int h = 0; h < d->set->horizon && at + h < d->dates; h++) {
		const double *y = d->calls + d->date[at + h] * slots;
		double day = 0, mean = 0;
		if (!public_is_ordinary(d, d->date[at + h]))
			continue;
		struct coverage_sums *to = &c[public_bucket(d->set, h)];
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
	struct public_row its, ours; /* on the origins that the anchor has */
};

static void score_anchor(struct anchor *x, const struct public_data *d, int at,
			 const double *its, const double *ours)
{
	public_score(&x->its, d, at, its);
	public_score(&x->ours, d, at, ours);
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
			const struct public_data *d, double *const *ours,
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
			for (at = 0;
			     d->first_day + d->date[at] < public_day(line);)
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

static void print_row(const char *name, const struct public_row *row,
		      int buckets)
{
	printf("  %-12s", name);
	for (int b = 0; b < buckets; b++)
		printf(" %6.2f/%6.2f", 100 * accuracy_wape(&row->bucket[b]),
		       100 * accuracy_day_wape(&row->bucket[b]));
	printf("\n");
}

/* Logs of the geometric mean over the horizons of ours / its. */
static void ratio(const struct public_row *ours, const struct public_row *its,
		  int buckets, double *interval, double *day)
{
	*interval = *day = 0;
	for (int b = 0; b < buckets; b++) {
		*interval += log(accuracy_wape(&ours->bucket[b]) /
				 accuracy_wape(&its->bucket[b])) /
			     buckets;
		*day += log(accuracy_day_wape(&ours->bucket[b]) /
			    accuracy_day_wape(&its->bucket[b])) /
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

/* All that is measured on one set. */
struct measured {
	struct public_data data;
	double **ours; /* [dates] by origin */
	struct public_row wfm, mean4;
	struct coverage_sums cover[PUBLIC_BUCKETS];
	struct accuracy holidays;
	double seconds;
};

static void measure(struct measured *x, struct arena *a, const char *out,
		    int shift)
{
	const struct public_data *d = &x->data;
	const struct public_set *set = d->set;

	x->ours = arena_new(a, double *, d->dates + 1);
	for (int k = 0; k < set->origins; k++) {
		int at = public_origin(d, k, shift);
		if (at >= d->dates)
			continue;
		struct public_forecast o = public_wfm(a, d, at);
		double *four = arena_new(a, double, set->horizon * set->slots);
		public_mean4(d, at, four);
		public_score(&x->wfm, d, at, o.mean);
		public_score(&x->mean4, d, at, four);
		score_holidays(&x->holidays, d, at, o.mean);
		cover(x->cover, d, at, &o);
		if (out)
			write_out(out, d, at, &o);
		x->ours[at] = o.mean;
		x->seconds += o.seconds / set->origins;
	}
}

static void print_set(const struct measured *x, const struct anchor *anchors,
		      int n)
{
	const struct public_set *set = x->data.set;
	int buckets = public_buckets(set);

	printf("%s: interval / day WAPE %%, days 1, -%d, -%d, -%d; %.3f s a "
	       "forecast with back-test\n",
	       set->name, set->week_days, 4 * set->week_days, set->horizon,
	       x->seconds);
	print_row("wfm", &x->wfm, buckets);
	print_row("mean4", &x->mean4, buckets);
	for (int k = 0; k < n; k++)
		print_row(anchors[k].name, &anchors[k].its, buckets);
	print_coverage(x->cover, buckets);
	if (x->holidays.days > 0)
		printf("  holidays, days 8-28: %.2f/%.2f (%d days)\n",
		       100 * accuracy_wape(&x->holidays),
		       100 * accuracy_day_wape(&x->holidays), x->holidays.days);
}

static void run_set(const char *folder, const char *out,
		    const struct public_set *set, int shift,
		    const struct zone *utc, struct summary *list, int *n)
{
	struct arena *a = arena_open();
	struct measured *x = arena_new(a, struct measured, 1);
	struct anchor anchors[MAX_ANCHORS] = { 0 };
	int n_anchors = 0, buckets = public_buckets(set);
	double interval, day;

	if (!public_load(a, folder, set, utc, &x->data))
		give_up("no data for", set->name);
	measure(x, a, out, shift);
	if (shift == 0)
		n_anchors = read_anchors(a, folder, &x->data, x->ours, anchors);
	print_set(x, anchors, n_anchors);
	ratio(&x->wfm, &x->mean4, buckets, &interval, &day);
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
	for (int k = 0; k < PUBLIC_SETS; k++)
		run_set(argv[1], argc > 3 ? argv[3] : NULL, public_set(k),
			shift, utc, list, &n);
	for (int k = 0; k < n; k++)
		printf("ratio %s %.3f %.3f (%d sets)\n", list[k].name,
		       exp(list[k].interval / list[k].sets),
		       exp(list[k].day / list[k].sets), list[k].sets);
	arena_close(a);
	return 0;
}
