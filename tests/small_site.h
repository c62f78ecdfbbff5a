/*
 * small_site - a centre in memory for tests: two people, four shifts.
 *
 * London; weeks start on Monday; 40 h a week of 8-hour contract days; the
 * first day of the tests is Monday 7 December 2026, far from clock changes.
 * Every array has room to be changed before period_new.
 *
 * shift  day    08:00-10:00 every 30 min, 8 h paid, lunch 30 min unpaid
 *	  late	 13:30, 8 h paid, lunch
 *	  night  22:00, 8 h paid, no break
 *	  short  08:00-16:00 every 60 min, 4 or 5 h paid, no break
 */
#ifndef TESTS_SMALL_SITE_H
#define TESTS_SMALL_SITE_H

#include "base/date.h"
#include "model/period.h"

enum { DAY, LATE, NIGHT, SHORT };
enum { HOLIDAY, SICK, UNPAID };
enum { SALES, CHAT };

struct small {
	struct arena *arena;
	struct err err;
	int monday;
	struct site site;
	struct queue queues[4];
	struct skill skills[4];
	struct shift shifts[8];
	struct shift_break breaks[2];
	struct contract contracts[3];
	struct rule rules[8];
	struct absence_type absence_types[3];
	struct agent agents[4];
	struct agent_term terms[4][3];
	struct agent_skill agent_skills[4][3];
	struct availability availability[4];
	struct absence absences[8];
	struct special_day special_days[2];
	struct premium premiums[4];
	struct waiver waivers[2];
	struct request requests[4];
	struct cover cover[2];
	struct period period;
};

static inline void small_shifts(struct small *s)
{
	static const int lunch[] = { 0 };

	s->breaks[0] = (struct shift_break){ .id = "lunch",
					     .name = "Lunch",
					     .length = 30,
					     .earliest = 180,
					     .latest = 300 };
	s->shifts[DAY] = (struct shift){ .id = "day",
					 .code = "D",
					 .name = "Day",
					 .days = DAYS_ALL,
					 .first = 480,
					 .last = 600,
					 .step = 30,
					 .min_paid = 480,
					 .max_paid = 480,
					 .paid_step = 30,
					 .breaks = lunch,
					 .n_breaks = 1 };
	s->shifts[LATE] = s->shifts[DAY];
	s->shifts[LATE].name = "Late";
	s->shifts[LATE].id = "late";
	s->shifts[LATE].code = "L";
	s->shifts[LATE].first = s->shifts[LATE].last = 810;
	s->shifts[NIGHT] = s->shifts[LATE];
	s->shifts[NIGHT].name = "Night";
	s->shifts[NIGHT].id = "night";
	s->shifts[NIGHT].code = "N";
	s->shifts[NIGHT].first = s->shifts[NIGHT].last = 1320;
	s->shifts[NIGHT].n_breaks = 0;
	s->shifts[SHORT] = s->shifts[NIGHT];
	s->shifts[SHORT].name = "Short";
	s->shifts[SHORT].id = "short";
	s->shifts[SHORT].code = "S";
	s->shifts[SHORT].first = 480;
	s->shifts[SHORT].last = 960;
	s->shifts[SHORT].step = 60;
	s->shifts[SHORT].min_paid = 240;
	s->shifts[SHORT].max_paid = 300;
	s->shifts[SHORT].paid_step = 60;
}

static inline void small_people(struct small *s)
{
	static const char *const ids[] = { "ana", "ben", "cem", "dee" };
	static const char *const names[] = { "Ana", "Ben", "Cem", "Dee" };

	for (int i = 0; i < 4; i++) {
		s->terms[i][0] = (struct agent_term){ .team = "one",
						      .min_minutes = 2400,
						      .max_minutes = 2400,
						      .from = DATE_NONE,
						      .until = DATE_NONE };
		s->agent_skills[i][0] =
			(struct agent_skill){ SALES,	 1,	    1,
					      DATE_NONE, DATE_NONE, { 0 } };
		s->agent_skills[i][1] =
			(struct agent_skill){ CHAT,	 2,	    1,
					      DATE_NONE, DATE_NONE, { 0 } };
		s->agents[i] = (struct agent){ .id = ids[i],
					       .name = names[i],
					       .terms = s->terms[i],
					       .skills = s->agent_skills[i],
					       .n_terms = 1,
					       .n_skills = 2 };
	}
}

static inline void small_lists(struct small *s)
{
	s->queues[SALES] = (struct queue){ .id = "sales",
					   .name = "Sales",
					   .skill = SALES };
	s->queues[CHAT] =
		(struct queue){ .id = "chat", .name = "Chat", .skill = CHAT };
	s->skills[SALES] = (struct skill){ "sales", SALES };
	s->skills[CHAT] = (struct skill){ "chat", CHAT };
	s->absence_types[HOLIDAY] = (struct absence_type){
		.code = "holiday", .paid = true, .credit = CREDIT_CONTRACT_DAY
	};
	s->absence_types[SICK] = (struct absence_type){
		.code = "sick", .paid = true, .credit = CREDIT_HOURS
	};
	s->absence_types[UNPAID] = (struct absence_type){ .code = "unpaid" };
	for (int k = 0; k < 3; k++)
		s->contracts[k] =
			(struct contract){ .id = "full",
					   .min_minutes = 2400,
					   .max_minutes = 2400,
					   .hours_over = OVER_CALENDAR_WEEK,
					   .hours_length = 1,
					   .day_minutes = 480,
					   .shifts = ~(shift_set)0 };
}

static inline struct small *small_new(struct arena *a, const char *zone)
{
	struct small *s = arena_new(a, struct small, 1);
	struct civil first = { 2026, 12, 7 };

	s->arena = a;
	s->err = err_new(a);
	s->monday = date_from_civil(first);
	s->site = (struct site){ .name = "Small",
				 .interval = 1800,
				 .weekend = 0x60,
				 .period_from = DATE_NONE,
				 .queues = s->queues,
				 .skills = s->skills,
				 .breaks = s->breaks,
				 .shifts = s->shifts,
				 .contracts = s->contracts,
				 .absence_types = s->absence_types,
				 .n_queues = 2,
				 .n_skills = 2,
				 .n_breaks = 1,
				 .n_shifts = 4,
				 .n_contracts = 3,
				 .n_absence_types = 3,
				 .pay = { .base = 10, .premiums = s->premiums },
				 .agents = s->agents,
				 .absences = s->absences,
				 .requests = s->requests,
				 .special_days = s->special_days,
				 .cover = s->cover,
				 .waivers = s->waivers,
				 .n_agents = 2 };
	enum rc rc = zone_load(a, NULL, zone, &s->site.zone, &s->err);
	assert_int_equal(rc, RC_OK);
	small_shifts(s);
	small_people(s);
	small_lists(s);
	return s;
}

/* The instant of a wall time on day d of the tests. */
static inline int64_t small_time(const struct small *s, int d, int minutes)
{
	return zone_utc(s->site.zone, s->monday + d, minutes * 60).first;
}

static inline void small_absence(struct small *s, int agent, int type,
				 int64_t from, int64_t until)
{
	s->absences[s->site.n_absences++] =
		(struct absence){ .agent = agent,
				  .type = type,
				  .from = from,
				  .until = until,
				  .approved = true };
}

/* Whole days [from, until) of the tests. */
static inline void small_leave(struct small *s, int agent, int type, int from,
			       int until)
{
	small_absence(s, agent, type, small_time(s, from, 0),
		      small_time(s, until, 0));
}

static inline struct period *small_period(struct small *s, int days,
					  const struct roster *past)
{
	enum rc rc = period_new(s->arena, &s->site, s->monday, days, past, NULL,
				&s->period, &s->err);

	assert_int_equal(rc, RC_OK);
	return &s->period;
}

static inline void small_segment(struct duty *d, struct segment *list,
				 enum segment_kind kind, int what,
				 int64_t until)
{
	int64_t from = d->n ? list[d->n - 1].end : d->start;

	if (from < until)
		list[d->n++] = (struct segment){ kind, what, -1, from, until };
}

/* A duty of a template on day d; lunch, if it has one, after four hours. */
static inline struct duty small_duty(const struct small *s, int shift, int d,
				     int minutes, int paid)
{
	const struct shift *t = &s->shifts[shift];
	struct segment *list = arena_new(s->arena, struct segment, 3);
	int64_t start = small_time(s, d, minutes);
	int64_t end = start + (paid + 30 * t->n_breaks) * 60;
	struct duty duty = { .shift = shift,
			     .start = start,
			     .end = end,
			     .paid = paid,
			     .segments = list };

	if (t->n_breaks > 0) {
		small_segment(&duty, list, SEGMENT_WORK, -1, start + 14400);
		small_segment(&duty, list, SEGMENT_BREAK, 0, start + 16200);
	}
	small_segment(&duty, list, SEGMENT_WORK, -1, end);
	return duty;
}

/* The first person would like to be off on the first two days, weight 7. */
static inline void small_wants_off(struct small *s)
{
	s->requests[0] = (struct request){ .agent = 0,
					   .from = s->monday,
					   .until = s->monday + 2,
					   .off = true,
					   .wish = WISH_WANT,
					   .weight = 7 };
	s->site.n_requests = 1;
}

/* A roster of days off for all, from day d of the tests on. */
static inline struct roster small_roster(const struct small *s, int d, int days)
{
	struct roster r =
		roster_new(s->arena, s->monday + d, days, s->site.n_agents);

	for (int k = 0; k < days * s->site.n_agents; k++)
		r.cells[k].kind = CELL_OFF;
	return r;
}

/* Puts a duty at the template's first start and shortest length. */
static inline struct cell *small_put(const struct small *s, struct roster *r,
				     int agent, int d, int shift)
{
	struct cell *c = roster_cell(r, agent, s->monday + d);

	c->kind = CELL_DUTY;
	c->duty = small_duty(s, shift, d, s->shifts[shift].first,
			     s->shifts[shift].min_paid);
	return c;
}

#endif
