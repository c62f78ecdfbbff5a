#include "formats/sample.h"

#include <assert.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"

#define COUNT(table) ((int)(sizeof(table) / sizeof(*(table))))

const char *const sample_names[] = { "day", "night", NULL };

const struct sample_file *sample_file(const char *sample, int k)
{
	for (const struct sample_file *f = sample_files; f->sample; f++)
		if (text_equal(f->sample, sample) && k-- == 0)
			return f;
	return NULL;
}

/*
 * Riverside's volumes fit its people.  In the week to plan (23 to 29 November
 * 2026) 70 people have contracts of 2482 paid hours; 217 of them are absences
 * that count, which leaves 2265.  Paid breaks take 5.9 % (30 of 480 minutes,
 * 30 of 600, 15 of 330), so that 2131 hours are on the phone.  The expected
 * contacts (4218, 3895, 4003, 1343, 4236, 2324 and 2061 a day; Thursday is
 * Thanksgiving) need 695 + 853 + 236 = 1784 hours net, with a shrinkage of 6 %
 * 1898 hours: 0.89 of those there are.  The busiest quarter of an hour needs
 * 46 people at once, of 283 duties a week about 47 fall on a Monday.
 * tests/test_sample.c works the ratio out again.
 */
static const struct synthetic_queue day_queues[] = {
	{ .queue = "sales",
	  .contacts = 1380,
	  .weekday = { 1.12, 1.03, 1.00, 0.97, 0.98, 0.62, 0.50 },
	  .base = 0.18,
	  .peaks = { { 10.5, 1.8, 0.85 }, { 15.0, 2.4, 0.75 } },
	  .growth = 0.08,
	  .season = 0.07,
	  .season_peak = 330,
	  .pay_day = 1.12,
	  .event = 1.60,
	  .day_cv = 0.07,
	  .spread = 2.8,
	  .aht = 230,
	  .aht_tilt = 0.08,
	  .aht_cv = 0.9,
	  .quality = 1.8 },
	{ .queue = "support",
	  .contacts = 1590,
	  .weekday = { 1.18, 1.05, 1.00, 0.96, 0.90, 0.58, 0.55 },
	  .base = 0.22,
	  .peaks = { { 10.0, 1.7, 0.95 }, { 15.5, 2.6, 0.60 } },
	  .growth = 0.05,
	  .season = 0.09,
	  .season_peak = 15,
	  .pay_day = 1.08,
	  .event = 1.15,
	  .day_cv = 0.08,
	  .spread = 2.8,
	  .aht = 255,
	  .aht_tilt = 0.06,
	  .aht_cv = 0.9,
	  .quality = 1.8 },
	{ .queue = "chat",
	  .contacts = 560,
	  .weekday = { 1.08, 1.02, 1.00, 1.00, 0.98, 0.70, 0.66 },
	  .base = 0.30,
	  .peaks = { { 11.0, 2.0, 0.55 }, { 16.5, 3.0, 0.70 } },
	  .growth = 0.15,
	  .season = 0.05,
	  .season_peak = 330,
	  .pay_day = 1.05,
	  .event = 1.20,
	  .day_cv = 0.08,
	  .spread = 2.9,
	  .aht = 480,
	  .aht_tilt = 0.05,
	  .aht_cv = 0.8,
	  .quality = 2.2 },
};

/* Holidays are short; before them people hurry, after Thanksgiving they buy. */
static const struct synthetic_special day_specials[] = {
	{ "Thanksgiving eve", "sales", 1.10 },
	{ "Thanksgiving eve", NULL, 1.06 },
	{ "Thanksgiving", "sales", 0.42 },
	{ "Thanksgiving", NULL, 0.33 },
	{ "Black Friday", "sales", 1.35 },
	{ "Black Friday", NULL, 1.12 },
	{ "Christmas eve", "sales", 0.85 },
	{ "Christmas eve", NULL, 0.60 },
	{ "New Year's eve", NULL, 0.75 },
	{ "New Year", NULL, 0.30 },
	{ "Memorial Day", NULL, 0.45 },
	{ "Independence Day eve", NULL, 1.08 },
	{ "Independence Day", NULL, 0.38 },
	{ "Labor Day", NULL, 0.45 },
	{ "Martin Luther King Day", NULL, 0.85 },
	{ "Presidents' Day", NULL, 0.90 },
	{ "Juneteenth", NULL, 0.90 },
	{ "Columbus Day", NULL, 0.93 },
	{ "Veterans Day", NULL, 0.92 },
};

/*
 * Harbour: 12 people with 448 paid hours, 24 of them absences that count,
 * 399 on the phone; 2000 contacts in the week need 348 hours: 0.87.  Nights
 * are one person, the evening peak four.
 */
static const struct synthetic_queue night_queues[] = {
	{ .queue = "helpline",
	  .contacts = 285,
	  .weekday = { 1.10, 1.03, 1.00, 1.00, 0.98, 0.95, 0.94 },
	  .base = 0.16,
	  .peaks = { { 11.0, 3.0, 0.80 }, { 19.0, 3.5, 0.90 } },
	  .growth = 0.04,
	  .season = 0.06,
	  .season_peak = 20,
	  .pay_day = 1.00,
	  .event = 1.00,
	  .day_cv = 0.08,
	  .spread = 1.4,
	  .aht = 290,
	  .aht_tilt = 0.05,
	  .aht_cv = 0.9,
	  .quality = 2.0 },
};

static const struct synthetic_special night_specials[] = {
	{ "Christmas", NULL, 1.25 },	 { "Boxing Day", NULL, 1.15 },
	{ "New Year", NULL, 1.20 },	 { "Good Friday", NULL, 0.95 },
	{ "Easter Monday", NULL, 0.95 },
};

const struct sample_past sample_pasts[2] = {
	{ .sample = "day",
	  .synthetic = { .queues = day_queues,
			 .n_queues = COUNT(day_queues),
			 .specials = day_specials,
			 .n_specials = COUNT(day_specials),
			 .seed = 20261123 },
	  .first = "2024-11-25",
	  .last = "2026-11-22" },
	{ .sample = "night",
	  .synthetic = { .queues = night_queues,
			 .n_queues = COUNT(night_queues),
			 .specials = night_specials,
			 .n_specials = COUNT(night_specials),
			 .seed = 20261019 },
	  .first = "2024-10-21",
	  .last = "2026-10-18" },
};

static const struct sample_past *past_of(const char *sample)
{
	return &sample_pasts[text_equal(sample, sample_pasts[1].sample)];
}

struct workload sample_history(struct arena *a, const char *sample,
			       const struct site *site)
{
	const struct sample_past *past = past_of(sample);
	int first = 0, last = -1;
	bool good = date_parse(past->first, &first) &&
		    date_parse(past->last, &last);

	assert(good);
	(void)good;
	return synthetic_history(a, site, &past->synthetic,
				 grid_new(a, site->zone, first,
					  last - first + 1, site->interval));
}
