#include "maths/pay.h"

#include <assert.h>

#include "base/date.h"
#include "maths/pay_moment.h"

bool pay_is_paid(const struct site *site, const struct segment *s)
{
	switch (s->kind) {
	case SEGMENT_WORK:
	case SEGMENT_ON_CALL: return true;
	case SEGMENT_BREAK: return site->breaks[s->what].paid;
	case SEGMENT_ACTIVITY:
		return s->what < 0 || site->activities[s->what].paid;
	case SEGMENT_ABSENCE: return site->absence_types[s->what].paid;
	case SEGMENT_GAP: break;
	}
	return false;
}

bool pay_is_worked(const struct site *site, const struct segment *s)
{
	return s->kind != SEGMENT_ABSENCE && pay_is_paid(site, s);
}

int pay_minutes(const struct site *site, const struct duty *duty)
{
	int64_t seconds = 0;

	for (int k = 0; k < duty->n; k++)
		if (pay_is_paid(site, &duty->segments[k]))
			seconds +=
				duty->segments[k].end - duty->segments[k].start;
	return (int)(seconds / 60);
}

/* Here DAYS_HOLIDAY stands for days whose special day pays. */
static days_set paying_kind(const struct site *site, int day)
{
	const struct special_day *special = site_special_day(site, day);
	int kind = 1 << date_weekday(day);

	if (special && special->pays)
		kind |= DAYS_HOLIDAY;
	return (days_set)kind;
}

/* Whether a premium's window holds now; ends the moment where that changes. */
static bool in_window(const struct site *site, const struct premium *p,
		      struct moment *m)
{
	bool holds = false;

	for (int day = m->day - 1; day <= m->day; day++) {
		if (!(p->days & paying_kind(site, day)))
			continue;
		int64_t from =
			zone_utc(site->zone, day, p->window.from * 60).first;
		int64_t until =
			zone_utc(site->zone, day, p->window.until * 60).first;
		holds = holds || (from <= m->at && m->at < until);
		if (from > m->at && from < m->next)
			m->next = from;
		if (until > m->at && until < m->next)
			m->next = until;
	}
	return holds;
}

static bool starts_in_window(const struct site *site, const struct premium *p,
			     const struct duty *duty)
{
	struct moment m = { .at = duty->start,
			    .next = INT64_MAX,
			    .day = zone_wall(site->zone, duty->start).day };

	return in_window(site, p, &m);
}

/* Adds up what counts, or keeps the highest. */
static void count_premium(const struct pay *pay, int k, struct moment *m)
{
	double add = pay->premiums[k].add;

	if (!pay->stack_max) {
		m->add += add;
		m->counts |= (uint64_t)1 << k;
	} else if (!m->counts || add > m->add) {
		m->add = add;
		m->counts = (uint64_t)1 << k;
	}
}

struct moment pay_moment(const struct site *site, const struct duty *duty,
			 int64_t at, int64_t end)
{
	const struct pay *pay = &site->pay;
	struct moment m = { .at = at,
			    .next = end,
			    .day = zone_wall(site->zone, at).day };
	int64_t midnight = zone_day_begin(site->zone, m.day + 1);

	assert(pay->n_premiums <= 64);
	if (midnight < m.next)
		m.next = midnight;
	for (int k = 0; k < pay->n_premiums; k++) {
		const struct premium *p = &pay->premiums[k];
		if (p->by_shift ? starts_in_window(site, p, duty)
				: in_window(site, p, &m))
			count_premium(pay, k, &m);
	}
	return m;
}

double pay_rate(const struct site *site, const struct agent *agent,
		const struct duty *duty)
{
	int day = zone_wall(site->zone, duty->start).day;

	return agent_rate(agent, day, site->pay.base);
}

/* Hours that would pay as much as all premiums. */
static double premium_hours(const struct site *site, const struct duty *duty)
{
	double hours = 0;

	for (int k = 0; k < duty->n; k++) {
		const struct segment *s = &duty->segments[k];
		struct moment m;
		if (!pay_is_worked(site, s))
			continue;
		for (int64_t at = s->start; at < s->end; at = m.next) {
			m = pay_moment(site, duty, at, s->end);
			hours += m.add * (double)(m.next - at) / 3600;
		}
	}
	return hours;
}

double pay_of_duty(const struct site *site, const struct agent *agent,
		   const struct duty *duty)
{
	double hours = pay_minutes(site, duty) / 60.0;

	if (site->pay.n_premiums > 0)
		hours += premium_hours(site, duty);
	return hours * pay_rate(site, agent, duty);
}

static int64_t worked_seconds(const struct site *site, const struct duty *duty)
{
	int64_t seconds = 0;

	for (int k = 0; k < duty->n; k++)
		if (pay_is_worked(site, &duty->segments[k]))
			seconds +=
				duty->segments[k].end - duty->segments[k].start;
	return seconds;
}

/* Paid seconds that are not worked: leave of whole days and of parts. */
static int64_t absent_seconds(const struct site *site, const struct cell *c)
{
	if (c->kind == CELL_ABSENT && site->absence_types[c->absence].paid)
		return (int64_t)c->credit * 60;
	if (c->kind != CELL_DUTY)
		return 0;
	return (int64_t)pay_minutes(site, &c->duty) * 60 -
	       worked_seconds(site, &c->duty);
}

int64_t pay_regular(const struct site *site, const struct roster *r, int agent,
		    int week)
{
	int64_t worked = 0, absent = 0;

	for (int day = week; day < week + 7; day++) {
		const struct cell *c = roster_cell(r, agent, day);
		if (!c)
			continue;
		absent += absent_seconds(site, c);
		if (c->kind == CELL_DUTY)
			worked += worked_seconds(site, &c->duty);
	}
	int64_t over = worked + absent - (int64_t)site->pay.overtime_after * 60;
	if (site->pay.overtime_after <= 0 || over <= 0)
		return worked;
	return over < worked ? worked - over : 0;
}

static double overtime_of_week(const struct site *site, const struct roster *r,
			       int agent, int week)
{
	int64_t left = pay_regular(site, r, agent, week);
	double money = 0;

	for (int day = week; day < week + 7; day++) {
		const struct cell *c = roster_cell(r, agent, day);
		if (!c || c->kind != CELL_DUTY)
			continue;
		int64_t worked = worked_seconds(site, &c->duty);
		int64_t over = worked > left ? worked - left : 0;
		money += (double)over / 3600 *
			 pay_rate(site, &site->agents[agent], &c->duty);
		left -= worked - over;
	}
	return money * site->pay.overtime_add;
}

double pay_of_overtime(const struct site *site, const struct roster *roster,
		       int agent)
{
	double money = 0;

	if (site->pay.overtime_after <= 0)
		return 0;
	for (int day = site_week_begin(site, roster->first_day);
	     day < roster->first_day + roster->days; day += 7)
		money += overtime_of_week(site, roster, agent, day);
	return money;
}
