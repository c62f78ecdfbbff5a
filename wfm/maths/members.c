#include "maths/members.h"

#include <math.h>
#include <string.h>

#include "maths/members_root.h"
#include "maths/members_total.h"

/* Adds a row to sums; cells that are missing do not count. */
static void add_row(const double *row, int slots, double *sum, int *seen)
{
	for (int s = 0; s < slots; s++)
		if (!isnan(row[s])) {
			sum[s] += row[s];
			seen[s]++;
		}
}

/*
 * mean[slots] of the last k ordinary days of a weekday (-1: of any, 7 k of
 * them), slots never seen NaN.  Outliers count: a planner sees them too late.
 */
static void last_days(struct arena *work, const struct training *t, int weekday,
		      int k, double *mean)
{
	const struct day_matrix *m = t->m;
	int *seen = arena_new(work, int, m->slots), days = 0;

	memset(mean, 0, (size_t)m->slots * sizeof(*mean));
	for (int r = t->origin - 1; r >= t->first && days < k; r--) {
		if (m->state[r] != DAY_ORDINARY ||
		    (weekday >= 0 && m->weekday[r] != weekday))
			continue;
		add_row(m->recorded + r * m->slots, m->slots, mean, seen);
		days++;
	}
	for (int s = 0; s < m->slots; s++)
		mean[s] /= seen[s]; /* 0 / 0 is NaN */
}

/* profile[7 * slots], nothing missing: other days stand in, then 0. */
static double *last_profile(struct arena *work, const struct training *t, int k)
{
	int slots = t->m->slots;
	double *profile = arena_new(work, double, 7 * slots);
	double *any = arena_new(work, double, slots);

	last_days(work, t, -1, 7 * k, any);
	for (int w = 0; w < 7; w++) {
		double *mean = profile + w * slots;
		last_days(work, t, w, k, mean);
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
	repeat_profile(t, last_profile(work, t, 1), mean);
}

static void mean_of_4(struct arena *work, const struct training *t,
		      double *mean)
{
	repeat_profile(t, last_profile(work, t, 4), mean);
}

static void mean_of_8(struct arena *work, const struct training *t,
		      double *mean)
{
	repeat_profile(t, last_profile(work, t, 8), mean);
}

static const struct member members[] = {
	{ "mean of last 4", true, 0, mean_of_4 },
	{ "mean of last 8", true, 0, mean_of_8 },
	{ "last week", true, 0, last_week },
	{ "level and shape", false, 1, members_staying_level },
	{ "returning level", false, 1, members_returning_level },
	{ "smoothed profile", false, 14, members_smoothed },
	{ "long memory", false, 28, members_long_memory },
	{ "main patterns", false, 28, members_patterns },
};

int members_count(void)
{
	return sizeof(members) / sizeof(members[0]);
}

const struct member *members_get(int i)
{
	return &members[i];
}
