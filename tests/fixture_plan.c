#include "fixture_plan.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"

enum { SALES, SUPPORT, CHAT, QUEUES };
enum { EARLY, DAY, LATE, NIGHT, SHORT, SHIFTS };
enum { REST, LUNCH, REST2, BREAKS };
enum { FULL, PART, CONTRACTS };
enum { HOLIDAY, SICK, TRAINING, ABSENCES };

static const char *const names[] = {
	"Nino Beridze",
	"ნინო ბერიძე",
	"=HYPERLINK(\"http://example.org\",\"click\")",
	"<script>alert(1)</script>",
	"O'Brien & \"Søn\" <b>",
	"გიორგი კაპანაძე",
	"+1 555 0100",
	"@SUM(A1:A9)",
	"-2+3",
	"山田 太郎",
	"محمد علي",
	"A name that is far longer than anybody would want to print on paper",
	"]]></text><svg onload=alert(1)>",
	"Zoe\xcc\x88 R\xc3\xa9n\xc3\xa9",
	"&amp; Amp",
	"'Quote",
	"Tom O\xe2\x80\x99Neill",
	"Mary Jones",
	"Peter Smith",
	"Aisha Khan",
	"Liam Murphy",
	"Eva Novák",
	"Jürgen Groß",
	"თამარ ლომიძე",
	"Olga Petrova",
	"Chen Wei",
	"Ana Silva",
	"Kofi Mensah",
	"Priya Patel",
	"Dai Davies",
};
enum { NAMES = sizeof(names) / sizeof(*names) };

static struct place line(const char *file, int n)
{
	return (struct place){ .file = file, .line = n, .column = 1 };
}

/* --- the site --- */

static const struct window open_day[] = { { 7 * 60, 22 * 60 } };
static const struct window open_night[] = { { 0, 1440 } };
static const int long_breaks[] = { REST, LUNCH, REST2 };
static const int one_break[] = { REST };

static struct queue *make_queues(struct arena *a)
{
	struct queue *q = arena_new(a, struct queue, QUEUES);
	static const char *const ids[] = { "sales", "support", "chat" };
	static const char *const named[] = { "Sales", "Support & <night>",
					     "Chat" };

	for (int k = 0; k < QUEUES; k++) {
		q[k].id = ids[k];
		q[k].name = named[k];
		q[k].channel = k == CHAT ? CHANNEL_CHAT : CHANNEL_VOICE;
		q[k].goal.share = 0.8;
		q[k].goal.within = k == CHAT ? 60 : 20;
		q[k].concurrency = k == CHAT ? 3 : 1;
		q[k].skill = k;
		q[k].short_price = 40;
		for (int d = 0; d < 8; d++)
			q[k].hours.day[d] = (struct opening_day){
				k == SUPPORT ? open_night : open_day, 1
			};
	}
	return q;
}

static struct shift_break *make_breaks(struct arena *a)
{
	struct shift_break *b = arena_new(a, struct shift_break, BREAKS);

	b[REST] = (struct shift_break){
		"rest", "Rest", 15, true, 90, 150, { 0 }
	};
	b[LUNCH] = (struct shift_break){ "lunch", "Lunch", 30,	 false,
					 180,	  300,	   { 0 } };
	b[REST2] = (struct shift_break){ "rest2", "Rest", 15,	true,
					 360,	  420,	  { 0 } };
	return b;
}

static struct shift make_shift(const char *id, const char *code, int first,
			       int last, int min, int max)
{
	return (struct shift){ .id = id,
			       .code = code,
			       .name = id,
			       .days = DAYS_ALL,
			       .first = first,
			       .last = last,
			       .step = 30,
			       .min_paid = min,
			       .max_paid = max,
			       .paid_step = 60,
			       .breaks = min == 480 ? long_breaks : one_break,
			       .n_breaks = min == 480 ? 3 : 1 };
}

static struct shift *make_shifts(struct arena *a)
{
	struct shift *s = arena_new(a, struct shift, SHIFTS);

	s[EARLY] = make_shift("early", "E", 420, 480, 480, 480);
	s[DAY] = make_shift("day", "D", 510, 600, 480, 480);
	s[LATE] = make_shift("late", "L", 810, 810, 480, 480);
	s[NIGHT] = make_shift("night", "N", 1320, 1320, 480, 480);
	s[SHORT] = make_shift("short", "P", 540, 960, 240, 360);
	return s;
}

static struct contract *make_contracts(struct arena *a, struct rule **rules)
{
	struct contract *c = arena_new(a, struct contract, CONTRACTS);
	struct rule *r = arena_new(a, struct rule, 3);

	r[0] = (struct rule){ .name = "days in a row", .max = 5 };
	r[1] = (struct rule){ .name = "days off in a row",
			      .strength = RULE_SOFT,
			      .price = 15 };
	r[2] = (struct rule){ .name = "rest between shifts",
			      .max = RULE_NO_MAX };
	for (int k = 0; k < 3; k++)
		r[k].place = line("site.yaml", 31 + k);
	c[FULL] = (struct contract){ .id = "full_time",
				     .name = "Full time",
				     .min_minutes = 2400,
				     .max_minutes = 2400,
				     .hours_over = OVER_CALENDAR_WEEK,
				     .hours_length = 1,
				     .day_minutes = 480,
				     .shifts = ~(shift_set)0,
				     .rules = r,
				     .n_rules = 3 };
	c[PART] = c[FULL];
	c[PART].id = "part_time";
	c[PART].name = "Part time";
	c[PART].min_minutes = 1200;
	c[PART].max_minutes = 1500;
	c[PART].day_minutes = 300;
	*rules = r;
	return c;
}

static struct absence_type *make_absences(struct arena *a)
{
	struct absence_type *t = arena_new(a, struct absence_type, ABSENCES);

	t[HOLIDAY] = (struct absence_type){ .code = "holiday",
					    .name = "Holiday",
					    .paid = true,
					    .credit = CREDIT_CONTRACT_DAY };
	t[SICK] = (struct absence_type){ .code = "sick",
					 .name = "Sick",
					 .paid = true,
					 .private = true,
					 .credit = CREDIT_CONTRACT_DAY };
	t[TRAINING] = (struct absence_type){ .code = "training",
					     .name = "Training",
					     .paid = true,
					     .credit = CREDIT_HOURS };
	return t;
}

static struct pay make_pay(struct arena *a)
{
	struct premium *p = arena_new(a, struct premium, 2);

	p[0] = (struct premium){ .id = "evening",
				 .days = DAYS_ALL,
				 .window = { 1200, 1440 },
				 .add = 0.1 };
	p[1] = (struct premium){ .id = "sunday",
				 .days = 1 << SUNDAY,
				 .window = { 0, 1440 },
				 .add = 0.5 };
	return (struct pay){ .base = 16.23, .premiums = p, .n_premiums = 2 };
}

/* Two in three are full time; the last one starts in the middle. */
static struct agent *make_agents(struct arena *a, struct fixture_options o)
{
	struct agent *agents = arena_new(a, struct agent, o.agents);
	struct agent_term *terms = arena_new(a, struct agent_term, o.agents);
	struct agent_skill *skills = arena_new(a, struct agent_skill, o.agents);
	static const char *const teams[] = { "North", "South <1>", "=Night" };

	for (int i = 0; i < o.agents; i++) {
		bool part = i % 3 == 2;

		terms[i] =
			(struct agent_term){ .team = teams[i / 2 % 3],
					     .contract = part ? PART : FULL,
					     .min_minutes = part ? 1200 : 2400,
					     .max_minutes = part ? 1500 : 2400,
					     .from = i == o.agents - 1 && i > 0
							     ? o.first_day + 3
							     : DATE_NONE,
					     .until = DATE_NONE };
		skills[i] = (struct agent_skill){ .skill = i % QUEUES,
						  .priority = 1,
						  .speed = 1,
						  .from = DATE_NONE,
						  .until = DATE_NONE };
		agents[i].id = arena_printf(a, "a%03d", i + 1);
		agents[i].name =
			i < NAMES ? names[i]
				  : arena_printf(a, "%s %d", names[i % NAMES],
						 i / NAMES + 1);
		agents[i].terms = &terms[i];
		agents[i].n_terms = 1;
		agents[i].skills = &skills[i];
		agents[i].n_skills = 1;
		agents[i].place = line("agents.csv", i + 2);
	}
	return agents;
}

static struct request *make_requests(struct arena *a, struct fixture_options o)
{
	struct request *r = arena_new(a, struct request, o.agents);

	for (int i = 0; i < o.agents; i++)
		r[i] = (struct request){ .agent = i,
					 .from = o.first_day + i % o.days,
					 .until = o.first_day + i % o.days + 1,
					 .off = true,
					 .shifts = ~(shift_set)0,
					 .wish = WISH_WANT,
					 .weight = 5 };
	return r;
}

static void make_skills(struct arena *a, struct site *s)
{
	struct skill *skills = arena_new(a, struct skill, QUEUES);

	for (int k = 0; k < QUEUES; k++)
		skills[k] = (struct skill){ s->queues[k].id, k };
	s->skills = skills;
	s->n_skills = QUEUES;
}

static struct site *make_site(struct arena *a, struct fixture_options o,
			      struct rule **rules)
{
	struct site *s = arena_new(a, struct site, 1);
	struct special_day *special = arena_new(a, struct special_day, 1);
	struct err e = err_new(a);

	if (zone_load(a, NULL, o.zone, &s->zone, &e) != RC_OK) {
		fprintf(stderr, "%s\n", e.list[0].text);
		exit(1);
	}
	*special = (struct special_day){ .day = o.first_day + 3,
					 .name = "Founders' <Day>",
					 .holiday = true,
					 .like_weekday = -1 };
	s->name = "Riverside & Co <გამარჯობა>";
	s->currency = "GBP";
	s->interval = o.interval;
	s->weekend = 1 << SATURDAY | 1 << SUNDAY;
	s->period_days = o.days;
	s->queues = make_queues(a);
	s->n_queues = QUEUES;
	make_skills(a, s);
	s->breaks = make_breaks(a);
	s->n_breaks = BREAKS;
	s->shifts = make_shifts(a);
	s->n_shifts = SHIFTS;
	s->contracts = make_contracts(a, rules);
	s->n_contracts = CONTRACTS;
	s->absence_types = make_absences(a);
	s->n_absence_types = ABSENCES;
	s->pay = make_pay(a);
	s->agents = make_agents(a, o);
	s->n_agents = o.agents;
	s->requests = make_requests(a, o);
	s->n_requests = o.agents;
	s->special_days = special;
	s->n_special_days = 1;
	return s;
}

/* --- the roster --- */

static void add_break(const struct grid *g, struct duty *d, struct segment *s,
		      int what, int day, int begin, int len)
{
	int64_t from = grid_wall(g, day, begin);

	s[d->n - 1].end = from;
	s[d->n++] = (struct segment){ SEGMENT_BREAK, what, -1, from,
				      from + len * 60 };
	s[d->n++] = (struct segment){ SEGMENT_WORK, 0, -1, from + len * 60,
				      d->end };
}

static struct duty make_duty(struct arena *a, const struct grid *g, int day,
			     int shift, int start, int paid, int shake)
{
	struct segment *s = arena_new(a, struct segment, 7);
	bool whole = paid == 480;
	struct duty d = { .shift = shift,
			  .start = grid_wall(g, day, start),
			  .paid = paid,
			  .segments = s,
			  .n = 1 };

	d.end = d.start + 60 * (paid + (whole ? 30 : 0));
	s[0] = (struct segment){ SEGMENT_WORK, 0, -1, d.start, d.end };
	add_break(g, &d, s, REST, day, start + 90 + shake, 15);
	if (whole) {
		add_break(g, &d, s, LUNCH, day, start + 210 + shake, 30);
		add_break(g, &d, s, REST2, day, start + 360 + shake, 15);
	}
	if (whole && shift == DAY && start == 540)
		s[d.n - 1].kind = SEGMENT_ACTIVITY, s[d.n - 1].what = -1;
	return d;
}

static struct cell make_cell(struct arena *a, const struct grid *g, int i,
			     int day, bool part)
{
	int k = day + 3 * i + 70, week = k % 7, shake = i % 5 * 15;
	struct cell c = { .kind = CELL_DUTY };

	if (week >= (part ? 4 : 5)) {
		c.kind = CELL_OFF;
	} else if (i % 11 == 4 && week < 2) {
		c.kind = CELL_ABSENT;
		c.absence = i % 2 ? SICK : HOLIDAY;
		c.credit = part ? 300 : 480;
	} else if (part) {
		c.duty = make_duty(a, g, day, SHORT, 540 + 60 * (i % 8),
				   240 + 60 * (i % 3), shake);
	} else if (i % 10 == 6) {
		c.duty = make_duty(a, g, day, NIGHT, 1320, 480, shake);
	} else {
		int shift = i / 3 % 3;

		c.duty = make_duty(a, g, day, shift,
				   shift == EARLY ? 420 + 30 * (i % 3)
				   : shift == DAY ? 510 + 30 * (i % 4)
						  : 810,
				   480, shake);
	}
	c.locked = i % 13 == 0;
	return c;
}

static struct roster make_roster(struct arena *a, const struct site *s,
				 const struct grid *g, int first, int days)
{
	struct roster r = roster_new(a, first, days, s->n_agents);

	for (int i = 0; i < s->n_agents; i++)
		for (int d = first; d < first + days; d++) {
			const struct agent_term *t =
				agent_term(&s->agents[i], d);

			if (t)
				*roster_cell(&r, i, d) = make_cell(
					a, g, i, d, t->contract == PART);
		}
	return r;
}

/* --- numbers --- */

/* Two peaks a day, fewer contacts at weekends, support also at night. */
static double profile(int queue, int wall, int weekday)
{
	double h = wall / 60.0;
	double peaks = exp(-pow((h - 10.5) / 2.5, 2)) +
		       0.8 * exp(-pow((h - 16) / 2.5, 2));
	double day = weekday >= SATURDAY ? 0.6 : weekday == MONDAY ? 1.15 : 1;
	bool open = queue == SUPPORT || (wall >= 420 && wall < 1320);

	return open ? day * (0.12 + peaks) : 0;
}

/* People on the queues, each on the one queue that they know. */
static struct coverage *make_coverage(struct arena *a, const struct site *s,
				      const struct requirement *req,
				      const struct roster *rosters[], int n)
{
	struct coverage *c = arena_new(a, struct coverage, 1);
	const struct grid *g = &req->grid;

	c->grid = *g;
	c->n_rows = req->n_rows;
	c->scheduled = arena_new(a, double, req->n_rows * g->n);
	c->people = arena_new(a, double, g->n);
	for (int k = 0; k < n; k++)
		for (int x = 0; x < rosters[k]->agents * rosters[k]->days;
		     x++) {
			const struct cell *cell = &rosters[k]->cells[x];
			int agent = x / rosters[k]->days;
			int q = s->agents[agent].skills[0].skill;

			for (int j = 0;
			     cell->kind == CELL_DUTY && j < cell->duty.n; j++) {
				const struct segment *seg =
					&cell->duty.segments[j];

				if (seg->kind != SEGMENT_WORK)
					continue;
				grid_spread(g, seg->start, seg->end, 1,
					    c->people);
				for (int row = 0; row < req->n_rows; row++)
					if (req->rows[row].queues >> q & 1)
						grid_spread(g, seg->start,
							    seg->end, 1,
							    c->scheduled +
								    row * g->n);
			}
		}
	return c;
}

static struct requirement *make_requirement(struct arena *a,
					    const struct site *s, struct grid g,
					    bool pool)
{
	struct requirement *r = arena_new(a, struct requirement, 1);

	*r = requirement_new(a, g, QUEUES + pool);
	for (int q = 0; q < QUEUES; q++) {
		r->rows[q].name = s->queues[q].id;
		r->rows[q].queues = UINT64_C(1) << q;
		r->rows[q].queue = q;
		for (int t = 0; t < g.n; t++)
			r->rows[q].gross[t] = profile(
				q, g.wall[t],
				date_weekday(g.first_day + grid_day(&g, t)));
	}
	if (pool) {
		r->rows[QUEUES].name = "sales+support";
		r->rows[QUEUES].queues = 1 << SALES | 1 << SUPPORT;
		r->rows[QUEUES].queue = -1;
	}
	return r;
}

/* Mean of the people scheduled within an hour and a half. */
static double smooth(const struct coverage *c, int row, int t)
{
	int reach = 3600 / c->grid.interval, n = 0;
	double sum = 0;

	for (int k = t - reach; k <= t + reach; k++)
		if (k >= 0 && k < c->grid.n) {
			sum += c->scheduled[row * c->grid.n + k];
			n++;
		}
	return sum / n;
}

/*
 * The need follows the people there, so that the plan fits as a good one
 * does, but for two hours of the second day in which sales lack many.
 */
static double need(const struct coverage *c, int q, int t, double share)
{
	int wall = c->grid.wall[t], day = grid_day(&c->grid, t);
	bool bad = q == SALES && day == 1 && wall >= 600 && wall < 720;
	double x = smooth(c, q, t) * (0.93 + 0.06 * sin(t / 9.0 + q)) *
		   (bad ? 1.6 : 1);

	return share > 0 ? x : 0;
}

static void scale(struct requirement *r, const struct coverage *c, bool perfect)
{
	for (int q = 0; q < QUEUES; q++)
		for (int t = 0; t < r->grid.n; t++) {
			double *x = &r->rows[q].gross[t];

			*x = perfect ? c->scheduled[q * r->grid.n + t]
				     : need(c, q, t, *x);
			r->rows[q].net[t] = *x * 0.9;
			r->rows[q].plain[t] = *x * 0.88;
		}
	for (int t = 0; r->n_rows > QUEUES && t < r->grid.n; t++)
		r->rows[QUEUES].gross[t] = 0.95 * (r->rows[SALES].gross[t] +
						   r->rows[SUPPORT].gross[t]);
}

/* What a day's contacts add up to, and how much they vary. */
static void add_days(struct arena *a, struct forecast *f, int q)
{
	const struct grid *g = &f->ahead.grid;

	f->queues[q].day_calls = arena_new(a, double, g->days);
	f->queues[q].day_variance = arena_new(a, double, g->days);
	for (int t = 0; t < g->n; t++) {
		double calls = f->ahead.calls[q * g->n + t];

		f->queues[q].day_calls[grid_day(g, t)] += calls;
		f->queues[q].day_variance[grid_day(g, t)] += 6 * calls;
	}
}

static struct forecast *make_forecast(struct arena *a,
				      const struct requirement *r)
{
	struct forecast *f = arena_new(a, struct forecast, 1);
	int n = r->grid.n;
	struct forecast_score *scores =
		arena_new(a, struct forecast_score, QUEUES * 2);

	f->ahead = workload_new(a, r->grid, QUEUES);
	f->ahead.variance = arena_new(a, double, QUEUES *n);
	f->queues = arena_new(a, struct forecast_queue, QUEUES);
	f->origins = 8;
	f->horizon_days = 7;
	for (int q = 0; q < QUEUES; q++) {
		for (int t = 0; t < n; t++) {
			double calls = r->rows[q].net[t] * r->grid.interval /
				       240 * 0.85;

			f->ahead.calls[q * n + t] = calls;
			f->ahead.aht[q * n + t] = 240;
			f->ahead.variance[q * n + t] = 2 * calls;
		}
		scores[2 * q] =
			(struct forecast_score){ .model = "mean of last 4",
						 .wape_interval = 0.21,
						 .wape_day = 0.09,
						 .bias = 0.01,
						 .cover80 = NAN,
						 .cover95 = NAN,
						 .baseline = true };
		scores[2 * q + 1] =
			(struct forecast_score){ .model = "level & <profile>",
						 .wape_interval =
							 0.17 + q / 100.0,
						 .wape_day = 0.06,
						 .bias = -0.004,
						 .cover80 = 0.81,
						 .cover95 = 0.95,
						 .chosen = true };
		f->queues[q] =
			(struct forecast_queue){ .queue = q,
						 .days_used = 728,
						 .days_left_out = 2,
						 .scores = &scores[2 * q],
						 .n_scores = 2,
						 .floor_wape = 0.11 };
		add_days(a, f, q);
	}
	return f;
}

static double *make_level(struct arena *a, const struct requirement *r,
			  const struct coverage *c)
{
	int n = r->grid.n;
	double *level = arena_new(a, double, r->n_rows *n);

	for (int k = 0; k < r->n_rows * n; k++) {
		double need = r->rows[k / n].gross[k % n];
		double x = need > 0 ? c->scheduled[k] / need : 0;

		level[k] = need > 0 ? 1 - exp(-1.6 * x * x * x) : NAN;
	}
	return level;
}

/* --- pay, rules, matters --- */

static void add_line(struct pay_lines *p, int agent, int day,
		     enum pay_type type, const char *kind, int minutes,
		     double money)
{
	p->lines[p->n++] = (struct pay_line){ .agent = agent,
					      .day = day,
					      .type = type,
					      .kind = kind,
					      .minutes = minutes,
					      .money = money };
}

static struct pay_lines *make_lines(struct arena *a, const struct roster *r)
{
	struct pay_lines *p = arena_new(a, struct pay_lines, 1);

	p->lines = arena_new(a, struct pay_line, 3 * r->agents * r->days);
	for (int i = 0; i < r->agents; i++)
		for (int day = r->first_day; day < r->first_day + r->days;
		     day++) {
			const struct cell *c = roster_cell(r, i, day);
			int paid = c->duty.paid;

			if (c->kind != CELL_DUTY)
				continue;
			add_line(p, i, day, PAY_BASIC, "basic", paid,
				 paid / 60.0 * 16.23);
			if (c->duty.shift == LATE || c->duty.shift == NIGHT)
				add_line(p, i, day, PAY_PREMIUM, "evening", 120,
					 3.25);
			if (date_weekday(day) == SUNDAY)
				add_line(p, i, day, PAY_PREMIUM, "sunday", paid,
					 paid / 60.0 * 16.23 / 2);
		}
	return p;
}

static struct breaches *make_breaches(struct arena *a, const struct rule *rules,
				      struct fixture_options o)
{
	struct breaches *b = arena_new(a, struct breaches, 1);
	static const char *const what[] = {
		"6 days in a row, at most 5 allowed",
		"1 day off in a row, at least 2 asked <\"&'>",
		"=rest of 9 h before the night, at least 11 h asked",
		"on holiday leave, but has a duty"
	};

	if (o.perfect)
		return b;
	b->list = arena_new(a, struct breach, 4);
	for (int k = 0; k < 4 && k < o.agents; k++)
		b->list[b->n++] =
			(struct breach){ .agent = k,
					 .day = o.first_day + k,
					 .until = o.first_day + k + 1,
					 .rule = k < 3 ? &rules[k] : NULL,
					 .what = what[k],
					 .amount = 1,
					 .price = k == 1 ? 15 : 0,
					 .hard = k != 1,
					 .waived = k == 2,
					 .place = k < 3 ? rules[k].place
							: line("absences.csv",
							       9) };
	b->hard = 2;
	b->price = 15;
	return b;
}

static void add_conflict(struct arena *a, struct plan_view *v)
{
	static const char *const reasons[] = {
		"fixed duty on Tue <24> Nov 22:00-06:00",
		"at least 11 h between shifts"
	};
	struct place *places = arena_new(a, struct place, 2);
	struct schedule_conflict *c = arena_new(a, struct schedule_conflict, 1);

	places[0] = line("availability.csv", 4);
	places[1] = line("site.yaml", 33);
	*c = (struct schedule_conflict){
		.agent = v->site->n_agents > 3 ? 3 : 0,
		.day = v->period->first_day + 1,
		.reasons = arena_copy(a, reasons, 2, sizeof(*reasons)),
		.places = places,
		.n = 2
	};
	v->conflicts = c;
	v->n_conflicts = 1;
}

static struct cost *make_cost(struct arena *a, const struct plan_view *v)
{
	struct cost *c = arena_new(a, struct cost, 1);

	for (int k = 0; k < v->pay->n; k++)
		c->pay += v->pay->lines[k].money;
	c->overtime = 230;
	c->service = 412.75;
	c->rules = 15;
	c->wishes = 35;
	c->fairness = 3.5;
	c->total = c->pay + c->service + c->rules + c->wishes + c->fairness;
	c->fixed_pay = 0.8 * c->pay;
	c->hard_breaches = v->breaches->hard;
	return c;
}

static struct fixture_options defaults(struct fixture_options o)
{
	o.agents = o.agents ? o.agents : 30;
	o.days = o.days ? o.days : 7;
	o.interval = o.interval ? o.interval : 900;
	o.first_day = o.first_day ? o.first_day : FIXTURE_MONDAY;
	o.zone = o.zone ? o.zone : "Europe/London";
	return o;
}

static struct period *make_period(struct arena *a, const struct site *s,
				  struct fixture_options o,
				  const struct roster *past)
{
	struct period *p = arena_new(a, struct period, 1);
	struct err e = err_new(a);

	if (period_new(a, s, o.first_day, o.days, past, NULL, p, &e) != RC_OK) {
		fprintf(stderr, "%s\n", e.n ? e.list[0].text : "no period");
		exit(1);
	}
	return p;
}

static void say_how_made(struct plan_view *v)
{
	static const struct plan_input inputs[] = {
		{ "site.yaml", "9f86d081884c7d65" },
		{ "agents.csv", "60303ae22b998861" },
		{ "history.csv", "fd61a03af4f77d87" },
	};

	v->solved = true;
	v->bound = v->cost->total * 0.999;
	v->gap = objective_gap(v->cost, v->bound);
	v->stopped = "work limit";
	v->inputs = inputs;
	v->n_inputs = 3;
	v->version = "0.1.0";
	v->seed = 42;
}

struct plan_view *fixture_plan(struct arena *a, struct fixture_options o)
{
	struct plan_view *v = arena_new(a, struct plan_view, 1);
	struct roster *past = arena_new(a, struct roster, 1);
	struct roster *now = arena_new(a, struct roster, 1);
	const struct roster *both[] = { past, now };
	struct rule *rules;

	o = defaults(o);
	struct site *s = make_site(a, o, &rules);
	struct grid g =
		grid_new(a, s->zone, o.first_day, o.days + 1, o.interval);
	struct requirement *r = make_requirement(a, s, g, o.pool);

	*past = make_roster(a, s, &g, o.first_day - 1, 1);
	*now = make_roster(a, s, &g, o.first_day, o.days);
	struct coverage *c = make_coverage(a, s, r, both, 2);
	scale(r, c, o.perfect);
	*v = (struct plan_view){ .audience = o.audience,
				 .site = s,
				 .period = make_period(a, s, o, past),
				 .forecast = make_forecast(a, r),
				 .requirement = r,
				 .roster = now,
				 .coverage = c,
				 .pay = make_lines(a, now),
				 .breaches = make_breaches(a, rules, o),
				 .level = make_level(a, r, c) };
	v->cost = make_cost(a, v);
	if (!o.perfect)
		add_conflict(a, v);
	say_how_made(v);
	return v;
}
