/* The csv lists of a site folder: what they say, and every mistake in them. */
#include "check.h"
#include "scratch.h"

#include "base/date.h"
#include "base/text.h"
#include "formats/site_files.h"

static const char yaml[] =
	"site: {time_zone: Europe/London, interval: 30 min}\n"
	"queues: {sales: {hours: 08:00-20:00}, chat: {hours: always}}\n"
	"skills: [first_aid]\n"
	"absences: {holiday: {}, sick: {private: yes}}\n"
	"breaks: {lunch: {length: 30 min}}\n"
	"shifts:\n"
	"  day: {code: D, start: 08:00-10:00 every 30 min, paid: 8 h, breaks: "
	"[lunch]}\n"
	"  night: {code: N, start: 22:00, paid: 8 h}\n"
	"shift_sets: {all_shifts: [day, night]}\n"
	"contracts:\n"
	"  full: {hours: 40 per week, rules: [{days in a row: at most 6}]}\n"
	"  part: {hours: 20-25 per week}\n";

static const char people[] = "id,name,team,contract,hours,from,until\n"
			     "A1,Ann,red,full,,,\n"
			     "B2,Ben,,part,22,2026-01-01,2026-06-30\n"
			     "B2,Ben,,full,,2026-07-01,\n";

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
	scratch_write(&f.s, "site.yaml", yaml);
	scratch_write(&f.s, "agents.csv", people);
	return f;
}

static void load(struct folder *f)
{
	f->rc = site_load(f->s.arena, f->s.dir, &f->site, &f->e);
}

static struct folder with(const char *name, const char *csv)
{
	struct folder f = folder_open();

	scratch_write(&f.s, name, csv);
	load(&f);
	return f;
}

static void check_good(const struct folder *f)
{
	CHECK(f->rc == RC_OK, "%s:%d:%d: %s",
	      f->e.n > 0 ? f->e.list[0].place.file : "",
	      f->e.n > 0 ? f->e.list[0].place.line : 0,
	      f->e.n > 0 ? f->e.list[0].place.column : 0,
	      f->e.n > 0 ? f->e.list[0].text : "");
}

static void folder_close(struct folder *f)
{
	scratch_close(&f->s);
}

static int day(int year, int month, int d)
{
	return date_from_civil((struct civil){ year, month, d });
}

/* London in winter. */
static int64_t winter(int year, int month, int d, int hour)
{
	return (int64_t)86400 * day(year, month, d) + 3600 * hour;
}

static void people_have_dated_terms(void **state)
{
	struct folder f = folder_open();

	(void)state;
	load(&f);
	check_good(&f);
	assert_int_equal(f.site.n_agents, 2);
	const struct agent *ann = &f.site.agents[0], *ben = &f.site.agents[1];
	assert_string_equal(ann->id, "A1");
	assert_string_equal(ann->terms[0].team, "red");
	assert_int_equal(ann->terms[0].from, DATE_NONE);
	assert_int_equal(ann->terms[0].min_minutes, 2400);
	assert_int_equal(ben->n_terms, 2);
	assert_int_equal(ben->terms[0].contract, 1);
	assert_int_equal(ben->terms[0].min_minutes, 1320);
	assert_int_equal(ben->terms[0].max_minutes, 1320);
	assert_int_equal(ben->terms[0].until, day(2026, 7, 1));
	assert_int_equal(ben->terms[1].until, DATE_NONE);
	folder_close(&f);
}

static void skills_pay_and_availability_go_to_people(void **state)
{
	struct folder f = folder_open();

	(void)state;
	scratch_write(&f.s, "skills.csv",
		      "agent,skill,priority,speed,from,until\n"
		      "A1,sales,1,0.8,,2026-12-31\n A1 , first_aid ,,,,\n");
	scratch_write(&f.s, "pay.csv",
		      "agent,from,rate\nB2,2026-05-01,18.5\nB2,,17\n");
	scratch_write(&f.s, "availability.csv",
		      "agent,days,window,from,until,kind\n"
		      "A1,\"sat,sun\",,,,cannot\n"
		      "B2,mon-fri,22:00-06:00,2026-01-05,2026-01-05,fixed\n");
	chmod(scratch_path(&f.s, "pay.csv"), 0600);
	load(&f);
	check_good(&f);
	assert_int_equal(f.e.warnings, 0);
	const struct agent *ann = &f.site.agents[0], *ben = &f.site.agents[1];
	assert_int_equal(ann->n_skills, 2);
	assert_true(ann->skills[0].speed == 0.8);
	assert_int_equal(ann->skills[0].until, day(2027, 1, 1));
	assert_int_equal(ann->skills[1].skill, 2);
	assert_int_equal(ann->skills[1].priority, 1);
	assert_true(ann->skills[1].speed == 1);
	assert_true(ben->rates[0].rate == 17 && ben->rates[1].rate == 18.5);
	assert_true(agent_rate(ben, day(2026, 4, 30), 10) == 17);
	assert_int_equal(ann->availability[0].days, 0x60);
	assert_int_equal(ann->availability[0].window.until, 1440);
	assert_int_equal(ann->availability[0].kind, AVAILABLE_CANNOT);
	assert_int_equal(ben->availability[0].window.until, 1800);
	assert_int_equal(ben->availability[0].until, day(2026, 1, 6));
	folder_close(&f);
}

static void open_pay_is_a_warning(void **state)
{
	struct folder f = folder_open();

	(void)state;
	scratch_write(&f.s, "pay.csv", "agent,from,rate\nA1,,17\n");
	chmod(scratch_path(&f.s, "pay.csv"), 0644);
	load(&f);
	assert_int_equal(f.rc, RC_OK);
	assert_int_equal(f.e.warnings, 1);
	folder_close(&f);
}

static void exceptions_replace_rules(void **state)
{
	struct folder f = with("exceptions.csv",
			       "agent,rule,value,price,from,until\n"
			       "A1,Days in a row,at most 4,,2026-01-01,\n"
			       "A1,nights per week,at most 2,high,,\n"
			       "B2,days in a row,off,,,\n");

	(void)state;
	check_good(&f);
	const struct agent *ann = &f.site.agents[0], *ben = &f.site.agents[1];
	assert_int_equal(ann->n_exceptions, 2);
	assert_string_equal(ann->exceptions[0].rule->name, "days in a row");
	assert_int_equal(ann->exceptions[0].rule->max, 4);
	assert_int_equal(ann->exceptions[0].from, day(2026, 1, 1));
	assert_int_equal(ann->exceptions[0].until, DATE_NONE);
	assert_int_equal(ann->exceptions[1].rule->strength, RULE_SOFT);
	assert_true(ann->exceptions[1].rule->price == 50);
	assert_int_equal(ann->exceptions[1].rule->shifts, 2);
	assert_int_equal(ben->exceptions[0].rule->strength, RULE_OFF);
	folder_close(&f);
}

static void absences_are_days_or_hours(void **state)
{
	struct folder f =
		with("absences.csv",
		     "agent,start,end,code,status\n"
		     "A1,2026-12-07,2026-12-08,holiday,\n"
		     "A1,2026-12-09T13:00,2026-12-09T15:00,sick,approved\n"
		     "B2,2026-12-07,2026-12-07,holiday,requested\n"
		     "B2,2026-10-25,2026-10-25,holiday,\n");

	(void)state;
	check_good(&f);
	const struct absence *a = f.site.absences;
	assert_int_equal(f.site.n_absences, 4);
	assert_true(a[0].whole_days && a[0].approved);
	assert_true(a[0].from == winter(2026, 12, 7, 0));
	assert_true(a[0].until == winter(2026, 12, 9, 0));
	assert_false(a[1].whole_days);
	assert_int_equal(a[1].type, 1);
	assert_true(a[1].from == winter(2026, 12, 9, 13));
	assert_false(a[2].approved);
	assert_true(a[3].until - a[3].from == 25 * 3600);
	folder_close(&f);
}

static void requests_are_wishes(void **state)
{
	struct folder f =
		with("requests.csv", "agent,from,until,wish,what,weight\n"
				     "A1,2026-12-24,2026-12-26,want,off,high\n"
				     "A1,2026-12-07,,avoid,night|day,\n"
				     "B2,2026-12-07,,want,08:00-16:00,7.5\n"
				     "B2,2026-12-08,,want,D0830,\n"
				     "B2,2026-12-09,,want,work,low\n");

	(void)state;
	check_good(&f);
	const struct request *r = f.site.requests;
	assert_int_equal(f.site.n_requests, 5);
	assert_true(r[0].off && r[0].weight == 50);
	assert_int_equal(r[0].until, day(2026, 12, 27));
	assert_int_equal(r[1].wish, WISH_AVOID);
	assert_int_equal(r[1].shifts, 3);
	assert_int_equal(r[1].until, day(2026, 12, 8));
	assert_true(r[1].weight == 15);
	assert_int_equal(r[2].window.until, 960);
	assert_true(r[2].weight == 7.5);
	/* 8 h paid and 30 min of lunch from 08:30 */
	assert_int_equal(r[3].shifts, 1);
	assert_int_equal(r[3].window.from, 510);
	assert_int_equal(r[3].window.until, 1020);
	assert_true(r[4].shifts == ~(shift_set)0 && r[4].weight == 5);
	folder_close(&f);
}

static void special_days_are_not_like_others(void **state)
{
	struct folder f = with("special_days.csv",
			       "date,name,hours,like,pay\n"
			       "2026-12-25,Christmas,closed,,\n"
			       "2026-05-01,May Day,,sunday,\n"
			       "2026-11-27,Black Friday,normal,,\n"
			       "2026-12-24,Eve,10:00-18:00,Christmas,normal\n");

	(void)state;
	check_good(&f);
	const struct special_day *d = f.site.special_days;
	assert_int_equal(f.site.n_special_days, 4);
	assert_string_equal(d[0].name, "May Day");
	assert_true(!d[0].has_hours && d[0].holiday && d[0].pays);
	assert_int_equal(d[0].like_weekday, SUNDAY);
	assert_true(!d[1].has_hours && !d[1].holiday && !d[1].pays);
	assert_true(d[2].has_hours && d[2].holiday && !d[2].pays);
	assert_int_equal(d[2].hours.windows[0].from, 600);
	assert_string_equal(d[2].like, "Christmas");
	assert_true(d[3].has_hours && d[3].hours.n == 0 && d[3].pays);
	folder_close(&f);
}

static void the_forecast_has_its_lists(void **state)
{
	struct folder f = folder_open();

	(void)state;
	scratch_write(&f.s, "events.csv",
		      "queue,start,end,name,kind,effect,volume\n"
		      "all,2026-12-01,2026-12-02,Mailing,,+20%,20000\n"
		      "sales,2026-12-03T10:00,2026-12-03T12:00,Down,outage,"
		      ",\n");
	scratch_write(&f.s, "adjustments.csv",
		      "queue,from,until,window,calls,aht,total\n"
		      "sales,2026-12-01,,,+10%,-5%,\n"
		      "chat,2026-12-01,2026-12-07,08:00-12:00,,,700\n");
	scratch_write(&f.s, "backlog.csv",
		      "queue,contacts,due\nchat,120,2026-12-01T17:00\n");
	load(&f);
	check_good(&f);
	assert_int_equal(f.site.events[0].queue, -1);
	CHECK_NEAR(f.site.events[0].effect, 0.2, 1e-15);
	CHECK_NEAR(f.site.events[0].volume, 20000, 0);
	assert_true(isnan(f.site.events[1].volume));
	assert_true(f.site.events[0].until == winter(2026, 12, 3, 0));
	assert_true(f.site.events[1].outage && isnan(f.site.events[1].effect));
	CHECK_NEAR(f.site.adjustments[0].calls_factor, 1.1, 1e-15);
	CHECK_NEAR(f.site.adjustments[0].aht_factor, 0.95, 1e-15);
	assert_true(isnan(f.site.adjustments[0].calls_total));
	assert_int_equal(f.site.adjustments[0].until, day(2026, 12, 2));
	assert_true(f.site.adjustments[1].calls_total == 700);
	assert_true(f.site.backlog[0].due == winter(2026, 12, 1, 17));
	folder_close(&f);
}

/* Over the end of summer time the same hours of the wall clock. */
static void what_comes_later_is_an_event_of_each_day(void **state)
{
	struct folder f = with("events.csv",
			       "queue,start,end,name,lag\n"
			       "sales,2026-10-24T09:00,2026-10-24T12:00,Mail,"
			       "0-2\n");
	const struct event *ev = f.site.events;

	(void)state;
	check_good(&f);
	assert_int_equal(f.site.n_events, 3);
	assert_string_equal(ev[0].name, "Mail");
	assert_string_equal(ev[2].name, "Mail +2 d");
	assert_int_equal(ev[1].from - ev[0].from, 25 * 3600);
	assert_int_equal(ev[2].from - ev[0].from, 49 * 3600);
	assert_int_equal(ev[2].until - ev[2].from, 3 * 3600);
	folder_close(&f);
}

static void the_schedule_has_its_lists(void **state)
{
	struct folder f = folder_open();

	(void)state;
	scratch_write(&f.s, "cover.csv",
		      "from,until,days,shift,window,skill,min,want,max,under,"
		      "over\n"
		      ",,mon-fri,N,,first_aid,1,2,3,hard,\n"
		      "2026-12-01,,all,,08:00-10:00,,2,,,high,2.5\n");
	scratch_write(&f.s, "activities.csv",
		      "id,name,agent,team,from,until,window,length,paid,"
		      "together\n"
		      "m1,Team,,red,2026-12-07,2026-12-11,09:00-11:00,1 h,,"
		      "yes\n"
		      "c1,Coaching,A1,,2026-12-07,,,30 min,no,\n");
	scratch_write(&f.s, "balances.csv",
		      "agent,what,value,as_of\nA1,nights,3,2026-11-30\n"
		      "A1,hours,-2.5,\n");
	scratch_write(&f.s, "waivers.csv",
		      "agent,rule,from,until,why,by\n"
		      "A1,days in a row,2026-12-07,2026-12-13,asked,Eve\n");
	load(&f);
	check_good(&f);
	const struct cover *c = f.site.cover;
	assert_true(c[0].shifts == 2 && c[0].skill == 2 && c[0].hard_min);
	assert_true(c[0].min == 1 && c[0].want == 2 && c[0].max == 3);
	assert_true(!c[0].hard_max && c[0].over_price == 5);
	assert_true(c[1].shifts == 0 && c[1].skill == -1 && c[1].want == 2);
	assert_int_equal(c[1].max, RULE_NO_MAX);
	assert_true(c[1].under_price == 50 && c[1].over_price == 2.5);
	assert_int_equal(c[1].until, DATE_NONE);
	assert_true(f.site.activities[0].paid && f.site.activities[0].together);
	assert_int_equal(f.site.activities[0].length, 60);
	assert_int_equal(f.site.activities[0].agent, -1);
	assert_int_equal(f.site.activities[1].agent, 0);
	assert_int_equal(f.site.activities[1].until, day(2026, 12, 8));
	assert_true(f.site.balances[1].value == -2.5);
	assert_string_equal(f.site.waivers[0].rule, "days in a row");
	assert_int_equal(f.site.waivers[0].until, day(2026, 12, 14));
	folder_close(&f);
}

/* One bad row each; the place and what is said. */
static void mistakes_are_explained(void **state)
{
	static const struct {
		const char *file, *csv;
		int line, column;
		const char *part;
	} bad[] = {
		{ "agents.csv", "id,name,contract\nA1,Ann,ful\n", 2, 8,
		  "did you mean \"full\"" },
		{ "agents.csv", "id,name,contract\n../x,Ann,full\n", 2, 1,
		  "no dot first" },
		{ "agents.csv", "id,name,contract\na/b,Ann,full\n", 2, 1,
		  "letters, digits" },
		{ "agents.csv", "id,name,contract\n.a,Ann,full\n", 2, 1,
		  "no dot first" },
		{ "agents.csv", "id,name,contract\n,Ann,full\n", 2, 1, "id" },
		{ "agents.csv", "id,name,contract\nA1,\"A\nB\",full\n", 2, 4,
		  "A\\x0AB" },
		{ "agents.csv", "id,name,contract\nA1,A\x1b[2J,full\n", 2, 4,
		  "\\x1B[2J" },
		{ "agents.csv", "id,name,contract\nA1,A,full\nA1,A,full\n", 3,
		  1, "already on line 2" },
		{ "agents.csv",
		  "id,name,contract,from,until\nA1,A,full,,2026-06-30\n"
		  "A1,A,part,2026-06-30,\n",
		  3, 1, "already on line 2" },
		{ "agents.csv",
		  "id,name,contract,from,until\nA1,A,full,2026-02-02,"
		  "2026-02-01\n",
		  2, 22, "2026-02-02 or later" },
		{ "agents.csv", "id,name,contract,hours\nA1,A,full,\"38,5\"\n",
		  2, 11, "like 38.5" },
		{ "agents.csv", "id,name,contract,hours\nA1,A,full,25-20\n", 2,
		  11, "hours" },
		{ "agents.csv", "id,name,contract,from\nA1,A,full,2026-02-30\n",
		  2, 11, "a date" },
		{ "agents.csv", "id,name,contract,mail\nA1,A,full,x\n", 1, 18,
		  "unknown column \"mail\"" },
		{ "agents.csv", "id,name\nA1,A\n", 1, 0,
		  "column \"contract\" is missing; found: id, name" },
		{ "skills.csv", "agent,skill\nA9,sales\n", 2, 1,
		  "unknown agent \"A9\"" },
		{ "skills.csv", "agent,skill\nA1,slaes\n", 2, 4,
		  "did you mean \"sales\"" },
		{ "skills.csv", "agent,skill,priority\nA1,sales,10\n", 2, 10,
		  "from 1 to 9" },
		{ "skills.csv", "agent,skill,priority\nA1,sales,1.5\n", 2, 10,
		  "whole number" },
		{ "skills.csv", "agent,skill,speed\nA1,sales,0\n", 2, 10,
		  "from 0.05 to 5" },
		{ "skills.csv", "agent,skill,speed\nA1,sales,nan\n", 2, 10,
		  "a number" },
		{ "availability.csv", "agent,days,kind\nA1,weekdays,can\n", 2,
		  4, "like mon-fri" },
		{ "availability.csv", "agent,days,kind\nA1,all,may\n", 2, 8,
		  "known: can, cannot, fixed" },
		{ "availability.csv", "agent,days,kind\nA1,all,fixed\n", 2, 0,
		  "window" },
		{ "availability.csv",
		  "agent,days,window,kind\nA1,all,8-16,can\n", 2, 8,
		  "two times" },
		{ "exceptions.csv", "agent,rule,value\nA1,days in row,5\n", 2,
		  4, "did you mean \"days in a row\"" },
		{ "exceptions.csv", "agent,rule,value\nA1,days in a row,x\n", 2,
		  18, "whole number" },
		{ "exceptions.csv",
		  "agent,rule,value,price\nA1,days in a row,off,5\n", 2, 22,
		  "the rule is off" },
		{ "absences.csv",
		  "agent,start,end,code\nA1,x,2026-01-01,sick\n", 2, 4,
		  "a date or a time" },
		{ "absences.csv",
		  "agent,start,end,code\nA1,2026-01-02,2026-01-01,sick\n", 2,
		  15, "a time after its start" },
		{ "absences.csv",
		  "agent,start,end,code\nA1,2026-01-01,2026-01-01,sik\n", 2, 26,
		  "did you mean \"sick\"" },
		{ "absences.csv",
		  "agent,start,end,code\n"
		  "A1,2026-03-29T01:30,2026-03-29T05:00,sick\n",
		  2, 4, "the clocks jump" },
		{ "absences.csv",
		  "agent,start,end,code,reason\nA1,2026-01-01,2026-01-01,sick,"
		  "flu\n",
		  1, 22, "unknown column \"reason\"" },
		{ "requests.csv", "agent,from,wish,what\nA1,,want,off\n", 2, 4,
		  "a date" },
		{ "requests.csv",
		  "agent,from,wish,what\nA1,2026-01-01,like,off\n", 2, 15,
		  "known: want, avoid" },
		{ "requests.csv",
		  "agent,from,wish,what\nA1,2026-01-01,want,late\n", 2, 20,
		  "shifts by key" },
		{ "requests.csv", "agent,from,wish,what\nA1,2026-01-01,want,\n",
		  2, 20, "off, work" },
		{ "requests.csv",
		  "agent,from,wish,what,weight\nA1,2026-01-01,want,off,0\n", 2,
		  24, "above 0" },
		{ "special_days.csv", "date,name\n2026-12-25,X\n2026-12-25,Y\n",
		  3, 1, "already given on line 2" },
		{ "special_days.csv", "date,name\n25.12.2026,X\n", 2, 1,
		  "a date" },
		{ "special_days.csv", "date,name,like\n2026-12-25,X,sundy\n", 2,
		  1, "\"sundy\"" },
		{ "special_days.csv", "date,name,hours\n2026-12-25,X,shut\n", 2,
		  14, "closed" },
		{ "special_days.csv", "date,name,pay\n2026-12-25,X,double\n", 2,
		  14, "known: normal, holiday" },
		{ "pay.csv", "agent,from,rate\nA1,,\n", 2, 5, "money" },
		{ "pay.csv", "agent,from,rate\nA1,,-1\n", 2, 5, "a number" },
		{ "activities.csv",
		  "id,name,from,until,length\nlunch,X,2026-01-01,,1 h\n", 2, 1,
		  "no break" },
		{ "activities.csv",
		  "id,name,from,until,length\nm1,X,2026-01-01,,1 min\n", 2, 18,
		  "5 min to 24 h" },
		{ "events.csv",
		  "queue,start,end,name\nsells,2026-01-01,2026-01-01,X\n", 2, 1,
		  "did you mean \"sales\"" },
		{ "events.csv",
		  "queue,start,end,name,effect\nall,2026-01-01,2026-01-01,X,"
		  "20%\n",
		  2, 29, "like +20%" },
		{ "events.csv",
		  "queue,start,end,name,lag\nall,2026-01-01,2026-01-01,X,5-2\n",
		  2, 29, "like 2 or 1-5" },
		{ "drivers.csv",
		  "queue,date,name,value\nsells,2026-01-01,X,1\n", 2, 1,
		  "did you mean \"sales\"" },
		{ "drivers.csv", "queue,date,name,value\nall,2026-13-01,X,1\n",
		  2, 5, "a date" },
		{ "drivers.csv", "queue,date,name,value\nall,2026-01-01,,1\n",
		  2, 16, "a name" },
		{ "drivers.csv", "queue,date,name,value\nall,2026-01-01,X,\n",
		  2, 18, "a number" },
		{ "drivers.csv",
		  "queue,date,name,value\nall,2026-01-01,X,many\n", 2, 18,
		  "a number" },
		{ "drivers.csv",
		  "queue,date,name,value,lag\nall,2026-01-01,X,1,0-61\n", 2, 20,
		  "at most 60" },
		{ "drivers.csv",
		  "queue,date,name,value,lag\nall,2026-01-01,X,1,0-16\n", 2, 1,
		  "more than 16" },
		{ "drivers.csv",
		  "queue,date,name,value\nall,2026-01-01,X,1\n"
		  "all,2026-01-01,X,2\n",
		  3, 1, "on line 2" },
		{ "adjustments.csv", "queue,from,calls\nsales,2026-01-01,+10\n",
		  2, 18, "like +10%" },
		{ "cover.csv", "days,min\nall,1\n", 2, 0, "either" },
		{ "cover.csv", "days,shift,window,min\nall,D,08:00-09:00,1\n",
		  2, 5, "either" },
		{ "cover.csv", "days,shift,min,want\nall,D,3,2\n", 2, 9,
		  "no less than \"min\"" },
		{ "cover.csv", "days,shift,min,max\nall,D,3,2\n", 2, 9,
		  "no less than" },
		{ "cover.csv", "days,shift,min\nall,D,1.5\n", 2, 7, "whole" },
		{ "cover.csv", "days,shift,min,skill\nall,D,1,xx\n", 2, 9,
		  "unknown skill" },
		{ "backlog.csv", "queue,contacts,due\nall,1,2026-01-01\n", 2, 1,
		  "one queue" },
		{ "handling_times.csv", "queue,seconds\nsells,100\n", 2, 1,
		  "did you mean \"sales\"" },
		{ "handling_times.csv", "queue,seconds\nsales,-1\n", 2, 7,
		  "0 to 1000000" },
		{ "handling_times.csv", "queue,seconds\nall,1\n", 2, 1,
		  "one queue" },
		{ "handling_times.csv", "queue,seconds\nsales,0\n", 2, 1,
		  "at least one must" },
		{ "balances.csv", "agent,what,value\nA1,night,1\n", 2, 4,
		  "did you mean \"nights\"" },
		{ "waivers.csv",
		  "agent,rule,from,until,why,by\nA1,days in row,,,x,y\n", 2, 4,
		  "did you mean \"days in a row\"" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct folder f = with(bad[i].file, bad[i].csv);
		const struct problem *p = &f.e.list[f.e.warnings];
		CHECK(f.rc == RC_DATA && f.e.errors == 1, "%s %s: %d errors",
		      bad[i].file, bad[i].csv, f.e.errors);
		CHECK(p->place.line == bad[i].line &&
			      p->place.column == bad[i].column,
		      "%s %s: %d:%d: %s", bad[i].file, bad[i].csv,
		      p->place.line, p->place.column, p->text);
		CHECK(strstr(p->text, bad[i].part), "%s: %s", bad[i].csv,
		      p->text);
		CHECK(strstr(p->place.file, bad[i].file), "%s", p->place.file);
		CHECK(!strchr(p->text, '\x1b') && !strchr(p->text, '\n'), "%s",
		      bad[i].csv);
		folder_close(&f);
	}
}

static int count_in(const struct err *e, const char *file)
{
	int n = 0;

	for (int i = 0; i < e->n; i++)
		n += e->list[i].place.file &&
		     strstr(e->list[i].place.file, file) != NULL;
	return n;
}

static void all_files_are_judged_in_one_pass(void **state)
{
	struct folder f = folder_open();

	(void)state;
	scratch_write(
		&f.s, "site.yaml",
		arena_printf(f.s.arena, "%spay: {base: x}\nwat: 1\n", yaml));
	scratch_write(&f.s, "skills.csv", "agent,skill\nZ,Z\nA1,sales\n");
	scratch_write(&f.s, "events.csv", "queue\n");
	scratch_write(&f.s, "special_days.csv", "");
	load(&f);
	assert_int_equal(f.rc, RC_DATA);
	assert_int_equal(count_in(&f.e, "site.yaml"), 2);
	assert_int_equal(count_in(&f.e, "skills.csv"), 2);
	assert_int_equal(count_in(&f.e, "events.csv"), 3);
	assert_int_equal(count_in(&f.e, "special_days.csv"), 1);
	folder_close(&f);
}

/* Without a tree nothing can be said about names in the lists. */
static void a_broken_site_hides_no_cause(void **state)
{
	struct folder f = folder_open();

	(void)state;
	scratch_write(&f.s, "site.yaml", "site: {time_zone: UTC\nqueues: {}\n");
	load(&f);
	assert_int_equal(f.rc, RC_DATA);
	assert_int_equal(f.e.errors, 1);
	folder_close(&f);
	f = (struct folder){ .s = scratch_open() };
	f.e = err_new(f.s.arena);
	load(&f);
	assert_int_equal(f.rc, RC_NOINPUT);
	assert_int_equal(f.e.errors, 1);
	folder_close(&f);
}

static void calendars_are_absences_too(void **state)
{
	static const char ics[] =
		"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n"
		"BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n"
		"DTSTART;VALUE=DATE:20261207\r\nDTEND;VALUE=DATE:20261209\r\n"
		"SUMMARY:Ann holiday\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
	struct folder f = folder_open();

	(void)state;
	scratch_write(&f.s, "absences.ics", ics);
	mkdir(scratch_path(&f.s, "absences"), 0700);
	scratch_write(&f.s, "absences/B2.ics", ics);
	scratch_write(&f.s, "special_days.ics", ics);
	load(&f);
	check_good(&f);
	assert_int_equal(f.site.n_absences, 2);
	assert_int_equal(f.site.absences[0].agent, 0);
	assert_int_equal(f.site.absences[1].agent, 1);
	assert_true(f.site.absences[0].whole_days);
	assert_true(f.site.absences[0].until == winter(2026, 12, 9, 0));
	assert_int_equal(f.site.n_special_days, 2);
	assert_true(f.site.special_days[0].pays);
	struct site_inputs in = site_input_files(f.s.arena, f.s.dir);
	assert_int_equal(in.n, 5);
	assert_string_equal(in.names[0], "site.yaml");
	assert_string_equal(in.names[1], "agents.csv");
	assert_string_equal(in.names[4], "absences/B2.ics");
	folder_close(&f);
}

/* Every id is looked up in every row: must not take time by the square. */
static void thousands_of_people_are_read(void **state)
{
	enum { PEOPLE = 20000 };
	struct folder f = folder_open();
	struct text agents = text_new(f.s.arena), skills = text_new(f.s.arena);

	(void)state;
	text_add(&agents, "id,name,contract\n");
	text_add(&skills, "agent,skill\n");
	for (int i = 0; i < PEOPLE; i++) {
		text_addf(&agents, "P%05d,Person %d,full\n", i, i);
		text_addf(&skills, "P%05d,sales\nP%05d,chat\n", PEOPLE - 1 - i,
			  i);
	}
	scratch_write(&f.s, "agents.csv", agents.data);
	scratch_write(&f.s, "skills.csv", skills.data);
	size_t before = arena_used(f.s.arena);
	load(&f);
	check_good(&f);
	assert_int_equal(f.site.n_agents, PEOPLE);
	for (int i = 0; i < PEOPLE; i++)
		assert_int_equal(f.site.agents[i].n_skills, 2);
	/* by the square it would be 20000 x 40000 pointers, 6 GB */
	assert_true(arena_used(f.s.arena) - before < 100u << 20);
	folder_close(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(people_have_dated_terms),
		cmocka_unit_test(skills_pay_and_availability_go_to_people),
		cmocka_unit_test(open_pay_is_a_warning),
		cmocka_unit_test(exceptions_replace_rules),
		cmocka_unit_test(absences_are_days_or_hours),
		cmocka_unit_test(requests_are_wishes),
		cmocka_unit_test(special_days_are_not_like_others),
		cmocka_unit_test(the_forecast_has_its_lists),
		cmocka_unit_test(what_comes_later_is_an_event_of_each_day),
		cmocka_unit_test(the_schedule_has_its_lists),
		cmocka_unit_test(mistakes_are_explained),
		cmocka_unit_test(all_files_are_judged_in_one_pass),
		cmocka_unit_test(a_broken_site_hides_no_cause),
		cmocka_unit_test(calendars_are_absences_too),
		cmocka_unit_test(thousands_of_people_are_read),
	};

	umask(077);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
