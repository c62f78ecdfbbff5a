#include "check.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "formats/acd.h"
#include "formats/acd_table.h"
#include "formats/acd_time.h"
#include "formats/acd_value.h"

/* A site of two queues that are always open, and one import into it. */
struct bench {
	struct arena *a;
	struct err e;
	struct site site;
	struct queue queues[2];
	struct acd_options o;
	struct input files[4];
	int n_files;
	struct workload old, merged;
	bool has_old;
	struct acd_report report;
	enum rc rc;
};

static const struct window all_day[] = { { 0, 1440 } };

static struct bench *bench_in(const char *zone, int minutes)
{
	struct arena *a = arena_open();
	struct bench *b = arena_new(a, struct bench, 1);

	b->a = a;
	b->e = err_new(a);
	b->queues[0] = (struct queue){ .id = "sales", .name = "Sales desk" };
	b->queues[1] = (struct queue){ .id = "support", .name = "Support" };
	for (int q = 0; q < 2; q++)
		for (int d = 0; d < 7; d++)
			b->queues[q].hours.day[d] =
				(struct opening_day){ all_day, 1 };
	b->site.queues = b->queues;
	b->site.n_queues = 2;
	b->site.interval = 60 * minutes;
	assert_int_equal(zone_load(a, NULL, zone, &b->site.zone, &b->e), RC_OK);
	return b;
}

static struct bench *bench(void)
{
	return bench_in("Europe/London", 30);
}

/* For files too small to show how long their intervals are. */
static struct bench *bench30(void)
{
	struct bench *b = bench();

	b->o.interval = 1800;
	return b;
}

static void add_file(struct bench *b, const char *text)
{
	b->files[b->n_files] = (struct input){
		.path = arena_printf(b->a, "%d.csv", b->n_files + 1),
		.data = arena_strdup(b->a, text),
		.len = strlen(text),
	};
	b->n_files++;
}

static void run(struct bench *b)
{
	b->rc = acd_import(b->a, &b->site, b->files, b->n_files, &b->o,
			   b->has_old ? &b->old : NULL, &b->merged, &b->report,
			   &b->e);
}

static void report_errors(const struct bench *b)
{
	for (int i = 0; i < b->e.n; i++)
		print_error("%s:%d: %s\n", b->e.list[i].place.file,
			    b->e.list[i].place.line, b->e.list[i].text);
}

static void import(struct bench *b, const char *text)
{
	add_file(b, text);
	run(b);
	if (b->rc != RC_OK)
		report_errors(b);
	assert_int_equal(b->rc, RC_OK);
}

/* What was merged becomes the history of another import. */
static void again(struct bench *b)
{
	b->old = b->merged;
	b->has_old = true;
	b->n_files = 0;
}

/* The import fails with a problem on this line that contains part. */
static void refused(struct bench *b, const char *text, int line,
		    const char *part)
{
	bool found = false;

	if (text)
		add_file(b, text);
	run(b);
	assert_int_not_equal(b->rc, RC_OK);
	for (int i = 0; i < b->e.n; i++)
		found = found ||
			((line == 0 || b->e.list[i].place.line == line) &&
			 strstr(b->e.list[i].text, part));
	if (!found)
		report_errors(b);
	CHECK(found, "no \"%s\" on line %d", part, line);
	arena_close(b->a);
}

static int cell(const struct bench *b, int q, const char *when)
{
	const struct grid *g = &b->merged.grid;
	enum zone_kind kind;
	bool has_offset;
	int64_t utc;

	assert_true(zone_parse(b->site.zone, when, &utc, &kind, &has_offset));
	int t = grid_index(g, utc);
	if (t < 0 || t >= g->n)
		return -1;
	return q * g->n + t;
}

#define CHECK_CELL(b, q, when, offered, handled, abandoned, seconds)           \
	check_cell((b), (q), (when), (offered), (handled), (abandoned),        \
		   (seconds), __LINE__)

static void check_value(double x, double expected, const char *what, int line)
{
	bool same = isnan(expected) ? isnan(x) : fabs(x - expected) < 1e-9;

	CHECK(same, "line %d: %s is %.12g, not %.12g", line, what, x, expected);
}

static void check_cell(const struct bench *b, int q, const char *when,
		       double offered, double handled, double abandoned,
		       double seconds, int line)
{
	int i = cell(b, q, when);

	CHECK(i >= 0, "line %d: %s is not there", line, when);
	check_value(b->merged.calls[i], offered, "offered", line);
	check_value(b->merged.handled[i], handled, "handled", line);
	check_value(b->merged.abandoned[i], abandoned, "abandoned", line);
	check_value(b->merged.aht[i], seconds, "aht", line);
}

enum { SALES, SUPPORT };

/* --- one small file for each format --- */

/* Half days stand on the end only; the day stands above; sums below. */
static void reads_avaya_split_report(void **state)
{
	struct bench *b = bench();

	(void)state;
	import(b,
	       "\"Split/Skill Interval Report\"\r\n"
	       "\"Date: 3/24/2026\"\r\n"
	       "\"Split/Skill: Sales\"\r\n"
	       "\r\n"
	       "\"Time\",\"\",\"\",\"Avg Speed Ans\",\"Avg Aban Time\","
	       "\"ACD Calls\",\"Avg ACD Time\",\"Avg ACW Time\","
	       "\"Aban Calls\",\"Max Delay\",\"Flow In\",\"Flow Out\"\r\n"
	       "\"Totals\",\"\",\"\",\":09\",\":31\",\"60\",\"3:20\",\":40\","
	       "\"5\",\"1:10\",\"0\",\"2\"\r\n"
	       "\"11:00\",\"-\",\"11:30AM\",\":08\",\":30\",\"20\","
	       "\"3:00\",\":30\",\"2\",\":50\",\"0\",\"1\"\r\n"
	       "\"11:30\",\"-\",\"12:00PM\",\":10\",\":31\",\"40\","
	       "\"75:10\",\":50\",\"3\",\"1:10\",\"0\",\"1\"\r\n"
	       "\"12:00\",\"-\",\"12:30PM\",\"\",\"\",\"0\",\"\",\"\","
	       "\"0\",\"\",\"0\",\"0\"\r\n");
	b->site.queues = b->queues;
	CHECK_CELL(b, SALES, "2026-03-24T11:00", 23, 20, 2, 210);
	CHECK_CELL(b, SALES, "2026-03-24T11:30", 44, 40, 3, 4560);
	CHECK_CELL(b, SALES, "2026-03-24T12:00", 0, 0, 0, NAN);
	assert_int_equal(b->report.files[0].sums, 1);
	assert_int_equal(b->report.files[0].rows, 4);
	assert_int_equal(b->report.files[0].interval, 1800);
	check_value(b->merged.wait_s[cell(b, SALES, "2026-03-24T11:00")], 160,
		    "wait", __LINE__);
	arena_close(b->a);
}

static void reads_avaya_vdn_report(void **state)
{
	struct bench *b = bench();

	(void)state;
	b->o.queue = "support";
	import(b, "Date,StartTime,StopTime,Vector,Inbound Calls,Flow In,"
		  "ACD Calls,Avg Speed Ans,Avg ACD Time,Avg ACW Time,"
		  "Main ACD Calls,Backup ACD Calls,Connect Calls,"
		  "Avg Connect Time,Aban Calls,Avg Aban Time,"
		  "Forced Busy Calls,Forced Disc Calls,Flow Out,"
		  "Avg VDN Time\n"
		  "3/24/2026,8:00AM,8:30AM,12,50,0,44,:10,2:00,:20,40,4,0,,"
		  "5,:40,0,0,1,2:40\n"
		  "3/24/2026,12:30PM,1:00PM,12,10,0,10,:05,1:00,:00,10,0,0,,"
		  "0,,0,0,0,1:10\n");
	CHECK_CELL(b, SUPPORT, "2026-03-24T08:00", 50, 44, 5, 140);
	CHECK_CELL(b, SUPPORT, "2026-03-24T12:30", 10, 10, 0, 60);
	assert_string_equal(b->report.files[0].title, "Avaya CMS, VDN");
	assert_int_equal(b->report.files[0].dates, ACD_MDY);
	arena_close(b->a);
}

/* Seconds since 1970 win over the local time: this is the second 01:00. */
static void reads_avaya_dump(void **state)
{
	struct bench *b = bench();

	(void)state;
	import(b, "row_date;starttime;starttime_utc;intrvl;acd;split;tenant;"
		  "i_stafftime;acdcalls;anstime;acdtime;acwtime;holdcalls;"
		  "holdtime;abncalls;outflowcalls;acceptable;servicelevel;"
		  "callsoffered\n"
		  "2026-10-25;100;1792890000;30;1;Sales;1;0;10;95;1500;300;2;"
		  "200;1;1;8;20;12\n"
		  "2026-10-25;130;1792891800;30;1;Sales;1;0;0;0;0;0;0;0;2;0;"
		  "0;20;2\n");
	CHECK_CELL(b, SALES, "2026-10-25T01:00+00:00", 12, 10, 1, 200);
	CHECK_CELL(b, SALES, "2026-10-25T01:30+00:00", 2, 0, 2, NAN);
	CHECK_CELL(b, SALES, "2026-10-25T01:00+01:00", NAN, NAN, NAN, NAN);
	int i = cell(b, SALES, "2026-10-25T01:00+00:00");
	check_value(b->merged.in_target[i], 8, "in target", __LINE__);
	check_value(b->merged.target_s[i], 20, "target", __LINE__);
	check_value(b->merged.wait_s[i], 95, "wait", __LINE__);
	arena_close(b->a);
}

/* UTC in summer; two skill sets of a queue are one interval; a BOM. */
static void reads_genesys_history(void **state)
{
	struct bench *b = bench();

	(void)state;
	import(b, "\xef\xbb\xbfInterval Start UTC Date,Queue,Media Type,"
		  "Skill Set,Language,Offered,Interactions Handled,"
		  "Total Handle Time (Seconds)\n"
		  "2026-07-06T07:00:00Z,Sales,Voice,a|||b,en,10,8,1600\n"
		  "2026-07-06T07:00:00Z,Sales,Voice,c,en,5,4,1000\n"
		  "2026-07-06T07:15:00Z,Sales,Voice,a|||b,en,3,3,400\n");
	CHECK_CELL(b, SALES, "2026-07-06T08:00", 18, 15, 3, 200);
	arena_close(b->a);
}

static void reads_amazon_connect_report(void **state)
{
	struct bench *b = bench();

	(void)state;
	import(b, "Queue,StartInterval,EndInterval,Contacts queued,"
		  "Contacts handled,Contacts abandoned,Average handle time,"
		  "After contact work time\n"
		  "Sales,2026-03-02T08:00:00Z,2026-03-02T08:30:00Z,20,18,2,"
		  "301.5,400\n");
	CHECK_CELL(b, SALES, "2026-03-02T08:00", 20, 18, 2, 301.5);
	arena_close(b->a);
}

static void reads_8x8_and_ipscape(void **state)
{
	struct bench *b = bench();

	(void)state;
	add_file(b, "Date;Interval;Queue;Offered;Answered;Abandoned;AHT;ASA;"
		    "SLA\n"
		    "2026-03-02;08:00;Sales;12;10;2;04:12;00:10;83%\n"
		    "2026-03-02;08:15;Sales;8;8;0;02:00;00:05;100%\n");
	import(b, "Date;Interval Start;Queue;Calls Offered;Calls Answered;"
		  "Calls Abandoned;Average Handle Time;"
		  "Average Speed of Answer;Service Level\n"
		  "2026-03-02;08:00;Support;30;29;1;00:03:00;00:00:12;0,95\n"
		  "2026-03-02;08:30;Support;0;0;0;-;-;-\n");
	/* 10 of 252 s and 8 of 120 s */
	CHECK_CELL(b, SALES, "2026-03-02T08:00", 20, 18, 2, 193.333);
	CHECK_CELL(b, SUPPORT, "2026-03-02T08:00", 30, 29, 1, 180);
	arena_close(b->a);
}

/* Calls and chats of one name in one row; only calls are asked for. */
static void reads_wide_rows_of_several_channels(void **state)
{
	static const struct acd_name chats[] = {
		{ "Support:webchat", DATE_NONE, DATE_NONE, 1, { 0 } }
	};
	const char *file = "Date;Interval Start;Queue;Inbound Calls Offered;"
			   "Inbound Calls Answered;Inbound Calls Abandoned;"
			   "Inbound Average Handling Time;WebChat Offered;"
			   "WebChat Answered;WebChat Average Handling Time\n"
			   "24/03/2026;08:00;Support;20;18;2;200;7;6;500\n"
			   "24/03/2026;08:30;Support;10;10;0;100;0;0;-\n";
	struct bench *b = bench();

	(void)state;
	b->queues[SALES].acd = chats;
	b->queues[SALES].acds = 1;
	import(b, file);
	CHECK_CELL(b, SUPPORT, "2026-03-24T08:00", 20, 18, 2, 200);
	CHECK_CELL(b, SALES, "2026-03-24T08:00", 7, 6, 1, 500);
	CHECK_CELL(b, SALES, "2026-03-24T08:30", 0, 0, 0, NAN);
	assert_int_equal(b->report.files[0].dates, ACD_DMY);
	arena_close(b->a);
	refused(bench(), file, 0, "Support:webchat");
}

static void reads_ipfx_without_header(void **state)
{
	const char *file = "3/24/2026;8:00;Sales;12;2;10;180;20;83\n"
			   "3/24/2026;8:30;Sales;9;0;5;100;20;100\n";
	struct bench *b = bench();

	(void)state;
	b->o.format = "ipfx";
	import(b, file);
	CHECK_CELL(b, SALES, "2026-03-24T08:00", 12, 10, 2, 200);
	CHECK_CELL(b, SALES, "2026-03-24T08:30", 9, 9, 0, 120);
	arena_close(b->a);
	refused(bench(), file, 0, "no column for");
}

static void reads_mitel_shoretel_openscape(void **state)
{
	struct bench *b = bench30();

	(void)state;
	add_file(b, "Queue,Start,QueueOffered,QueueAnswered,QueueAbandoned,"
		    "QueueTotalTalkTime,QueueTimeToAnswerTotal,"
		    "QueueServiceCount,QueueShortAbandoned\n"
		    "Sales,2026-03-02 08:00,10,8,2,1600,40,7,1\n");
	add_file(b, "dmn_grp_name|date|time|dmn_offered_calls|"
		    "dmn_grp_answered|dmn_grp_abndn|dmn_talk_time|"
		    "dmn_wrap_up_time|dmn_hold_time\n"
		    "Sales|2026-03-02|08:30|11|10|1|1000|500|250\n");
	import(b, "queue\tdatetime\tnumreceived\tnumansweredprim\t"
		  "numabandoned\tansunderthreshold\ttotcontacttime\t"
		  "totpostprocessingcontacttime\n"
		  "Support\t2026-03-02 08:00\t6\t5\t1\t4\t500\t100\n");
	CHECK_CELL(b, SALES, "2026-03-02T08:00", 10, 8, 2, 200);
	CHECK_CELL(b, SALES, "2026-03-02T08:30", 11, 10, 1, 175);
	CHECK_CELL(b, SUPPORT, "2026-03-02T08:00", 6, 5, 1, 120);
	int i = cell(b, SALES, "2026-03-02T08:00");
	check_value(b->merged.short_abandoned[i], 1, "short", __LINE__);
	check_value(b->merged.in_target[i], 7, "in target", __LINE__);
	arena_close(b->a);
}

/* By interval from Cisco's reporting: an empty line above, no handling time. */
static void reads_cisco_by_interval(void **state)
{
	static const char *const columns[] = { "aht=none" };
	struct bench *b = bench30();

	(void)state;
	b->o.columns = columns;
	b->o.n_columns = 1;
	import(b, "\r\n"
		  "CSQ Name,Interval Start Time,Interval End Time,"
		  "Calls Presented,Calls Handled,Calls Abandoned\r\n"
		  "Sales,10/14/25 8:00:00 AM,10/14/25 8:30:00 AM,41,39,2\r\n"
		  "Sales,10/14/25 12:30:00 PM,10/14/25 1:00:00 PM,18,13,5"
		  "\r\n"
		  "Support,10/14/25 8:00:00 AM,10/14/25 8:30:00 AM,6,6,0\r\n");
	CHECK_CELL(b, SALES, "2025-10-14T08:00", 41, 39, 2, NAN);
	CHECK_CELL(b, SALES, "2025-10-14T12:30", 18, 13, 5, NAN);
	CHECK_CELL(b, SUPPORT, "2025-10-14T08:00", 6, 6, 0, NAN);
	arena_close(b->a);
}

/* Cisco's table of call types: handled calls are not those answered, and the
 * times of handled ones are sums. */
static void reads_cisco_call_types(void **state)
{
	struct bench *b = bench30();

	(void)state;
	import(b,
	       "DateTime,TimeZone,CallTypeID,CallsOffered,CallsAnswered,"
	       "CallsHandled,TotalCallsAband,HandleTime,TalkTime,HoldTime,"
	       "AnswerWaitTime,ServiceLevelCalls,ServiceLevel\n"
	       "2026-03-02 08:00:00.000,0,Sales,23,21,20,2,4000,3000,200,240,"
	       "18,0.85\n");
	CHECK_CELL(b, SALES, "2026-03-02T08:00", 23, 20, 2, 200);
	int i = cell(b, SALES, "2026-03-02T08:00");
	check_value(b->merged.in_target[i], 18, "in target", __LINE__);
	check_value(b->merged.wait_s[i], 240, "wait", __LINE__);
	arena_close(b->a);
}

static void reads_injixo_teleopti_calabrio(void **state)
{
	struct bench *b = bench();

	(void)state;
	b->o.interval = 1800;
	import(b, "queue,timestamp,offered,handled,aht,channel\n"
		  "Sales,2026-03-02 08:00,10,9,00:03:20,calls\n");
	CHECK_CELL(b, SALES, "2026-03-02T08:00", 10, 9, 1, 200);
	arena_close(b->a);

	b = bench();
	b->o.format = "teleopti";
	import(b, "30;20260302;08:00;17;Sales;20;4;3;1;20;160;90;3000;1000;60;"
		  "70;5;18;250;1;2\n");
	/* 20 direct and 4 overflowed in */
	CHECK_CELL(b, SALES, "2026-03-02T08:00", 24, 20, 3, 200);
	arena_close(b->a);

	b = bench_in("Europe/London", 15);
	b->o.format = "calabrio";
	import(b, "Sales,20210218 08:00,20210218 08:15,16,135.46,490.74,16.85"
		  "\n");
	CHECK_CELL(b, SALES, "2021-02-18T08:00", 16, NAN, NAN, 626.2);
	arena_close(b->a);
}

/* Calls that only heard a recording do not count as offered. */
static void reads_the_bank(void **state)
{
	static const struct acd_name ps[] = {
		{ "PS", DATE_NONE, DATE_NONE, 1, { 0 } }
	};
	struct bench *b = bench_in("Asia/Jerusalem", 30);

	(void)state;
	b->queues[SALES].acd = ps;
	b->queues[SALES].acds = 1;
	b->o.interval = 1800;
	import(b, "start,type,calls,offered,handled,talk_s\n"
		  "1999-10-10 08:00,PS,30,28,25,5000\n");
	CHECK_CELL(b, SALES, "1999-10-10T08:00", 28, 25, 3, 200);
	arena_close(b->a);
}

/* The first line of NICE's exports; a name of theirs is given by hand. */
static void reads_a_header_behind_fields(void **state)
{
	struct bench *b = bench30();
	const char *columns[] = { "offered=contactsReceived" };

	(void)state;
	b->o.columns = columns;
	b->o.n_columns = 1;
	b->o.dates = ACD_MDY;
	import(b, "#fields:date|time|queue|contactsReceived|handled|aht\n"
		  "03022026|08:00|sales|28|25|200\n");
	CHECK_CELL(b, SALES, "2026-03-02T08:00", 28, 25, 3, 200);
	arena_close(b->a);
}

/* Every format's own words name each role that it must have. */
static void formats_have_time_and_contacts(void **state)
{
	(void)state;
	for (int i = 0; i < acd_n_formats; i++) {
		const struct acd_format *f = &acd_formats[i];
		bool time = false, count = false;

		for (int k = 0; k < f->n && f->headerless; k++) {
			enum acd_role r = f->words[k].role;

			time = time || r == ACD_TIME || r == ACD_START;
			count = count || r == ACD_OFFERED;
		}
		CHECK(!f->headerless || (time && count), "%s", f->id);
		assert_ptr_equal(acd_format(f->id), f);
	}
	assert_null(acd_format("nothing"));
}

/* --- columns and readings --- */

static void columns_can_be_named_by_hand(void **state)
{
	static const char *const columns[] = { "offered=Angeboten",
					       "handled=Angenommen",
					       "aht=Ø Dauer", "queue=Gruppe",
					       "start=Zeit" };
	struct bench *b = bench30();

	(void)state;
	b->o.columns = columns;
	b->o.n_columns = 5;
	import(b, "Gruppe;Zeit;Angeboten;Angenommen;Ø Dauer\n"
		  "Sales;24.03.2026 08:00;12;10;312,5\n");
	CHECK_CELL(b, SALES, "2026-03-24T08:00", 12, 10, 2, 312.5);
	assert_int_equal(b->report.files[0].mark, ACD_COMMA);
	arena_close(b->a);
}

static void says_which_column_is_missing(void **state)
{
	struct bench *b = bench30();

	(void)state;
	refused(bench30(), "start,queue,offered\n2026-03-02T08:00,Sales,4\n", 1,
		"handling time");
	refused(bench30(), "start,queue,offered\n2026-03-02T08:00,Sales,4\n", 1,
		"found: start, queue, offered");
	refused(bench30(), "queue,offered,aht\nSales,4,100\n", 1, "the start");
	refused(bench30(), "time,queue,offered,aht\n08:00,Sales,4,100\n", 1,
		"the date");
	refused(bench30(), "start,offered,aht\n2026-03-02T08:00,4,100\n", 1,
		"the queue");
	refused(bench30(), "", 1, "empty");
	refused(bench30(), "\n\n", 1, "empty");
	static const char *const none[] = { "aht=none" };
	b->o.columns = none;
	b->o.n_columns = 1;
	import(b, "start,queue,offered\n2026-03-02T08:00,Sales,4\n");
	CHECK_CELL(b, SALES, "2026-03-02T08:00", 4, NAN, NAN, NAN);
	arena_close(b->a);
	static const char *const wrong[] = { "offerd=x" };
	b = bench30();
	b->o.columns = wrong;
	b->o.n_columns = 1;
	refused(b, "start,queue,offered,aht\n", 0, "offerd=x");
}

static void never_guesses_the_order_of_dates(void **state)
{
	const char *either = "date,time,queue,offered,aht\n"
			     "03/04/2026,08:00,Sales,4,100\n"
			     "04/04/2026,08:00,Sales,5,100\n";
	struct bench *b;

	(void)state;
	refused(bench30(), either, 0, "--dates");
	b = bench30();
	b->o.dates = ACD_MDY;
	import(b, either);
	CHECK_CELL(b, SALES, "2026-03-04T08:00", 4, NAN, NAN, 100);
	arena_close(b->a);
	b = bench30();
	b->o.dates = ACD_DMY;
	import(b, either);
	CHECK_CELL(b, SALES, "2026-04-03T08:00", 4, NAN, NAN, 100);
	arena_close(b->a);
	/* one row of the file proves all others */
	b = bench30();
	import(b, "date,time,queue,offered,aht\n"
		  "03/04/2026,08:00,Sales,4,100\n"
		  "13/04/2026,08:00,Sales,5,100\n");
	CHECK_CELL(b, SALES, "2026-04-03T08:00", 4, NAN, NAN, 100);
	arena_close(b->a);
	/* both readings are the same day */
	b = bench30();
	import(b, "date,time,queue,offered,aht\n"
		  "04/04/2026,08:00,Sales,4,100\n");
	CHECK_CELL(b, SALES, "2026-04-04T08:00", 4, NAN, NAN, 100);
	arena_close(b->a);
	refused(bench30(),
		"date,time,queue,offered,aht\n"
		"13/04/2026,08:00,Sales,4,100\n"
		"04/13/2026,08:00,Sales,4,100\n",
		3, "contradict");
}

static void never_guesses_the_decimal_mark(void **state)
{
	const char *either = "start;queue;offered;aht\n"
			     "2026-03-02 08:00;Sales;4;1.234\n";
	struct bench *b;

	(void)state;
	refused(bench30(), either, 0, "--decimal");
	b = bench30();
	b->o.mark = ACD_COMMA;
	import(b, either);
	CHECK_CELL(b, SALES, "2026-03-02T08:00", 4, NAN, NAN, 1234);
	arena_close(b->a);
	b = bench30();
	import(b, "start;queue;offered;aht\n"
		  "2026-03-02 08:00;Sales;42;312,5\n"
		  "2026-03-02 08:30;Sales;1.045;298,25\n");
	CHECK_CELL(b, SALES, "2026-03-02T08:00", 42, NAN, NAN, 312.5);
	CHECK_CELL(b, SALES, "2026-03-02T08:30", 1045, NAN, NAN, 298.25);
	arena_close(b->a);
	refused(bench30(),
		"start;queue;offered;aht\n"
		"2026-03-02 08:00;Sales;42;312,5\n"
		"2026-03-02 08:30;Sales;45;298.25\n",
		3, "contradict");
	/* between commas there are no decimal commas */
	b = bench30();
	import(b, "start,queue,offered,aht\n"
		  "2026-03-02 08:00,Sales,42,240.125\n");
	CHECK_CELL(b, SALES, "2026-03-02T08:00", 42, NAN, NAN, 240.125);
	arena_close(b->a);
}

static void tells_hours_from_minutes_after_midnight(void **state)
{
	struct bench *b = bench_in("Europe/London", 60);

	(void)state;
	import(b, "date,hour,queue,offered,aht\n"
		  "2026-03-02,8,Sales,4,100\n"
		  "2026-03-02,9,Sales,5,100\n");
	CHECK_CELL(b, SALES, "2026-03-02T09:00", 5, NAN, NAN, 100);
	arena_close(b->a);
	b = bench();
	import(b, "date,time,queue,offered,aht\n"
		  "2026-03-02,0,Sales,4,100\n"
		  "2026-03-02,30,Sales,5,100\n"
		  "2026-03-02,830,Sales,6,100\n");
	CHECK_CELL(b, SALES, "2026-03-02T00:30", 5, NAN, NAN, 100);
	CHECK_CELL(b, SALES, "2026-03-02T08:30", 6, NAN, NAN, 100);
	arena_close(b->a);
}

/* "-" is not 0, and what is missing comes from the others. */
static void missing_is_not_zero(void **state)
{
	struct bench *b = bench();

	(void)state;
	import(b, "start,queue,offered,handled,abandoned,aht\n"
		  "2026-03-02T08:00,Sales,-,8,2,100\n"
		  "2026-03-02T08:30,Sales,10,N/A,2,100\n"
		  "2026-03-02T09:00,Sales,10,8,,100\n"
		  "2026-03-02T09:30,Sales,-,-,-,-\n"
		  "2026-03-02T10:00,Sales,0,0,0,-\n"
		  "2026-03-02T10:30,Sales,3,5,,90\n");
	CHECK_CELL(b, SALES, "2026-03-02T08:00", 10, 8, 2, 100);
	CHECK_CELL(b, SALES, "2026-03-02T08:30", 10, 8, 2, 100);
	CHECK_CELL(b, SALES, "2026-03-02T09:00", 10, 8, 2, 100);
	CHECK_CELL(b, SALES, "2026-03-02T09:30", NAN, NAN, NAN, NAN);
	CHECK_CELL(b, SALES, "2026-03-02T10:00", 0, 0, 0, NAN);
	CHECK_CELL(b, SALES, "2026-03-02T10:30", 3, 5, NAN, 90);
	assert_int_equal(b->report.files[0].empty, 1);
	arena_close(b->a);
}

/* --- bad rows --- */

/* A file of n good rows and then these. */
static const char *many_rows(struct arena *a, int n, const char *then)
{
	struct text t = text_new(a);

	text_add(&t, "start,queue,offered,aht\n");
	for (int i = 0; i < n; i++)
		text_addf(&t, "2026-%02d-%02d %02d:%02d,Sales,%d,100\n",
			  1 + i / 48 / 28, 1 + i / 48 % 28, i / 2 % 24,
			  30 * (i % 2), i % 9);
	text_add(&t, then);
	return t.data;
}

static void puts_one_row_in_a_hundred_aside(void **state)
{
	struct bench *b = bench();

	(void)state;
	import(b, many_rows(b->a, 99, "2026-02-30 08:00,Sales,4,100\n"));
	assert_int_equal(b->report.n_rejects, 1);
	assert_int_equal(b->report.rejects[0].place.line, 101);
	assert_string_equal(b->report.rejects[0].raw,
			    "2026-02-30 08:00,Sales,4,100");
	assert_non_null(strstr(b->report.rejects[0].reason, "2026-02-30"));
	assert_int_equal(b->report.files[0].bad, 1);
	assert_int_equal(b->report.files[0].used, 99);
	arena_close(b->a);
	b = bench();
	refused(b, many_rows(b->a, 98, "2026-02-30 08:00,Sales,4,100\n"), 100,
		"2026-02-30");
	b = bench();
	refused(b, many_rows(b->a, 98, "2026-02-30 08:00,Sales,4,100\n"), 0,
		"more than 1 %");
}

static void says_what_is_wrong_with_a_row(void **state)
{
	static const struct {
		const char *row, *part;
	} cases[] = {
		{ "2026-03-02T08:00,Sales,nan,100", "offered \"nan\"" },
		{ "2026-03-02T08:00,Sales,4,inf", "aht \"inf\"" },
		{ "2026-03-02T08:00,Sales,-5,100", "offered \"-5\"" },
		{ "2026-03-02T08:00,Sales,99999999999999999999,100",
		  "from 0 to 1000000" },
		{ "2026-03-02T08:00,Sales,1e308,100", "from 0 to 1000000" },
		{ "2026-03-02T08:00,Sales,4,1e999", "aht \"1e999\"" },
		{ "2026-03-02T08:00,Sales,4,9999999", "handling time" },
		{ "2025-02-29T08:00,Sales,4,100", "2025-02-29" },
		{ "2026-03-02T08:00,Sales,4", "4 fields expected, 3 found" },
		{ "2026-03-02T08:00,Sales,4,100,9",
		  "4 fields expected, 5 found" },
		{ "2026-03-02T08:00,,4,100", "no name" },
		{ "2026-03-29T01:30,Sales,4,100", "does not exist" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct bench *b = bench30();

		refused(b,
			arena_printf(b->a,
				     "start,queue,offered,aht\n"
				     "2026-03-02T07:30,Sales,4,100\n%s\n",
				     cases[i].row),
			3, cases[i].part);
	}
}

static void refuses_files_that_are_broken(void **state)
{
	(void)state;
	refused(bench(),
		"start,queue,offered,aht\n"
		"2026-03-02T08:00,Sales,42,310\n"
		"2026-03-02T08:30,\"Sales,44,312\n",
		3, "quote");
	refused(bench(),
		"start,queue,offered,aht\n2026-03-02T08:00,S\xe4,4,9\n", 2,
		"UTF-8");
	refused(bench(),
		"start,queue,offered,aht\n2026-03-02T08:07,Sales,4,9\n", 0,
		"odd times");
}

static void the_same_interval_twice_is_an_error_unless_equal(void **state)
{
	struct bench *b = bench30();

	(void)state;
	refused(bench30(),
		"start,queue,offered,aht\n"
		"2026-03-02T08:00,Sales,40,300\n"
		"2026-03-02T08:30,Sales,43,301\n"
		"2026-03-02T08:30,Sales,999,301\n",
		4, "as line 3");
	import(b, "start,queue,offered,aht\n"
		  "2026-03-02T08:00,Sales,40,300\n"
		  "2026-03-02T08:00,Sales,40,300\n");
	CHECK_CELL(b, SALES, "2026-03-02T08:00", 40, NAN, NAN, 300);
	assert_int_equal(b->report.files[0].repeated, 1);
	arena_close(b->a);
}

/* Byte order mark, line ends, a line break in a quoted name. */
static void takes_files_as_spreadsheets_write_them(void **state)
{
	static const struct acd_name gold[] = {
		{ "Sales, \"Gold\" tier\nDACH", DATE_NONE, DATE_NONE, 1, { 0 } }
	};
	struct bench *b = bench();

	(void)state;
	import(b, "\xef\xbb\xbfstart,queue,offered,aht\r\n"
		  "2026-03-02T08:00,Sales,40,300\r\n"
		  "2026-03-02T08:30,Sales,43,301\r\n");
	CHECK_CELL(b, SALES, "2026-03-02T08:30", 43, NAN, NAN, 301);
	arena_close(b->a);
	b = bench();
	b->queues[SALES].acd = gold;
	b->queues[SALES].acds = 1;
	import(b, "start,queue,offered,aht\n"
		  "2026-03-02T08:00,\"Sales, \"\"Gold\"\" tier\nDACH\",42,310\n"
		  "2026-03-02T08:30,\"Sales, \"\"Gold\"\" tier\nDACH\",44,312"
		  "\n");
	CHECK_CELL(b, SALES, "2026-03-02T08:30", 44, NAN, NAN, 312);
	arena_close(b->a);
}

/* --- names --- */

static int day_of(int year, int month, int day)
{
	return date_from_civil((struct civil){ year, month, day });
}

/* VDN 3001 was ours until the end of May, "all" is shared 1 : 3. */
static void queues_are_renamed_merged_and_split(void **state)
{
	struct acd_name sales[] = {
		{ "VDN 3001", DATE_NONE, day_of(2026, 6, 1), 1, { 0 } },
		{ "Sales_UK", DATE_NONE, DATE_NONE, 1, { 0 } },
		{ "all", DATE_NONE, DATE_NONE, 0.25, { 0 } },
	};
	struct acd_name support[] = {
		{ "ALL", DATE_NONE, DATE_NONE, 0.75, { 0 } },
	};
	struct bench *b = bench30();

	(void)state;
	b->queues[SALES].acd = sales;
	b->queues[SALES].acds = 3;
	b->queues[SUPPORT].acd = support;
	b->queues[SUPPORT].acds = 1;
	import(b, "start,queue,offered,handled,aht\n"
		  "2026-05-31T08:00,VDN 3001,10,10,100\n"
		  "2026-05-31T08:00,sales_uk ,30,30,200\n"
		  "2026-05-31T08:30,All,8,8,100\n"
		  "2026-06-01T08:00,VDN 3001,10,10,100\n"
		  "2026-06-01T08:00,Sales_UK,30,30,200\n");
	CHECK_CELL(b, SALES, "2026-05-31T08:00", 40, 40, 0, 175);
	CHECK_CELL(b, SALES, "2026-05-31T08:30", 2, 2, 0, 100);
	CHECK_CELL(b, SUPPORT, "2026-05-31T08:30", 6, 6, 0, 100);
	CHECK_CELL(b, SALES, "2026-06-01T08:00", 30, 30, 0, 200);
	assert_int_equal(b->report.files[0].foreign, 1);
	assert_int_equal(b->report.files[0].used, 4);
	arena_close(b->a);

	b = bench30();
	support[0].share = 1;
	b->queues[SALES].acd = sales;
	b->queues[SALES].acds = 3;
	b->queues[SUPPORT].acd = support;
	b->queues[SUPPORT].acds = 1;
	refused(b,
		"start,queue,offered,aht\n"
		"2026-05-31T08:30,all,8,100\n",
		2, "100%");
}

static void lists_unknown_names(void **state)
{
	const char *file = "start,queue,offered,aht\n"
			   "2026-03-02T08:00,Sales desk,1,100\n"
			   "2026-03-02T08:00,suport,2,100\n"
			   "2026-03-02T08:30,suport,3,100\n"
			   "2026-03-02T08:30,Fax,4,100\n";
	struct bench *b = bench();

	(void)state;
	refused(bench(), file, 0,
		"\"suport\" (2 rows, 5 contacts) is no queue of the site; did "
		"you mean \"support\"?");
	refused(bench(), file, 0, "\"Fax\" (1 rows, 4 contacts)");
	b->o.skip_unknown = true;
	import(b, file);
	assert_int_equal(b->report.n_unknown, 2);
	assert_string_equal(b->report.unknown[0].name, "suport");
	assert_string_equal(b->report.unknown[0].near, "support");
	assert_int_equal(b->report.files[0].foreign, 3);
	CHECK_CELL(b, SALES, "2026-03-02T08:00", 1, NAN, NAN, 100);
	CHECK_CELL(b, SUPPORT, "2026-03-02T08:00", NAN, NAN, NAN, NAN);
	arena_close(b->a);
}

/* --- lengths --- */

static void shorter_intervals_add_up(void **state)
{
	struct bench *b = bench();

	(void)state;
	import(b, "start,queue,offered,handled,aht\n"
		  "2026-03-02T08:00,Sales,5,4,100\n"
		  "2026-03-02T08:15,Sales,7,6,200\n"
		  "2026-03-02T08:30,Sales,1,0,-\n"
		  "2026-03-02T08:45,Sales,0,0,-\n");
	CHECK_CELL(b, SALES, "2026-03-02T08:00", 12, 10, 2, 160);
	CHECK_CELL(b, SALES, "2026-03-02T08:30", 1, 0, 1, NAN);
	assert_int_equal(b->report.files[0].interval, 900);
	arena_close(b->a);
}

/* 8:15 is not there: 8:00 to 8:30 is not known, unless nobody was there. */
static void half_an_interval_is_none(void **state)
{
	static const struct window late[] = { { 495, 1080 } };
	const char *file = "start,queue,offered,aht\n"
			   "2026-03-02T08:15,Sales,7,100\n"
			   "2026-03-02T08:30,Sales,2,100\n"
			   "2026-03-02T08:45,Sales,3,100\n";
	struct bench *b = bench();

	(void)state;
	import(b, file);
	CHECK_CELL(b, SALES, "2026-03-02T08:00", NAN, NAN, NAN, NAN);
	CHECK_CELL(b, SALES, "2026-03-02T08:30", 5, NAN, NAN, 100);
	assert_int_equal(b->report.n_incomplete, 1);
	arena_close(b->a);
	b = bench(); /* opens at 8:15 */
	b->queues[SALES].hours.day[MONDAY] = (struct opening_day){ late, 1 };
	import(b, file);
	CHECK_CELL(b, SALES, "2026-03-02T08:00", 7, NAN, NAN, 100);
	arena_close(b->a);
}

static void longer_intervals_are_refused_or_spread(void **state)
{
	const char *hours = "start,queue,offered,aht\n"
			    "2026-03-02T08:00,Sales,1,100\n"
			    "2026-03-02T09:00,Sales,1,100\n"
			    "2026-03-02T10:00,Sales,1,100\n"
			    "2026-03-02T11:00,Sales,1,100\n"
			    "2026-03-02T12:00,Sales,1,100\n"
			    "2026-03-02T13:00,Sales,1,100\n"
			    "2026-03-02T14:00,Sales,1,100\n"
			    "2026-03-02T15:00,Sales,1,100\n";
	const char *file = "start,queue,offered,handled,aht\n"
			   "2026-03-02T08:00,Sales,12,10,100\n"
			   "2026-03-02T09:00,Sales,4,4,150\n";
	struct bench *b = bench();

	(void)state;
	refused(bench(), file, 0, "--interval");
	refused(bench(), hours, 2, "--spread");
	b->o.interval = 3600;
	b->o.spread = true;
	import(b, file);
	CHECK_CELL(b, SALES, "2026-03-02T08:00", 6, 5, 1, 100);
	CHECK_CELL(b, SALES, "2026-03-02T08:30", 6, 5, 1, 100);
	CHECK_CELL(b, SALES, "2026-03-02T09:30", 2, 2, 0, 150);
	arena_close(b->a);
	b = bench_in("Europe/London", 15); /* 20 into 15 minutes */
	b->o.spread = true;
	import(b, "start,queue,offered,aht\n"
		  "2026-03-02T08:00,Sales,4,100\n"
		  "2026-03-02T08:20,Sales,8,100\n"
		  "2026-03-02T08:40,Sales,12,100\n");
	CHECK_CELL(b, SALES, "2026-03-02T08:00", 3, NAN, NAN, 100);
	CHECK_CELL(b, SALES, "2026-03-02T08:15", 5, NAN, NAN, 100);
	CHECK_CELL(b, SALES, "2026-03-02T08:30", 7, NAN, NAN, 100);
	CHECK_CELL(b, SALES, "2026-03-02T08:45", 9, NAN, NAN, 100);
	arena_close(b->a);
	refused(bench_in("Europe/London", 15),
		"start,queue,offered,aht\n"
		"2026-03-02T08:00,Sales,4,100\n"
		"2026-03-02T08:20,Sales,8,100\n",
		2, "--spread");
}

static void overlapping_rows_would_count_twice(void **state)
{
	(void)state;
	refused(bench(),
		"start,end,queue,offered,aht\n"
		"2026-03-02 08:00,2026-03-02 08:30,Sales,4,100\n"
		"2026-03-02 08:15,2026-03-02 08:30,Sales,4,100\n",
		3, "within the interval of 1.csv:2");
}

/* A file that lists calls only: what is not there was nothing, but not
 * before its first and after its last row, nor on days it does not know. */
static void left_out_intervals_can_be_zero(void **state)
{
	struct bench *b = bench();

	(void)state;
	b->o.zero = true;
	import(b, "start,queue,offered,handled,aht\n"
		  "2026-03-02T08:30,Sales,4,4,100\n"
		  "2026-03-02T10:00,Sales,5,5,100\n"
		  "2026-03-04T08:00,Sales,6,6,100\n");
	CHECK_CELL(b, SALES, "2026-03-02T08:00", NAN, NAN, NAN, NAN);
	CHECK_CELL(b, SALES, "2026-03-02T09:30", 0, 0, 0, NAN);
	CHECK_CELL(b, SALES, "2026-03-03T09:30", NAN, NAN, NAN, NAN);
	CHECK_CELL(b, SALES, "2026-03-04T07:30", 0, 0, 0, NAN);
	CHECK_CELL(b, SALES, "2026-03-04T08:30", NAN, NAN, NAN, NAN);
	CHECK_CELL(b, SUPPORT, "2026-03-02T09:30", NAN, NAN, NAN, NAN);
	arena_close(b->a);
}

/* --- clocks that change --- */

static void the_doubled_hour_is_told_apart_by_order(void **state)
{
	struct bench *b = bench();

	(void)state;
	import(b, "start,queue,offered,aht\n"
		  "2026-10-25 00:30,Sales,1,100\n"
		  "2026-10-25 01:00,Sales,2,100\n"
		  "2026-10-25 01:30,Sales,3,100\n"
		  "2026-10-25 01:00,Sales,4,100\n"
		  "2026-10-25 01:30,Sales,5,100\n"
		  "2026-10-25 02:00,Sales,6,100\n");
	CHECK_CELL(b, SALES, "2026-10-25T01:00+01:00", 2, NAN, NAN, 100);
	CHECK_CELL(b, SALES, "2026-10-25T01:30+01:00", 3, NAN, NAN, 100);
	CHECK_CELL(b, SALES, "2026-10-25T01:00+00:00", 4, NAN, NAN, 100);
	CHECK_CELL(b, SALES, "2026-10-25T01:30+00:00", 5, NAN, NAN, 100);
	CHECK_CELL(b, SALES, "2026-10-25T02:00+00:00", 6, NAN, NAN, 100);
	arena_close(b->a);
	b = bench(); /* newest first */
	import(b, "start,queue,offered,aht\n"
		  "2026-10-25 02:00,Sales,6,100\n"
		  "2026-10-25 01:30,Sales,5,100\n"
		  "2026-10-25 01:00,Sales,4,100\n"
		  "2026-10-25 01:30,Sales,3,100\n"
		  "2026-10-25 01:00,Sales,2,100\n"
		  "2026-10-25 00:30,Sales,1,100\n");
	CHECK_CELL(b, SALES, "2026-10-25T01:00+01:00", 2, NAN, NAN, 100);
	CHECK_CELL(b, SALES, "2026-10-25T01:30+00:00", 5, NAN, NAN, 100);
	arena_close(b->a);
}

static void offsets_tell_the_doubled_hour_apart(void **state)
{
	struct bench *b = bench_in("Europe/Berlin", 30);

	(void)state;
	import(b, "start,queue,offered,aht\n"
		  "2026-10-25T02:30+01:00,Sales,4,100\n"
		  "2026-10-25T02:00+01:00,Sales,3,100\n"
		  "2026-10-25T02:30+02:00,Sales,2,100\n"
		  "2026-10-25T02:00+02:00,Sales,1,100\n");
	CHECK_CELL(b, SALES, "2026-10-25T02:00+02:00", 1, NAN, NAN, 100);
	CHECK_CELL(b, SALES, "2026-10-25T02:30+01:00", 4, NAN, NAN, 100);
	arena_close(b->a);
	b = bench_in("Europe/Berlin", 30); /* the file's zone is another */
	assert_int_equal(zone_load(b->a, NULL, "UTC", &b->o.zone, &b->e),
			 RC_OK);
	import(b, "start,queue,offered,aht\n"
		  "2026-10-25 00:30,Sales,2,100\n"
		  "2026-10-25 01:30,Sales,4,100\n");
	CHECK_CELL(b, SALES, "2026-10-25T02:30+02:00", 2, NAN, NAN, 100);
	CHECK_CELL(b, SALES, "2026-10-25T02:30+01:00", 4, NAN, NAN, 100);
	arena_close(b->a);
}

/* Some switches write zeros for the hour that is not there. */
static void zeros_in_the_missing_hour_are_nothing(void **state)
{
	struct bench *b = bench();

	(void)state;
	import(b, "start,queue,offered,aht\n"
		  "2026-03-29 00:30,Sales,1,100\n"
		  "2026-03-29 01:00,Sales,0,-\n"
		  "2026-03-29 01:30,Sales,0,-\n"
		  "2026-03-29 02:00,Sales,2,100\n");
	CHECK_CELL(b, SALES, "2026-03-29T00:30", 1, NAN, NAN, 100);
	CHECK_CELL(b, SALES, "2026-03-29T02:00", 2, NAN, NAN, 100);
	assert_int_equal(b->report.files[0].empty, 2);
	assert_int_equal(b->merged.grid.n, 46);
	arena_close(b->a);
}

/* --- a history --- */

static void importing_twice_changes_nothing(void **state)
{
	const char *file = "start,queue,offered,handled,aht\n"
			   "2026-03-02T08:00,Sales,5,3,33.3333333\n"
			   "2026-03-02T08:30,Support,7,6,200\n";
	struct bench *b = bench();

	(void)state;
	import(b, file);
	assert_int_equal(b->report.n_new, 2);
	again(b);
	import(b, file);
	assert_int_equal(b->report.n_new, 0);
	assert_int_equal(b->report.n_changed, 0);
	assert_int_equal(b->report.n_same, 2);
	assert_int_equal(b->merged.grid.n, b->old.grid.n);
	for (int i = 0; i < 2 * b->merged.grid.n; i++) {
		check_value(b->merged.calls[i], b->old.calls[i], "offered", i);
		check_value(b->merged.aht[i], b->old.aht[i], "aht", i);
	}
	arena_close(b->a);
}

static void a_later_file_replaces_and_says_so(void **state)
{
	struct bench *b = bench();

	(void)state;
	import(b, "start,queue,offered,handled,aht\n"
		  "2026-03-02T08:00,Sales,5,3,100\n"
		  "2026-03-02T08:30,Sales,6,6,100\n");
	again(b);
	import(b, "start,queue,offered,handled,aht\n"
		  "2026-03-01T08:00,Sales,1,1,100\n"
		  "2026-03-02T08:30,Sales,9,8,100\n");
	assert_int_equal(b->report.n_new, 1);
	assert_int_equal(b->report.n_changed, 1);
	assert_int_equal(b->report.changes[0].queue, SALES);
	check_value(b->report.changes[0].before, 6, "before", __LINE__);
	check_value(b->report.changes[0].after, 9, "after", __LINE__);
	CHECK_CELL(b, SALES, "2026-03-01T08:00", 1, 1, 0, 100);
	CHECK_CELL(b, SALES, "2026-03-02T08:00", 5, 3, 2, 100);
	CHECK_CELL(b, SALES, "2026-03-02T08:30", 9, 8, 1, 100);
	arena_close(b->a);
}

static void of_two_files_the_later_counts(void **state)
{
	struct bench *b = bench();

	(void)state;
	add_file(b, "start,queue,offered,aht\n"
		    "2026-03-02T08:00,Sales,5,100\n"
		    "2026-03-02T08:30,Sales,6,100\n");
	import(b, "start,queue,offered,aht\n"
		  "2026-03-02T08:30,Sales,9,100\n"
		  "2026-03-02T09:00,Sales,2,100\n");
	CHECK_CELL(b, SALES, "2026-03-02T08:00", 5, NAN, NAN, 100);
	CHECK_CELL(b, SALES, "2026-03-02T08:30", 9, NAN, NAN, 100);
	CHECK_CELL(b, SALES, "2026-03-02T09:00", 2, NAN, NAN, 100);
	assert_int_equal(b->report.files[0].repeated, 1);
	arena_close(b->a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_avaya_split_report),
		cmocka_unit_test(reads_avaya_vdn_report),
		cmocka_unit_test(reads_avaya_dump),
		cmocka_unit_test(reads_genesys_history),
		cmocka_unit_test(reads_amazon_connect_report),
		cmocka_unit_test(reads_8x8_and_ipscape),
		cmocka_unit_test(reads_wide_rows_of_several_channels),
		cmocka_unit_test(reads_ipfx_without_header),
		cmocka_unit_test(reads_mitel_shoretel_openscape),
		cmocka_unit_test(reads_cisco_by_interval),
		cmocka_unit_test(reads_cisco_call_types),
		cmocka_unit_test(reads_injixo_teleopti_calabrio),
		cmocka_unit_test(reads_the_bank),
		cmocka_unit_test(reads_a_header_behind_fields),
		cmocka_unit_test(formats_have_time_and_contacts),
		cmocka_unit_test(columns_can_be_named_by_hand),
		cmocka_unit_test(says_which_column_is_missing),
		cmocka_unit_test(never_guesses_the_order_of_dates),
		cmocka_unit_test(never_guesses_the_decimal_mark),
		cmocka_unit_test(tells_hours_from_minutes_after_midnight),
		cmocka_unit_test(missing_is_not_zero),
		cmocka_unit_test(puts_one_row_in_a_hundred_aside),
		cmocka_unit_test(says_what_is_wrong_with_a_row),
		cmocka_unit_test(refuses_files_that_are_broken),
		cmocka_unit_test(
			the_same_interval_twice_is_an_error_unless_equal),
		cmocka_unit_test(takes_files_as_spreadsheets_write_them),
		cmocka_unit_test(queues_are_renamed_merged_and_split),
		cmocka_unit_test(lists_unknown_names),
		cmocka_unit_test(shorter_intervals_add_up),
		cmocka_unit_test(half_an_interval_is_none),
		cmocka_unit_test(longer_intervals_are_refused_or_spread),
		cmocka_unit_test(overlapping_rows_would_count_twice),
		cmocka_unit_test(left_out_intervals_can_be_zero),
		cmocka_unit_test(the_doubled_hour_is_told_apart_by_order),
		cmocka_unit_test(offsets_tell_the_doubled_hour_apart),
		cmocka_unit_test(zeros_in_the_missing_hour_are_nothing),
		cmocka_unit_test(importing_twice_changes_nothing),
		cmocka_unit_test(a_later_file_replaces_and_says_so),
		cmocka_unit_test(of_two_files_the_later_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
