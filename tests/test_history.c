/* history.csv - what the switch recorded, over clock changes and mistakes. */
#include "check.h"

#include <string.h>

#include "base/date.h"
#include "base/random.h"
#include "base/text.h"
#include "formats/plan_files.h"

struct desk {
	struct arena *a;
	struct err e;
	struct queue queues[2];
	struct site site;
	struct workload w;
	enum rc rc;
};

static void desk_open(struct desk *d)
{
	*d = (struct desk){ .a = arena_open() };
	d->e = err_new(d->a);
	d->queues[0] = (struct queue){ .id = "sales", .name = "Sales" };
	d->queues[1] = (struct queue){ .id = "chat", .name = "Chat" };
	d->site = (struct site){
		.queues = d->queues,
		.n_queues = 2,
		.interval = 1800,
	};
	assert_int_equal(
		zone_load(d->a, NULL, "Europe/Berlin", &d->site.zone, &d->e),
		RC_OK);
}

static void read(struct desk *d, const char *csv)
{
	struct input in = { "history.csv", csv, strlen(csv) };

	d->e = err_new(d->a);
	d->rc = history_read(d->a, &d->site, &in, &d->w, &d->e);
}

static void check_good(const struct desk *d)
{
	CHECK(d->rc == RC_OK, "%d: %s", d->e.list[0].place.line,
	      d->e.list[0].text);
}

static double calls_at(const struct desk *d, int q, const char *time)
{
	enum zone_kind kind;
	bool has_offset;
	int64_t utc;

	assert_true(zone_parse(d->site.zone, time, &utc, &kind, &has_offset));
	int t = grid_index(&d->w.grid, utc);
	assert_in_range(t, 0, d->w.grid.n - 1);
	return d->w.calls[q * d->w.grid.n + t];
}

static void an_interval_without_a_row_is_unknown_not_zero(void **state)
{
	struct desk d;

	(void)state;
	desk_open(&d);
	read(&d, "start,queue,offered,aht\n2026-03-02T08:00,sales,0,\n"
		 "2026-03-02T10:00,sales,5,300\n");
	check_good(&d);
	assert_int_equal(d.w.grid.n, 48);
	assert_true(calls_at(&d, 0, "2026-03-02T08:00") == 0);
	assert_true(isnan(calls_at(&d, 0, "2026-03-02T09:00")));
	assert_true(isnan(calls_at(&d, 1, "2026-03-02T08:00")));
	assert_null(d.w.handled);
	arena_close(d.a);
}

/* 25 October 2026 has 25 hours in Berlin; from 03:00 clocks go back. */
static const char doubled[] = "2026-10-25T01:30,sales,11,300\n"
			      "2026-10-25T02:00,sales,12,300\n"
			      "2026-10-25T02:30,sales,13,300\n"
			      "2026-10-25T02:00,sales,14,300\n"
			      "2026-10-25T02:30,sales,15,300\n"
			      "2026-10-25T03:00,sales,16,300\n";

static void check_doubled(const struct desk *d)
{
	assert_true(calls_at(d, 0, "2026-10-25T02:00+02:00") == 12);
	assert_true(calls_at(d, 0, "2026-10-25T02:30+02:00") == 13);
	assert_true(calls_at(d, 0, "2026-10-25T02:00+01:00") == 14);
	assert_true(calls_at(d, 0, "2026-10-25T02:30+01:00") == 15);
	assert_true(calls_at(d, 0, "2026-10-25T03:00") == 16);
	assert_int_equal(d->w.grid.n, 50);
}

static void the_doubled_hour_is_read_in_order(void **state)
{
	struct desk d;
	struct text csv;

	(void)state;
	desk_open(&d);
	csv = text_new(d.a);
	text_addf(&csv, "start,queue,offered,aht\n%s", doubled);
	read(&d, csv.data);
	check_good(&d);
	assert_int_equal(d.e.warnings, 1);
	assert_int_equal(d.e.list[0].place.line, 3);
	check_doubled(&d);
	/* a third time there is no room for it */
	text_add(&csv, "2026-10-25T02:00,sales,17,300\n");
	read(&d, csv.data);
	assert_int_equal(d.rc, RC_DATA);
	assert_int_equal(d.e.errors, 1);
	arena_close(d.a);
}

static void offsets_leave_no_doubt(void **state)
{
	struct desk d;

	(void)state;
	desk_open(&d);
	read(&d, "start,queue,offered,aht\n2026-10-25T02:00+01:00,sales,14,1\n"
		 "2026-10-25T02:00+02:00,sales,12,1\n"
		 "2026-10-25T00:30Z,sales,13,1\n"
		 "2026-10-25T01:30Z,sales,15,1\n"
		 "2026-10-25T02:00Z,sales,16,1\n");
	check_good(&d);
	assert_int_equal(d.e.warnings, 0);
	check_doubled(&d);
	arena_close(d.a);
}

/* The same rows in any order are the same history. */
static void the_order_of_rows_does_not_matter(void **state)
{
	enum { ROWS = 96 };
	const char *row[ROWS];
	struct random r = random_stream(1, 1);
	struct desk d;

	(void)state;
	desk_open(&d);
	for (int i = 0; i < ROWS; i++)
		row[i] = arena_printf(d.a, "2026-03-%02dT%02d:%02d,%s,%d,%d\n",
				      2 + i / 48, i / 2 % 24, i % 2 * 30,
				      i % 3 ? "sales" : "chat", i, 200 + i);
	struct text first = text_new(d.a), again = text_new(d.a);
	for (int round = 0; round < 5; round++) {
		struct text csv = text_new(d.a), out = text_new(d.a);
		text_add(&csv, "start,queue,offered,aht\n");
		for (int i = 0; i < ROWS; i++)
			text_add(&csv, row[i]);
		read(&d, csv.data);
		check_good(&d);
		history_write(&out, &d.site, &d.w);
		again = out;
		if (round == 0)
			first = out;
		assert_string_equal(first.data, again.data);
		for (int i = ROWS - 1; i > 0; i--) {
			int k = random_below(&r, i + 1);
			const char *x = row[i];
			row[i] = row[k];
			row[k] = x;
		}
	}
	arena_close(d.a);
}

static void handling_time_may_come_in_parts(void **state)
{
	struct desk d;

	(void)state;
	desk_open(&d);
	read(&d, "queue,start,offered,handled,talk_s,hold_s,acw_s\n"
		 "sales,2026-03-02T08:00,10,8,1600,80,320\n"
		 "sales,2026-03-02T08:30,10,0,0,0,0\n");
	check_good(&d);
	assert_true(d.w.aht[16] == 250);
	assert_true(isnan(d.w.aht[17]));
	assert_true(d.w.handled[16] == 8);
	read(&d, "queue,start,offered,handled,aht,talk_s\n"
		 "sales,2026-03-02T08:00,10,8,240,1600\n");
	check_good(&d);
	assert_true(d.w.aht[16] == 240);
	arena_close(d.a);
}

static void mistakes_are_explained(void **state)
{
	static const struct {
		const char *csv;
		int line;
		const char *part;
	} bad[] = {
		{ "queue,start,offered\nsales,2026-03-02T08:00,1\n", 1,
		  "\"aht\" is missing" },
		{ "queue,start,aht\nsales,2026-03-02T08:00,1\n", 1,
		  "\"offered\" is missing; found: queue, start, aht" },
		{ "queue,start,offered,aht\nsales,2026-03-02T08:00,1,1\n"
		  "sales,0226-03-02T08:00,1,1\n",
		  0, "is a year mistyped?" },
		{ "queue,start,offered,aht\nsales,2026-03-02T08:00,"
		  "99999999999999999999,1\n",
		  2, "offered" },
		{ "queue;start;offered;aht\nsales;2026-03-02T08:00;1;312,5\n",
		  2, "\"312,5\"" },
		{ "queue,start,offered,aht\nsales,2026-03-02T08:00,1\n", 2,
		  "4 fields expected, 3 found" },
		{ "", 1, "empty" },
		{ "queue,start,offered,aht\n\"Sales, \"\"Gold\"\"\nDACH\","
		  "2026-03-02T08:00,1,1\n",
		  2, "\\x0ADACH" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct desk d;
		desk_open(&d);
		read(&d, bad[i].csv);
		assert_int_equal(d.rc, RC_DATA);
		assert_int_equal(d.e.errors, 1);
		assert_int_equal(d.e.list[0].place.line, bad[i].line);
		CHECK(strstr(d.e.list[0].text, bad[i].part), "%s",
		      d.e.list[0].text);
		arena_close(d.a);
	}
}

static void a_site_without_queues_reads_nothing(void **state)
{
	struct desk d;

	(void)state;
	desk_open(&d);
	d.site.n_queues = 0;
	read(&d, "queue,start,offered,aht\nsales,2026-03-02T08:00,1,1\n");
	assert_int_equal(d.rc, RC_DATA);
	arena_close(d.a);
	desk_open(&d);
	read(&d, "queue,start,offered,aht\n");
	check_good(&d);
	assert_int_equal(d.w.grid.days, 0);
	arena_close(d.a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_interval_without_a_row_is_unknown_not_zero),
		cmocka_unit_test(the_doubled_hour_is_read_in_order),
		cmocka_unit_test(offsets_leave_no_doubt),
		cmocka_unit_test(the_order_of_rows_does_not_matter),
		cmocka_unit_test(handling_time_may_come_in_parts),
		cmocka_unit_test(mistakes_are_explained),
		cmocka_unit_test(a_site_without_queues_reads_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
