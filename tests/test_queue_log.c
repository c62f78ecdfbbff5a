/* queue_log - events of calls become intervals. */
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/random.h"
#include "base/text.h"
#include "formats/acd.h"

/* 2013-04-22 12:00 UTC. */
static const int64_t noon = 1366632000;

static const struct window all_day[] = { { 0, 1440 } };

struct bench {
	struct arena *a;
	struct err e;
	struct site site;
	struct queue queues[2];
	struct acd_options o;
	struct text log;
	struct workload merged;
	struct acd_report report;
};

static struct bench *bench(void)
{
	struct arena *a = arena_open();
	struct bench *b = arena_new(a, struct bench, 1);

	b->a = a;
	b->e = err_new(a);
	b->log = text_new(a);
	b->queues[0] = (struct queue){ .id = "sales", .name = "Sales" };
	b->queues[1] = (struct queue){ .id = "support", .name = "Support" };
	for (int q = 0; q < 2; q++)
		for (int d = 0; d < 7; d++)
			b->queues[q].hours.day[d] =
				(struct opening_day){ all_day, 1 };
	b->site.queues = b->queues;
	b->site.n_queues = 2;
	b->site.interval = 1800;
	assert_int_equal(
		zone_load(a, NULL, "Europe/London", &b->site.zone, &b->e),
		RC_OK);
	return b;
}

static void event(struct bench *b, int64_t second, const char *rest)
{
	text_addf(&b->log, "%lld|%s\n", (long long)(noon + second), rest);
}

static enum rc import(struct bench *b)
{
	const struct input in = { "queue_log", b->log.data, b->log.len };

	return acd_import(b->a, &b->site, &in, 1, &b->o, NULL, &b->merged,
			  &b->report, &b->e);
}

/* The half hour that begins so many seconds after noon. */
static int cell(const struct bench *b, int q, int64_t second)
{
	return q * b->merged.grid.n +
	       grid_index(&b->merged.grid, noon + second);
}

/* By hand: of three calls one is answered after 10 s and talks 100 s, one
 * hangs up, one is still talking at the end; the first half hour is cut. */
static void calls_count_where_they_enter(void **state)
{
	(void)state;
	struct bench *b = bench();

	event(b, -600, "NONE|NONE|NONE|CONFIGRELOAD|");
	event(b, -300, "c0|sales|NONE|ENTERQUEUE||5551|1");
	event(b, -290, "c0|sales|SIP/1|CONNECT|10|c0a|3");
	event(b, 30, "c0|sales|SIP/1|COMPLETECALLER|10|320|1");
	event(b, 1795, "c1|sales|NONE|ENTERQUEUE||5552|1");
	event(b, 1805, "c1|sales|SIP/1|CONNECT|10|c1a|3");
	event(b, 1810, "c2|sales|NONE|ENTERQUEUE||5553|1");
	event(b, 1905, "c1|sales|SIP/1|COMPLETEAGENT|10|100|1");
	event(b, 1930, "c2|sales|NONE|ABANDON|1|1|120");
	event(b, 2000, "c3|sales|NONE|ENTERQUEUE||5554|1");
	event(b, 2005, "c3|sales|SIP/1|RINGNOANSWER|4000");
	event(b, 2010, "c3|sales|SIP/2|CONNECT|10|c3a|3");
	event(b, 2020, "c4|support|NONE|ENTERQUEUE||5555|1");
	event(b, 2080, "c4|support|NONE|EXITWITHTIMEOUT|1|1|60");
	event(b, 5500, "NONE|NONE|NONE|QUEUESTART|");
	assert_int_equal(import(b), RC_OK);
	const struct workload *w = &b->merged;
	assert_true(isnan(w->calls[cell(b, 0, -1800)]));
	assert_true(w->calls[cell(b, 0, 0)] == 1); /* c1 */
	assert_true(w->handled[cell(b, 0, 0)] == 1);
	assert_true(w->aht[cell(b, 0, 0)] == 100);
	assert_true(w->wait_s[cell(b, 0, 0)] == 10);
	assert_true(w->calls[cell(b, 0, 1800)] == 2); /* c2, c3 */
	assert_true(w->handled[cell(b, 0, 1800)] == 1);
	assert_true(w->abandoned[cell(b, 0, 1800)] == 1);
	assert_true(isnan(w->aht[cell(b, 0, 1800)]));
	assert_true(w->calls[cell(b, 1, 1800)] == 1);
	assert_true(w->handled[cell(b, 1, 1800)] == 0);
	assert_true(w->abandoned[cell(b, 1, 1800)] == 0);
	assert_true(w->calls[cell(b, 1, 0)] == 0); /* nobody called */
	assert_true(isnan(w->calls[cell(b, 0, 3 * 1800)]));
	arena_close(b->a);
}

struct said {
	int at;
	const char *text;
};

static int by_time(const void *x, const void *y)
{
	const struct said *a = x, *b = y;

	return (a->at > b->at) - (a->at < b->at);
}

/* Random calls, written in the order of their events, against plain counting.
 */
static void a_made_up_day_is_counted_as_by_hand(void **state)
{
	enum { CALLS = 2000, SLOTS = 40, MOST = 4 * CALLS };
	struct bench *b = bench();
	struct random r = random_stream(77, 1);
	double offered[SLOTS] = { 0 }, abandoned[SLOTS] = { 0 };
	struct said *list = arena_new(b->a, struct said, MOST);
	int n = 0;

	(void)state;
	for (int i = 0; i < CALLS; i++) {
		int at = random_below(&r, SLOTS * 1800);
		int wait = 1 + random_below(&r, 200);
		bool lost = random_below(&r, 10) == 0;
		offered[at / 1800]++;
		abandoned[at / 1800] += lost;
		list[n].at = at;
		list[n++].text = arena_printf(
			b->a, "k%d|support|NONE|ENTERQUEUE||1|1", i);
		list[n].at = at + wait;
		list[n++].text =
			lost ? arena_printf(b->a,
					    "k%d|support|NONE|ABANDON|1|1|%d",
					    i, wait)
			     : arena_printf(b->a,
					    "k%d|support|SIP/1|CONNECT|%d|x|1",
					    i, wait);
		if (lost)
			continue;
		list[n].at = at + wait + 200;
		list[n++].text = arena_printf(
			b->a, "k%d|support|SIP/1|COMPLETEAGENT|%d|200|1", i,
			wait);
	}
	event(b, -1, "NONE|NONE|NONE|QUEUESTART|");
	qsort(list, (size_t)n, sizeof(*list), by_time);
	for (int i = 0; i < n; i++)
		event(b, list[i].at, list[i].text);
	event(b, SLOTS * 1800 + 3600, "NONE|NONE|NONE|QUEUESTART|");
	assert_int_equal(import(b), RC_OK);
	for (int t = 0; t < SLOTS; t++) {
		int i = cell(b, 1, t * 1800);
		CHECK(b->merged.calls[i] == offered[t] &&
			      b->merged.abandoned[i] == abandoned[t] &&
			      b->merged.handled[i] == offered[t] - abandoned[t],
		      "slot %d: %g, not %g", t, b->merged.calls[i], offered[t]);
		CHECK(b->merged.aht[i] == 200, "slot %d: %g s", t,
		      b->merged.aht[i]);
	}
	arena_close(b->a);
}

static void lines_that_are_no_events_are_put_aside(void **state)
{
	(void)state;
	struct bench *b = bench();

	for (int i = 0; i < 300; i++)
		event(b, 60 * i,
		      arena_printf(b->a, "c%d|sales|NONE|ENTERQUEUE||1|1", i));
	for (int i = 0; i < 300; i++)
		event(b, 18000 + i,
		      arena_printf(b->a, "c%d|sales|NONE|ABANDON|1|1|5", i));
	text_add(&b->log, "what is this\n");
	assert_int_equal(import(b), RC_OK);
	assert_int_equal(b->report.n_rejects, 1);
	assert_int_equal(b->report.rejects[0].place.line, 601);
	for (int i = 0; i < 10; i++)
		text_add(&b->log, "what is this\n");
	assert_int_equal(import(b), RC_DATA);
	assert_non_null(strstr(b->e.list[b->e.n - 1].text, "1 %"));
	arena_close(b->a);
}

static void a_log_without_calls_is_an_error(void **state)
{
	(void)state;
	struct bench *b = bench();

	event(b, 0, "NONE|NONE|NONE|QUEUESTART|");
	assert_int_equal(import(b), RC_DATA);
	arena_close(b->a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(calls_count_where_they_enter),
		cmocka_unit_test(a_made_up_day_is_counted_as_by_hand),
		cmocka_unit_test(lines_that_are_no_events_are_put_aside),
		cmocka_unit_test(a_log_without_calls_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
