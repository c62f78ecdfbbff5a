#include "maths/pay.h"

#include <string.h>

#include "maths/pay_moment.h"

/* Kinds of pay in the order of their lines: basic, premiums, overtime,
 * absence types. */
struct sheet {
	const struct site *site;
	const struct roster *roster;
	int agent, first_day, days, kinds;
	int64_t *seconds; /* [days * kinds] */
	double *money;
};

static int overtime_kind(const struct sheet *sheet)
{
	return 1 + sheet->site->pay.n_premiums;
}

static int absence_kind(const struct sheet *sheet, int type)
{
	return overtime_kind(sheet) + 1 + type;
}

static enum pay_type kind_type(const struct sheet *sheet, int kind)
{
	if (kind == 0)
		return PAY_BASIC;
	if (kind < overtime_kind(sheet))
		return PAY_PREMIUM;
	return kind == overtime_kind(sheet) ? PAY_OVERTIME : PAY_ABSENCE;
}

static const char *kind_name(const struct sheet *sheet, int kind)
{
	switch (kind_type(sheet, kind)) {
	case PAY_BASIC: return "basic";
	case PAY_OVERTIME: return "overtime";
	case PAY_PREMIUM: return sheet->site->pay.premiums[kind - 1].id;
	case PAY_ABSENCE: break;
	}
	return sheet->site->absence_types[kind - absence_kind(sheet, 0)].code;
}

static void put(struct sheet *sheet, int day, int kind, int64_t seconds,
		double rate)
{
	int d = day - sheet->first_day;

	if (d < 0 || d >= sheet->days || seconds <= 0)
		return;
	sheet->seconds[d * sheet->kinds + kind] += seconds;
	sheet->money[d * sheet->kinds + kind] += (double)seconds / 3600 * rate;
}

/* A moment of work; *left seconds of the week are not yet overtime. */
static void put_work(struct sheet *sheet, const struct moment *m, double rate,
		     int64_t *left)
{
	const struct pay *pay = &sheet->site->pay;
	int64_t length = m->next - m->at;
	int64_t basic = length < *left ? length : *left;

	*left -= basic;
	put(sheet, m->day, 0, basic, rate);
	put(sheet, m->day, overtime_kind(sheet), length - basic,
	    rate * (1 + pay->overtime_add));
	for (int k = 0; k < pay->n_premiums; k++)
		if (m->counts & (uint64_t)1 << k)
			put(sheet, m->day, 1 + k, length,
			    rate * pay->premiums[k].add);
}

static void put_duty(struct sheet *sheet, const struct duty *duty,
		     int64_t *left)
{
	const struct site *site = sheet->site;
	double rate = pay_rate(site, &site->agents[sheet->agent], duty);

	for (int k = 0; k < duty->n; k++) {
		const struct segment *s = &duty->segments[k];
		struct moment m;
		if (!pay_is_paid(site, s))
			continue;
		for (int64_t at = s->start; at < s->end; at = m.next) {
			m = pay_moment(site, duty, at, s->end);
			if (s->kind == SEGMENT_ABSENCE)
				put(sheet, m.day, absence_kind(sheet, s->what),
				    m.next - at, rate);
			else
				put_work(sheet, &m, rate, left);
		}
	}
}

static void put_cell(struct sheet *sheet, int day, const struct cell *c,
		     int64_t *left)
{
	const struct site *site = sheet->site;
	double rate =
		agent_rate(&site->agents[sheet->agent], day, site->pay.base);

	if (c->kind == CELL_DUTY)
		put_duty(sheet, &c->duty, left);
	else if (c->kind == CELL_ABSENT)
		put(sheet, day, absence_kind(sheet, c->absence),
		    (int64_t)c->credit * 60,
		    site->absence_types[c->absence].paid ? rate : 0);
}

static void put_agent(struct sheet *sheet)
{
	const struct roster *r = sheet->roster;
	size_t n = (size_t)sheet->days * (size_t)sheet->kinds;
	int end = sheet->first_day + sheet->days;

	memset(sheet->seconds, 0, n * sizeof(*sheet->seconds));
	memset(sheet->money, 0, n * sizeof(*sheet->money));
	for (int week = site_week_begin(sheet->site, sheet->first_day - 1);
	     week < end; week += 7) {
		int64_t left = pay_regular(sheet->site, r, sheet->agent, week);
		for (int day = week; day < week + 7 && day < end; day++) {
			const struct cell *c =
				roster_cell(r, sheet->agent, day);
			if (c)
				put_cell(sheet, day, c, &left);
		}
	}
}

static void take_lines(struct arena *a, const struct sheet *sheet,
		       struct pay_lines *all, int *room)
{
	for (int k = 0; k < sheet->days * sheet->kinds; k++) {
		if (sheet->seconds[k] <= 0)
			continue;
		all->lines = arena_grow(a, all->lines, all->n, room,
					sizeof(*all->lines));
		all->lines[all->n++] = (struct pay_line){
			.agent = sheet->agent,
			.day = sheet->first_day + k / sheet->kinds,
			.type = kind_type(sheet, k % sheet->kinds),
			.kind = kind_name(sheet, k % sheet->kinds),
			.minutes = (int)(sheet->seconds[k] / 60),
			.money = sheet->money[k]
		};
	}
}

struct pay_lines pay_of_roster(struct arena *a, const struct site *site,
			       const struct roster *roster, int first_day,
			       int days)
{
	struct pay_lines all = { NULL, 0 };
	int room = 0;
	struct sheet sheet = { .site = site,
			       .roster = roster,
			       .first_day = first_day,
			       .days = days,
			       .kinds = 2 + site->pay.n_premiums +
					site->n_absence_types };

	sheet.seconds = arena_new(a, int64_t, days * sheet.kinds);
	sheet.money = arena_new(a, double, days *sheet.kinds);
	for (sheet.agent = 0; sheet.agent < roster->agents; sheet.agent++) {
		put_agent(&sheet);
		take_lines(a, &sheet, &all, &room);
	}
	return all;
}
