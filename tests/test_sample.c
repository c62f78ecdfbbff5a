#include <sys/stat.h>

#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "formats/input.h"
#include "formats/plan_files.h"
#include "formats/sample.h"
#include "formats/site_files.h"
#include "maths/staffing.h"
#include "scratch.h"

/* A sample as wfm init makes it. */
struct made {
	struct scratch dir;
	struct arena *a;
	struct err e;
	struct site site;
	struct workload past;
};

static void report(const struct err *e)
{
	for (int i = 0; i < e->n; i++)
		print_error("%s:%d:%d: %s\n", e->list[i].place.file,
			    e->list[i].place.line, e->list[i].place.column,
			    e->list[i].text);
}

static struct made made(const char *sample)
{
	struct made m = { .dir = scratch_open(), .a = arena_open() };
	const struct sample_file *f;

	umask(077); /* pay.csv is nobody else's business */
	m.e = err_new(m.a);
	for (int k = 0; (f = sample_file(sample, k)); k++)
		if (!strchr(f->path, '/')) /* what was worked is no input */
			scratch_write(&m.dir, f->path, f->data);
	enum rc rc = site_load(m.a, m.dir.dir, &m.site, &m.e);
	report(&m.e);
	assert_int_equal(rc, RC_OK);
	assert_int_equal(m.e.n, 0); /* no warning either */
	m.past = sample_history(m.a, sample, &m.site);
	return m;
}

static void done(struct made *m)
{
	arena_close(m->a);
	scratch_close(&m->dir);
}

static int queue(const struct made *m, const char *id)
{
	int q = site_queue(&m->site, id);

	assert_true(q >= 0);
	return q;
}

/* Contacts of a civil day. */
static double contacts(const struct made *m, int q, int day)
{
	const struct grid *g = &m->past.grid;
	double sum = 0;
	int d = day - g->first_day;

	for (int t = g->day_begin[d]; t < g->day_begin[d + 1]; t++)
		if (!isnan(m->past.calls[q * g->n + t]))
			sum += m->past.calls[q * g->n + t];
	return sum;
}

static int day_of(const char *date)
{
	int day = 0;

	assert_true(date_parse(date, &day));
	return day;
}

static int monday_after(const struct made *m)
{
	int day = m->past.grid.first_day + m->past.grid.days;

	assert_int_equal(date_weekday(day), MONDAY);
	return day;
}

/* --- the texts --- */

/* Byte by byte, so that quotes and backslashes survive the way into C. */
static void the_program_holds_the_files_of_data(void **state)
{
	const char *data = getenv("WFM_DATA");
	struct arena *a = arena_open();
	struct err e = err_new(a);
	int n = 0;

	(void)state;
	if (!data)
		data = "data";
	for (const struct sample_file *f = sample_files; f->sample; f++) {
		struct input in;
		const char *path = arena_printf(
			a, "%s/%s/%s", data,
			strcmp(f->sample, "day") ? "sample-night" : "sample",
			f->path);

		assert_int_equal(input_read(a, path, &in, &e), RC_OK);
		assert_string_equal(f->data, in.data);
		n++;
	}
	CHECK(n >= 17, "%d files", n);
	assert_non_null(sample_file("day", 0));
	assert_null(sample_file("noon", 0));
	CHECK(sample_names[0] && sample_names[1] && !sample_names[2], "two");
	for (int i = 0; sample_names[i]; i++)
		assert_string_equal(sample_pasts[i].sample, sample_names[i]);
	arena_close(a);
}

/* Code points of the name's first letter outside ASCII, or 0. */
static unsigned first_letter(const char *name)
{
	const unsigned char *s = (const unsigned char *)name;

	for (; *s; s++)
		if (*s >= 0xF0)
			return 0x10000;
		else if (*s >= 0xE0)
			return (s[0] & 15u) << 12 | (s[1] & 63u) << 6 |
			       (s[2] & 63u);
		else if (*s >= 0xC0)
			return (s[0] & 31u) << 6 | (s[1] & 63u);
	return 0;
}

static void names_come_in_several_scripts(void **state)
{
	static const struct {
		const char *script;
		unsigned from, until;
	} scripts[] = {
		{ "accented Latin", 0xC0, 0x250 },
		{ "Greek", 0x370, 0x400 },
		{ "Arabic", 0x600, 0x700 },
		{ "Georgian", 0x10D0, 0x1100 },
		{ "Chinese", 0x4E00, 0xA000 },
	};
	struct made m = made("day");

	(void)state;
	CHECK(m.site.n_agents >= 60 && m.site.n_agents <= 80, "%d people",
	      m.site.n_agents);
	for (size_t k = 0; k < sizeof(scripts) / sizeof(*scripts); k++) {
		int n = 0;

		for (int i = 0; i < m.site.n_agents; i++) {
			unsigned c = first_letter(m.site.agents[i].name);

			n += c >= scripts[k].from && c < scripts[k].until;
		}
		CHECK(n >= 2, "%d names in %s", n, scripts[k].script);
	}
	done(&m);
}

static int by_value(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* US Bureau of Labor Statistics, 2018: 10 % earn less than 10.65, half less
 * than 16.23, 90 % less than 26.59 an hour. */
static void pay_is_that_of_the_trade(void **state)
{
	struct made m = made("day");
	int n = m.site.n_agents, monday = monday_after(&m);
	double *rate = arena_new(m.a, double, n);

	(void)state;
	for (int i = 0; i < n; i++) {
		assert_true(m.site.agents[i].n_rates > 0);
		rate[i] = agent_rate(&m.site.agents[i], monday, 0);
	}
	qsort(rate, (size_t)n, sizeof(*rate), by_value);
	CHECK_NEAR((rate[n / 2 - 1] + rate[n / 2]) / 2, 16.23, 0.3);
	CHECK_NEAR(rate[n / 10], 10.65, 0.4);
	CHECK_NEAR(rate[n - 1 - n / 10], 26.59, 0.9);
	done(&m);
}

/* Some can sales only, some support only, some both. */
static void two_skills_are_mixed(void **state)
{
	struct made m = made("day");
	int sales = site_skill(&m.site, "sales");
	int support = site_skill(&m.site, "support");
	int monday = monday_after(&m), kinds[4] = { 0 };

	(void)state;
	for (int i = 0; i < m.site.n_agents; i++) {
		const struct agent *p = &m.site.agents[i];

		kinds[(agent_speed(p, sales, monday) > 0) +
		      2 * (agent_speed(p, support, monday) > 0)]++;
	}
	assert_int_equal(kinds[0], 0);
	for (int k = 1; k < 4; k++)
		CHECK(kinds[k] >= 10, "kind %d: %d", k, kinds[k]);
	done(&m);
}

static void the_week_holds_a_holiday_or_a_clock_change(void **state)
{
	struct made m = made("day");
	int monday = monday_after(&m), holidays = 0;

	(void)state;
	for (int d = 0; d < 7; d++) {
		const struct special_day *s =
			site_special_day(&m.site, monday + d);

		holidays += s && s->holiday && s->pays;
	}
	assert_int_equal(holidays, 1);
	assert_int_equal(m.past.grid.days, 728);
	assert_int_equal(m.past.grid.interval, 900);
	done(&m);
	m = made("night");
	monday = monday_after(&m);
	assert_int_equal(zone_day_begin(m.site.zone, monday + 7) -
				 zone_day_begin(m.site.zone, monday),
			 7 * 86400 + 3600);
	assert_int_equal(m.past.grid.days, 728);
	done(&m);
}

/* The night before the week is staffed by people of the week before. */
static void the_week_before_was_worked(void **state)
{
	const char *path = "weeks/2026-10-12+7/worked.csv";
	struct made m = made("night");
	int monday = monday_after(&m), nights = 0;
	const struct sample_file *f;
	struct roster r;

	(void)state;
	for (int k = 0; (f = sample_file("night", k)); k++)
		if (!strcmp(f->path, path))
			break;
	assert_non_null(f);
	struct input in = { .path = path,
			    .data = f->data,
			    .len = strlen(f->data) };
	enum rc rc = roster_read(m.a, &m.site, monday - 7, 7, &in, &r, &m.e);
	report(&m.e);
	assert_int_equal(rc, RC_OK);
	for (int i = 0; i < r.agents; i++) {
		const struct cell *c = roster_cell(&r, i, monday - 1);

		assert_int_not_equal(c->kind, CELL_NONE);
		nights += c->kind == CELL_DUTY &&
			  c->duty.end > zone_day_begin(m.site.zone, monday);
	}
	assert_int_equal(nights, 2);
	done(&m);
}

/* --- the past --- */

/* Variance over mean of a slot over the same weekdays of the last 26 weeks,
 * summed over slots; special days left out. */
static double dispersion(const struct made *m, int q)
{
	const struct grid *g = &m->past.grid;
	double variances = 0, means = 0;

	for (int d = 0; d < 7; d++)
		for (int minute = 0; minute < 1440; minute += 15) {
			double sum = 0, squares = 0;
			int n = 0;

			for (int k = 1; k <= 26; k++) {
				int day = g->first_day + g->days - 7 * k + d;
				int t = grid_index(g,
						   grid_wall(g, day, minute));
				double x = m->past.calls[q * g->n + t];

				if (isnan(x) || site_special_day(&m->site, day))
					continue;
				sum += x;
				squares += x * x;
				n++;
			}
			if (n < 20)
				continue;
			means += sum / n;
			variances += (squares - sum * sum / n) / (n - 1);
		}
	return variances / means;
}

static void contacts_vary_as_real_ones_do(void **state)
{
	struct made m = made("day");

	(void)state;
	for (int q = 0; q < m.site.n_queues; q++) {
		double x = dispersion(&m, q);

		CHECK(x >= 3 && x <= 8, "%s: %g", m.site.queues[q].id, x);
	}
	done(&m);
}

/* Two years of ordinary Mondays against Wednesdays: 1.12 and 1.18 put in. */
static void weekdays_are_as_they_were_made(void **state)
{
	struct made m = made("day");
	static const struct {
		const char *queue;
		double monday, sunday;
	} made_so[] = { { "sales", 1.12, 0.50 }, { "support", 1.18, 0.55 } };

	(void)state;
	for (int k = 0; k < 2; k++) {
		int q = queue(&m, made_so[k].queue);
		double sum[7] = { 0 };
		int n[7] = { 0 };

		for (int d = 0; d < m.past.grid.days; d++) {
			int day = m.past.grid.first_day + d;

			if (site_special_day(&m.site, day))
				continue;
			sum[d % 7] += contacts(&m, q, day);
			n[d % 7]++;
		}
		double wednesday = sum[2] / n[2];
		CHECK_NEAR(sum[0] / n[0] / wednesday, made_so[k].monday, 0.05);
		CHECK_NEAR(sum[6] / n[6] / wednesday, made_so[k].sunday, 0.03);
	}
	done(&m);
}

/* Thanksgiving against the Thursdays two weeks before and after. */
static void holidays_dip_and_sales_rise_after_thanksgiving(void **state)
{
	struct made m = made("day");
	int q = queue(&m, "sales");
	int day = day_of("2025-11-27");
	double usual =
		(contacts(&m, q, day - 14) + contacts(&m, q, day + 14)) / 2;

	(void)state;
	CHECK_NEAR(contacts(&m, q, day) / usual, 0.42, 0.15);
	usual = (contacts(&m, q, day - 13) + contacts(&m, q, day + 15)) / 2;
	CHECK_NEAR(contacts(&m, q, day + 1) / usual, 1.35, 0.35);
	CHECK_NEAR(contacts(&m, q, day_of("2025-12-25")), 0, 0); /* closed */
	done(&m);
}

/* Year against year, 52 weeks each: 8 and 5 % a year put in. */
static void growth_is_as_it_was_made(void **state)
{
	struct made m = made("day");
	static const struct {
		const char *queue;
		double growth;
	} made_so[] = { { "sales", 0.08 }, { "support", 0.05 } };

	(void)state;
	for (int k = 0; k < 2; k++) {
		int q = queue(&m, made_so[k].queue);
		double sum[2] = { 0 };

		for (int d = 0; d < 728; d++)
			sum[d / 364] +=
				contacts(&m, q, m.past.grid.first_day + d);
		CHECK_NEAR(sum[1] / sum[0], 1 + made_so[k].growth, 0.025);
	}
	done(&m);
}

static void an_outage_and_a_promotion_happened(void **state)
{
	struct made m = made("day");
	int q = queue(&m, "sales");
	int day = day_of("2025-09-16"), promotion = day_of("2026-05-12");
	const struct grid *g = &m.past.grid;

	(void)state;
	for (int minute = 615; minute < 720; minute += 15)
		CHECK_NEAR(
			m.past.calls[q * g->n +
				     grid_index(g, grid_wall(g, day, minute))],
			0, 0);
	double usual = (contacts(&m, q, promotion - 7) +
			contacts(&m, q, promotion + 7)) /
		       2;
	CHECK_NEAR(contacts(&m, q, promotion) / usual, 1.6, 0.4);
	done(&m);
}

static void handling_takes_four_minutes_and_few_hang_up(void **state)
{
	struct made m = made("day");
	int n = m.past.grid.n;

	(void)state;
	for (int k = 0; k < 2; k++) {
		int q = queue(&m, k ? "support" : "sales");
		double work = 0, handled = 0, offered = 0;

		for (int i = q * n; i < (q + 1) * n; i++) {
			if (isnan(m.past.calls[i]))
				continue;
			offered += m.past.calls[i];
			handled += m.past.handled[i];
			if (m.past.handled[i] > 0)
				work += m.past.handled[i] * m.past.aht[i];
		}
		CHECK_NEAR(work / handled, 240, 20);
		CHECK(handled / offered > 0.92 && handled / offered < 0.99,
		      "%g handled", handled / offered);
	}
	done(&m);
}

/* --- do the people fit the work? --- */

/* Paid hours of the week, less approved absences that count. */
static double hours_there(const struct made *m, int monday)
{
	double minutes = 0;

	for (int i = 0; i < m->site.n_agents; i++)
		for (int d = monday; d < monday + 7; d++) {
			const struct agent_term *t =
				agent_term(&m->site.agents[i], d);

			if (t)
				minutes += (t->min_minutes + t->max_minutes) /
					   2.0 / 7;
		}
	for (int i = 0; i < m->site.n_absences; i++) {
		const struct absence *x = &m->site.absences[i];
		int first = zone_wall(m->site.zone, x->from).day;
		int last = zone_wall(m->site.zone, x->until - 1).day;

		for (int d = first; d <= last && x->approved; d++) {
			const struct agent_term *t =
				agent_term(&m->site.agents[x->agent], d);

			if (d < monday || d >= monday + 7 || !t)
				continue;
			minutes -= x->whole_days
					   ? m->site.contracts[t->contract]
						     .day_minutes
					   : (double)(x->until - x->from) / 60;
		}
	}
	return minutes / 60;
}

/* The mean of 40 such weeks. */
static struct workload week_ahead(const struct made *m, int k, int monday)
{
	struct synthetic s = sample_pasts[k].synthetic;
	struct workload mean = workload_new(
		m->a, grid_new(m->a, m->site.zone, monday, 7, m->site.interval),
		m->site.n_queues);
	int n = mean.queues * mean.grid.n;

	for (int i = 0; i < 40; i++) {
		s.seed = (uint64_t)i;
		struct workload w =
			synthetic_history(m->a, &m->site, &s, mean.grid);

		for (int j = 0; j < n; j++)
			if (!isnan(w.calls[j]))
				mean.calls[j] += w.calls[j] / 40;
	}
	for (int q = 0; q < mean.queues; q++)
		for (int t = 0; t < mean.grid.n; t++)
			mean.aht[q * mean.grid.n + t] = s.queues[q].aht;
	return mean;
}

/* 5.9 % of paid time are paid breaks. */
static void demand_is_about_nine_tenths_of_the_hours(void **state)
{
	(void)state;
	for (int k = 0; sample_names[k]; k++) {
		struct made m = made(sample_names[k]);
		int monday = monday_after(&m);
		struct workload ahead = week_ahead(&m, k, monday);
		struct requirement r;
		double need = 0;

		assert_int_equal(requirement_from_workload(
					 m.a, &m.site, &ahead,
					 (struct staffing_options){
						 .method = STAFFING_EXACT },
					 &r, &m.e),
				 RC_OK);
		for (int i = 0; i < r.n_rows; i++)
			for (int t = 0; t < r.grid.n && r.rows[i].queue >= 0;
			     t++)
				need += r.rows[i].gross[t] * r.grid.interval /
					3600;
		CHECK_NEAR(need / (0.941 * hours_there(&m, monday)), 0.9,
			   0.05);
		done(&m);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_program_holds_the_files_of_data),
		cmocka_unit_test(names_come_in_several_scripts),
		cmocka_unit_test(pay_is_that_of_the_trade),
		cmocka_unit_test(two_skills_are_mixed),
		cmocka_unit_test(the_week_holds_a_holiday_or_a_clock_change),
		cmocka_unit_test(the_week_before_was_worked),
		cmocka_unit_test(contacts_vary_as_real_ones_do),
		cmocka_unit_test(weekdays_are_as_they_were_made),
		cmocka_unit_test(
			holidays_dip_and_sales_rise_after_thanksgiving),
		cmocka_unit_test(growth_is_as_it_was_made),
		cmocka_unit_test(an_outage_and_a_promotion_happened),
		cmocka_unit_test(handling_takes_four_minutes_and_few_hang_up),
		cmocka_unit_test(demand_is_about_nine_tenths_of_the_hours),
	};

	umask(077); /* pay.csv is nobody else's business */
	return cmocka_run_group_tests(tests, NULL, NULL);
}
