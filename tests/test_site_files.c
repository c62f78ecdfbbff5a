/* site_files - the folder that describes a centre. */
#include "check.h"
#include "scratch.h"

#include "base/date.h"
#include "base/text.h"
#include "formats/site_files.h"

/* The sketch of the design, word for word. */
static const char sketch[] =
	"site: {name: Riverside, time_zone: Europe/London, interval: 15 min, "
	"week_starts: monday, currency: GBP}\n"
	"queues:\n"
	"  sales:\n"
	"    channel: voice\n"
	"    hours: {mon-fri: 07:00-22:00, sat-sun: 08:00-20:00, holiday: "
	"10:00-18:00}\n"
	"    service_level: {share: 80%, within: 20 s, over: interval, "
	"abandons: ignore}   # over: interval day week month\n"
	"    patience: 2 min\n"
	"    max_occupancy: 88%\n"
	"    minimum: 2\n"
	"    short: 40 per agent-hour          # being one person short\n"
	"    acd: [{name: \"VDN 3001\", until: 2026-06-01}, {name: "
	"Sales_UK}]\n"
	"  chat:  {channel: chat, hours: 08:00-20:00, service_level: {share: "
	"90%, within: 60 s, over: day}, concurrency: 3}\n"
	"  email: {channel: email, hours: 08:00-20:00, service_level: {share: "
	"95%, within: 8 open hours}}\n"
	"shrinkage: {sickness: 5%, lateness: 1%}\n"
	"absences: {holiday: {paid: yes, credit: contract day}, sick: {paid: "
	"yes, private: yes}, unpaid: {paid: no, credit: none}}\n"
	"breaks:\n"
	"  lunch: {length: 30 min, paid: no, starts: 3 h to 5 h after start}\n"
	"  rest:  {length: 15 min, paid: yes, starts: 1 h 30 to 2 h 30 after "
	"start}\n"
	"shifts:\n"
	"  day:   {start: 07:00-10:00 every 30 min, paid: 8 h, breaks: [rest, "
	"lunch, rest2]}\n"
	"  late:  {start: 13:30 every 30 min, days: mon-fri, paid: 8 h, "
	"breaks: "
	"[rest, lunch, rest2]}\n"
	"  short: {start: 08:00-16:00 every 30 min, paid: 4-6 h every 30 min, "
	"breaks: [rest]}\n"
	"contracts:\n"
	"  full_time:\n"
	"    hours: 40 per week                        # paid hours\n"
	"    shifts: [day, late]\n"
	"    rules:\n"
	"      - days per week: 5\n"
	"      - rest between shifts: at least 11 h\n"
	"      - days in a row: at most 6\n"
	"      - weekends in 4 weeks: at most 2\n"
	"      - days off in a row: {at least: 2, price: 15}       # soft\n"
	"pay: {base: 16.23, evening: {from: 20:00, until: 24:00, add: 10%}, "
	"sunday: {add: 50%}, holiday: {add: 100%, by: hour},\n"
	"      overtime: {after: 40 h per week, add: 50%, at_most: 4 h}, "
	"stack: "
	"sum}\n";

struct folder {
	struct scratch s;
	struct err e;
	struct site site;
	enum rc rc;
};

static struct folder folder_open(void)
{
	struct folder f = { .s = scratch_open() };

	f.e = err_new(f.s.arena);
	return f;
}

static void load(struct folder *f)
{
	f->rc = site_load(f->s.arena, f->s.dir, &f->site, &f->e);
}

static struct folder loaded(const char *yaml)
{
	struct folder f = folder_open();

	scratch_write(&f.s, "site.yaml", yaml);
	load(&f);
	return f;
}

static void folder_close(struct folder *f)
{
	scratch_close(&f->s);
}

static void check_good(const struct folder *f)
{
	CHECK(f->rc == RC_OK && f->e.errors == 0, "%d:%d: %s",
	      f->e.n > 0 ? f->e.list[0].place.line : 0,
	      f->e.n > 0 ? f->e.list[0].place.column : 0,
	      f->e.n > 0 ? f->e.list[0].text : "");
}

static void the_sketch_has_its_queues(void **state)
{
	struct folder f = loaded(sketch);
	const struct site *s = &f.site;

	(void)state;
	check_good(&f);
	assert_string_equal(s->name, "Riverside");
	assert_string_equal(zone_name(s->zone), "Europe/London");
	assert_string_equal(s->currency, "GBP");
	assert_int_equal(s->interval, 900);
	assert_int_equal(s->week_start, MONDAY);
	assert_int_equal(s->weekend, 0x60);
	assert_int_equal(s->n_queues, 3);
	const struct queue *q = &s->queues[0];
	assert_int_equal(q->channel, CHANNEL_VOICE);
	assert_int_equal(q->hours.day[FRIDAY].windows[0].until, 1320);
	assert_int_equal(q->hours.day[SUNDAY].windows[0].from, 480);
	assert_int_equal(q->hours.day[7].windows[0].from, 600);
	assert_true(q->goal.share == 0.8 && q->goal.within == 20);
	assert_int_equal(q->goal.over, OVER_INTERVAL);
	assert_int_equal(q->goal.abandons, ABANDONS_IGNORE);
	assert_true(q->goal.max_occupancy == 0.88);
	assert_string_equal(q->goal.occupancy_text, "88%");
	assert_true(q->patience == 120 && q->short_price == 40);
	assert_int_equal(q->minimum, 2);
	assert_int_equal(q->acds, 2);
	assert_string_equal(q->acd[0].name, "VDN 3001");
	assert_int_equal(q->acd[0].from, DATE_NONE);
	assert_int_equal(q->acd[0].until,
			 date_from_civil((struct civil){ 2026, 6, 2 }));
	assert_int_equal(s->queues[1].concurrency, 3);
	assert_null(s->queues[1].hours.day[7].windows);
	assert_true(s->queues[2].goal.within == 28800);
	assert_true(s->queues[2].goal.open_hours);
	assert_true(site_shrinkage(s) == 0.05 + 0.01);
	assert_string_equal(s->shrinkage[0].text, "5%");
	folder_close(&f);
}

static void the_sketch_has_its_shifts(void **state)
{
	struct folder f = loaded(sketch);
	const struct site *s = &f.site;

	(void)state;
	check_good(&f);
	assert_int_equal(s->n_breaks, 3);
	assert_int_equal(s->breaks[0].earliest, 180);
	assert_int_equal(s->breaks[0].latest, 300);
	assert_false(s->breaks[0].paid);
	/* rest2 is one more rest, wherever the order puts it */
	assert_string_equal(s->breaks[2].id, "rest2");
	assert_int_equal(s->breaks[2].length, 15);
	assert_int_equal(s->breaks[2].earliest, -1);
	assert_true(s->breaks[2].paid);
	const struct shift *day = &s->shifts[0], *late = &s->shifts[1];
	assert_int_equal(day->first, 420);
	assert_int_equal(day->last, 600);
	assert_int_equal(day->step, 30);
	assert_int_equal(day->days, DAYS_ALL);
	assert_string_equal(day->code, "day");
	assert_int_equal(day->breaks[1], 0);
	/* 8 h and lunch from 13:30 end at 22:00, when sales closes */
	assert_int_equal(late->first, 810);
	assert_int_equal(late->last, 810);
	assert_int_equal(late->days, 0x1f);
	assert_int_equal(s->shifts[2].min_paid, 240);
	assert_int_equal(s->shifts[2].max_paid, 360);
	assert_int_equal(s->shifts[2].paid_step, 30);
	folder_close(&f);
}

static void the_sketch_has_its_contract(void **state)
{
	struct folder f = loaded(sketch);
	const struct contract *c = f.site.contracts;

	(void)state;
	check_good(&f);
	assert_int_equal(c->min_minutes, 2400);
	assert_int_equal(c->max_minutes, 2400);
	assert_int_equal(c->hours_over, OVER_CALENDAR_WEEK);
	assert_int_equal(c->day_minutes, 480);
	assert_int_equal(c->shifts, 3);
	assert_int_equal(c->n_rules, 5);
	assert_int_equal(c->rules[0].count, COUNT_DAYS);
	assert_int_equal(c->rules[0].min, 5);
	assert_int_equal(c->rules[0].max, 5);
	assert_int_equal(c->rules[1].count, COUNT_REST);
	assert_int_equal(c->rules[1].min, 660);
	assert_int_equal(c->rules[2].count, COUNT_RUN);
	assert_int_equal(c->rules[2].max, 6);
	assert_int_equal(c->rules[3].count, COUNT_WEEKENDS);
	assert_int_equal(c->rules[3].length, 4);
	assert_int_equal(c->rules[4].count, COUNT_RUN_OFF);
	assert_int_equal(c->rules[4].strength, RULE_SOFT);
	assert_true(c->rules[4].price == 15);
	assert_int_equal(c->rules[4].place.line, 32);
	assert_int_equal(c->rules[4].place.column, 9);
	assert_int_equal(f.site.absence_types[0].credit, CREDIT_CONTRACT_DAY);
	assert_int_equal(f.site.absence_types[1].credit, CREDIT_CONTRACT_DAY);
	assert_true(f.site.absence_types[1].private);
	assert_int_equal(f.site.absence_types[2].credit, CREDIT_NONE);
	folder_close(&f);
}

static void the_sketch_has_its_pay(void **state)
{
	struct folder f = loaded(sketch);
	const struct pay *p = &f.site.pay;

	(void)state;
	check_good(&f);
	assert_true(p->base == 16.23);
	assert_int_equal(p->n_premiums, 3);
	assert_string_equal(p->premiums[0].id, "evening");
	assert_int_equal(p->premiums[0].window.from, 1200);
	assert_int_equal(p->premiums[0].window.until, 1440);
	assert_int_equal(p->premiums[0].days, DAYS_ALL);
	assert_int_equal(p->premiums[1].days, 1 << SUNDAY);
	assert_int_equal(p->premiums[2].days, DAYS_HOLIDAY);
	assert_true(p->premiums[2].add == 1);
	assert_false(p->premiums[2].by_shift);
	assert_int_equal(p->overtime_after, 2400);
	assert_int_equal(p->overtime_max, 240);
	assert_true(p->overtime_add == 0.5);
	assert_false(p->stack_max);
	folder_close(&f);
}

/* Takes the ^ out of a text and answers where it was. */
static struct place take_mark(char *text)
{
	struct place p = { .line = 1, .column = 1 };
	char *mark = strchr(text, '^');

	assert_non_null(mark);
	for (const char *s = text; s < mark; s++) {
		p.column++;
		if (*s == '\n') {
			p.line++;
			p.column = 1;
		}
	}
	memmove(mark, mark + 1, strlen(mark));
	return p;
}

/* Mistakes in site.yaml that need more than one key to be seen. */
static void contradictions_name_both_places(void **state)
{
	static const struct {
		const char *yaml, *part; /* ^ is where the problem is */
	} bad[] = {
		{ "queues:\n  q:\n    hours: always\n    minimum: ^5\n    "
		  "maximum: 3\n",
		  "minimum 5 is above maximum 3 on line 6" },
		{ "queues:\n  q:\n    hours: always\n    service_level: "
		  "{share: ^180, within: 20 s}\n",
		  "share \"180\": expected per cent from 1% to 100%" },
		{ "queues:\n  q:\n    hours: always\n    service_level: "
		  "{share: ^180%, within: 20 s}\n",
		  "from 1% to 100%" },
		{ "queues:\n  q:\n    hours: always\n    service_level: "
		  "{share: 80%, within: ^-20 s}\n",
		  "from 0 s to 90 days" },
		{ "queues:\n  q: {hours: always, service_level: ^100/20}\n",
		  "like {share: 80%, within: 20 s}" },
		{ "queues:\n  q: {hours: always, service_level: ^{share: 100%, "
		  "within: 20 s}}\n",
		  "at most 99.9%" },
		{ "queues:\n  q: {hours: always, service_level: ^{share: 90%, "
		  "within: 8 open hours}}\n",
		  "for email and outbound" },
		{ "queues:\n  q: {hours: always, concurrency: ^3}\n",
		  "only a chat" },
		{ "queues:\n  q: {channel: email, hours: always, patience: ^2 "
		  "min}\n",
		  "nobody waits" },
		{ "queues:\n  q: {hours: {mon-fri: always, ^wed: closed}}\n",
		  "has its hours already" },
		{ "queues:\n  q: {hours: ^[08:00-12:00, 11:00-13:00]}\n",
		  "overlap" },
		{ "queues:\n  q: {hours: always, like: p}\n  p: {hours: "
		  "always, like: ^p}\n",
		  "expected another queue" },
		{ "queues:\n  q: {hours: always, like: ^pp}\n  p: {hours: "
		  "always}\n",
		  "unknown queue \"pp\"" },
		{ "queues:\n  ^a/b: {hours: always}\n", "letters, digits" },
		{ "queues:\n  q: {hours: always, acd: [X]}\n  p: {hours: "
		  "always, acd: [^X]}\n",
		  "is queue \"q\" at the same time, line 3" },
		{ "queues: {q: {hours: always}}\nskills: [^q]\n",
		  "is there already" },
		{ "shrinkage: ^{a: 60%, b: 50%}\n", "add up to 110%" },
		{ "absences: {^off: {}}\n", "another meaning" },
		{ "absences: {x: {}}\nbreaks: {^x: {length: 30 min}}\n",
		  "an absence has this name" },
		{ "breaks: {x: {length: 30 min, starts: ^5 h to 3 h}}\n",
		  "like 3 h to 5 h after start" },
		{ "shifts: {s: {start: ^10:00-06:00 every 30 min, paid: 8 "
		  "h}}\n",
		  "does not pass midnight" },
		{ "shifts: {s: {start: 08:00, paid: ^9-4 h every 30 min}}\n",
		  "like 8 h or 4-6 h" },
		{ "shifts: {s: {start: 08:00, paid: 8 h, breaks: [^lunch]}}\n",
		  "unknown break \"lunch\"; there is none" },
		{ "breaks: {l: {length: 30 min}}\nshifts: {s: {start: 08:00, "
		  "paid: 8 h, breaks: [l, ^l]}}\n",
		  "is there twice" },
		{ "breaks: {l: {length: 4 h, paid: yes}}\nshifts: {s: ^{start: "
		  "08:00, paid: 4 h, breaks: [l], min_gap: 1 h}}\n",
		  "need 360 min, the duty has 240 min" },
		{ "shifts: {s: {start: 08:00, paid: 4 h, split: ^5 h to 9 "
		  "h}}\n",
		  "ends after the duty" },
		{ "shifts: {a: {code: X, start: 08:00, paid: 4 h}, ^b: {code: "
		  "X, start: 09:00, paid: 4 h}}\n",
		  "could also be shift \"a\" on line 2" },
		{ "shifts: {a: {code: X, start: 08:00-09:00 every 30 min, "
		  "paid: 4 h}, ^b: {code: X0830, start: 09:00, paid: 4 h}}\n",
		  "could also be shift \"a\"" },
		{ "shifts: {^a: {code: off, start: 08:00, paid: 4 h}}\n",
		  "another meaning" },
		{ "shifts: {a: {start: 08:00, paid: 4 h}}\nshift_sets: {^days: "
		  "[a]}\n",
		  "has a meaning in rules" },
		{ "contracts: {c: {hours: 40 per week, shifts: [^day]}}\n",
		  "unknown shift \"day\"; there is none" },
		{ "contracts: {c: {hours: ^40}}\n", "like 40 per week" },
		{ "contracts: {c: {hours: ^169 per week}}\n",
		  "like 40 per week" },
		{ "contracts: {c: {hours: ^25-20 per week}}\n",
		  "like 40 per week" },
		{ "pay: {evening: ^{from: 20:00, until: 20:00, add: 10%}}\n",
		  "two times that differ" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct arena *a = arena_open();
		char *yaml = arena_printf(
			a, "site: {time_zone: Europe/London}\n%s", bad[i].yaml);
		struct place at = take_mark(yaml);
		struct folder f = loaded(yaml);
		const struct problem *p = f.e.list;
		CHECK(f.rc == RC_DATA, "%s", bad[i].yaml);
		CHECK(strstr(p->text, bad[i].part), "%s: %s", bad[i].yaml,
		      p->text);
		CHECK(p->place.line == at.line && p->place.column == at.column,
		      "%s: %d:%d: %s", bad[i].yaml, p->place.line,
		      p->place.column, p->text);
		CHECK(f.e.errors == 1, "%s: %s", bad[i].yaml,
		      f.e.errors > 1 ? f.e.list[1].text : "");
		folder_close(&f);
		arena_close(a);
	}
}

static void a_zone_is_spelt_as_the_database_does(void **state)
{
	struct folder f = loaded("site: {time_zone: Europe/Lodnon}\n");

	(void)state;
	assert_int_equal(f.rc, RC_DATA);
	assert_int_equal(f.e.errors, 1);
	assert_int_equal(f.e.list[0].place.line, 1);
	assert_int_equal(f.e.list[0].place.column, 19);
	assert_non_null(strstr(f.e.list[0].text, "Europe/London"));
	folder_close(&f);
}

/* Starts without a last one: as long as the duty ends by closing time. */
static void open_starts_end_with_the_day(void **state)
{
	static const struct {
		const char *hours, *shift;
		int last;
	} cases[] = {
		{ "08:00-20:00", "start: 10:00 every 30 min, paid: 8 h", 720 },
		{ "08:00-20:00", "start: 10:00 every 50 min, paid: 8 h", 700 },
		{ "08:00-20:00", "start: 10:00 every 30 min, paid: 4-8 h",
		  720 },
		{ "08:00-20:00", "start: 18:00 every 30 min, paid: 8 h", 1080 },
		{ "20:00-04:00", "start: 20:00 every 1 h, paid: 4 h", 1380 },
		{ "always", "start: 22:00 every 1 h, paid: 8 h", 1320 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct arena *a = arena_open();
		struct folder f = loaded(arena_printf(
			a,
			"site: {time_zone: UTC}\nqueues: {q: {hours: "
			"\"%s\"}}\nshifts: {s: {%s}}\n",
			cases[i].hours, cases[i].shift));
		check_good(&f);
		CHECK(f.site.shifts[0].last == cases[i].last, "%s: %d",
		      cases[i].shift, f.site.shifts[0].last);
		folder_close(&f);
		arena_close(a);
	}
}

/* A contract day that is not said is a week's hours by its days. */
static void a_contract_day_follows_from_hours_and_days(void **state)
{
	static const struct {
		const char *contract;
		int minutes;
	} cases[] = {
		{ "hours: 40 per week", 480 },
		{ "hours: 38.5 per week", 462 },
		{ "hours: 36 per week, rules: [{days per week: 4}]", 540 },
		{ "hours: 36 per week, rules: [{days per week: at most 4}]",
		  540 },
		{ "hours: 80 per 2 weeks", 480 },
		{ "hours: 20-25 per week", 300 },
		{ "hours: 130 per month", 360 },
		{ "hours: any", 480 },
		{ "hours: at most 72 per period", 480 },
		{ "hours: 40 per week, contract_day: 7 h 30", 450 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct arena *a = arena_open();
		struct folder f = loaded(arena_printf(
			a, "site: {time_zone: UTC}\ncontracts: {c: {%s}}\n",
			cases[i].contract));
		check_good(&f);
		CHECK(f.site.contracts[0].day_minutes == cases[i].minutes,
		      "%s: %d", cases[i].contract,
		      f.site.contracts[0].day_minutes);
		folder_close(&f);
		arena_close(a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_sketch_has_its_queues),
		cmocka_unit_test(the_sketch_has_its_shifts),
		cmocka_unit_test(the_sketch_has_its_contract),
		cmocka_unit_test(the_sketch_has_its_pay),
		cmocka_unit_test(contradictions_name_both_places),
		cmocka_unit_test(a_zone_is_spelt_as_the_database_does),
		cmocka_unit_test(open_starts_end_with_the_day),
		cmocka_unit_test(a_contract_day_follows_from_hours_and_days),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
