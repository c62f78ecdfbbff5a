#include "maths/members.h"

#include <math.h>
#include <string.h>

#include "maths/members_root.h"

/* --- means of the last same weekdays --- */

/* Adds a row to sums; cells that are missing do not count. */
static void add_row(const double *row, int slots, double *sum, int *seen)
{
	for (int s = 0; s < slots; s++)
		if (!isnan(row[s])) {
			sum[s] += row[s];
			seen[s]++;
		}
}

/* The rows a planner would look at: as recorded, or cleaned. */
static const double *row_of(const struct training *t, int r, bool raw)
{
	if (!raw)
		return t->use[r] ? training_row(t, r) : NULL;
	return t->m->state[r] == DAY_ORDINARY ? t->m->recorded + r * t->m->slots
					      : NULL;
}

/*
 * mean[slots] of the last k rows of a weekday (-1: of any, 7 k rows), slots
 * never seen NaN.  Returns how many rows there were.
 */
static int last_rows(struct arena *work, const struct training *t, bool raw,
		     int weekday, int k, double *mean)
{
	int slots = t->m->slots, rows = 0;
	int *seen = arena_new(work, int, slots);

	memset(mean, 0, (size_t)slots * sizeof(*mean));
	for (int r = t->origin - 1; r >= t->first && rows < k; r--) {
		const double *row = row_of(t, r, raw);
		if (!row || (weekday >= 0 && t->m->weekday[r] != weekday))
			continue;
		add_row(row, slots, mean, seen);
		rows++;
	}
	for (int s = 0; s < slots; s++)
		mean[s] /= seen[s]; /* 0 / 0 is NaN */
	return rows;
}

/* profile[7 * slots], nothing missing: other days stand in, then 0. */
static double *last_profile(struct arena *work, const struct training *t,
			    bool raw, int k)
{
	int slots = t->m->slots;
	double *profile = arena_new(work, double, 7 * slots);
	double *any = arena_new(work, double, slots);

	last_rows(work, t, raw, -1, 7 * k, any);
	for (int w = 0; w < 7; w++) {
		double *mean = profile + w * slots;
		last_rows(work, t, raw, w, k, mean);
		for (int s = 0; s < slots; s++) {
			if (isnan(mean[s]))
				mean[s] = any[s];
			if (isnan(mean[s]))
				mean[s] = 0;
		}
	}
	return profile;
}

static void repeat_profile(const struct training *t, const double *profile,
			   double *mean)
{
	int slots = t->m->slots;

	for (int r = t->origin; r < t->until; r++)
		memcpy(mean + (r - t->origin) * slots,
		       profile + t->m->weekday[r] * slots,
		       (size_t)slots * sizeof(*mean));
}

static void last_week(struct arena *work, const struct training *t,
		      double *mean)
{
	repeat_profile(t, last_profile(work, t, true, 1), mean);
}

static void mean_of_4(struct arena *work, const struct training *t,
		      double *mean)
{
	repeat_profile(t, last_profile(work, t, true, 4), mean);
}

static void mean_of_8(struct arena *work, const struct training *t,
		      double *mean)
{
	repeat_profile(t, last_profile(work, t, true, 8), mean);
}

static void clean_mean_of_6(struct arena *work, const struct training *t,
			    double *mean)
{
	repeat_profile(t, last_profile(work, t, false, 6), mean);
}

/* --- level and profile: day totals, spread by shares of the day --- */

static const double TOTAL_MEMORY = 16 * 7, SHARE_MEMORY = 20 * 7; /* days */
static const double LEVEL_GAIN = 0.08;

/* Weight of an observation days old whose weight halves every half_life. */
static double memory(int days, double half_life)
{
	return exp2(-days / half_life);
}

/* Log totals: the usual one of each weekday, how far the level is from it
 * now, and the variance of a day. */
struct totals {
	double index[7];
	double level, variance;
};

/* A weekday never seen takes the mean of the others. */
static void find_index(struct totals *of, const struct training *t)
{
	double weight[7] = { 0 }, sum = 0, all = 0;

	for (int r = t->first; r < t->origin; r++) {
		double x = training_total(t, r);
		if (isnan(x))
			continue;
		double w = memory(t->origin - r, TOTAL_MEMORY);
		of->index[t->m->weekday[r]] += w * log(x + 0.5);
		weight[t->m->weekday[r]] += w;
	}
	for (int w = 0; w < 7; w++) {
		sum += of->index[w];
		all += weight[w];
	}
	for (int w = 0; w < 7; w++)
		of->index[w] = weight[w] > 0 ? of->index[w] / weight[w]
			       : all > 0     ? sum / all
					     : -INFINITY;
}

static struct totals totals_of(const struct training *t)
{
	struct totals of = { .level = 0 };
	double squares = 0, weight = 0;

	find_index(&of, t);
	for (int r = t->first; r < t->origin; r++) {
		double x = training_total(t, r);
		if (isnan(x))
			continue;
		double error =
			log(x + 0.5) - of.index[t->m->weekday[r]] - of.level;
		double w = memory(t->origin - r, TOTAL_MEMORY);
		of.level += LEVEL_GAIN * error;
		squares += w * error * error;
		weight += w;
	}
	of.variance = weight > 0 ? squares / weight : 0;
	return of;
}

/*
 * calls[7 * slots] of remembered days of each weekday and slot, as if nothing
 * were missing: the weighted mean times the weight of the weekday's days.
 */
static double *remembered(struct arena *work, const struct training *t)
{
	int slots = t->m->slots;
	double *calls = arena_new(work, double, 7 * slots);
	double *weight = arena_new(work, double, 7 * slots), days[7] = { 0 };

	for (int r = t->first; r < t->origin; r++) {
		if (!t->use[r])
			continue;
		const double *x = training_row(t, r);
		double w = memory(t->origin - r, SHARE_MEMORY);
		int own = t->m->weekday[r] * slots;
		days[t->m->weekday[r]] += w;
		for (int s = 0; s < slots; s++)
			if (!isnan(x[s])) {
				calls[own + s] += w * x[s];
				weight[own + s] += w;
			}
	}
	for (int i = 0; i < 7 * slots; i++)
		if (weight[i] > 0)
			calls[i] *= days[i / slots] / weight[i];
	return calls;
}

/* share[7 * slots] sums to 1 per weekday: own calls plus 0.5 slots pseudo
 * calls of the profile of all days. */
static double *shares(struct arena *work, const struct training *t)
{
	int slots = t->m->slots;
	double *share = remembered(work, t);
	double *pool = arena_new(work, double, slots), all = 0;

	for (int i = 0; i < 7 * slots; i++) {
		pool[i % slots] += share[i];
		all += share[i];
	}
	for (int w = 0; w < 7; w++) {
		double *own = share + w * slots, sum = 0;
		for (int s = 0; s < slots; s++) {
			own[s] += all > 0 ? 0.5 * slots * pool[s] / all : 0.5;
			sum += own[s];
		}
		for (int s = 0; s < slots; s++)
			own[s] /= sum;
	}
	return share;
}

static void level_and_profile(struct arena *work, const struct training *t,
			      double *mean)
{
	int slots = t->m->slots;
	struct totals of = totals_of(t);
	double up = of.level + of.variance / 2;
	const double *share = shares(work, t);

	for (int r = t->origin; r < t->until; r++) {
		int w = t->m->weekday[r];
		double total = fmax(exp(of.index[w] + up) - 0.5, 0);
		for (int s = 0; s < slots; s++)
			*mean++ = total * share[w * slots + s];
	}
}

static const struct member members[] = {
	{ "mean of last 4", true, 0, mean_of_4 },
	{ "mean of last 8", true, 0, mean_of_8 },
	{ "last week", true, 0, last_week },
	{ "level and profile", false, 1, level_and_profile },
	{ "smoothed profile", false, 14, members_smoothed },
	{ "long memory", false, 28, members_long_memory },
	{ "main patterns", false, 28, members_patterns },
	{ "clean mean of 6", false, 1, clean_mean_of_6 },
};

int members_count(void)
{
	return sizeof(members) / sizeof(members[0]);
}

const struct member *members_get(int i)
{
	return &members[i];
}
