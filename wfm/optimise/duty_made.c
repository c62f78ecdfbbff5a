#include "optimise/duty_state.h"

#include <math.h>
#include <string.h>

#include "base/date.h"
#include "maths/pay.h"

enum { MARKS = 2 * DUTY_PIECES };

static int by_tick(const int *cut, int n, int tick)
{
	for (int k = 0; k < n; k++)
		if (cut[k] == tick)
			return n;
	return n + 1;
}

/* All instants at which a duty changes what it does, ascending. */
static int cuts_of(const struct option *o, const int16_t *at, int *cut)
{
	int n = 0;
	int all[MARKS], m = 0;

	all[m++] = o->start;
	all[m++] = o->end;
	for (int k = 0; k < o->n_away; k++) {
		all[m++] = o->away[k].from;
		all[m++] = o->away[k].until;
	}
	for (int k = 0; k < o->n_pauses && at; k++)
		if (at[k] >= 0) {
			all[m++] = o->start + at[k];
			all[m++] = o->start + at[k] + o->pauses[k].length;
		}
	for (int k = 0; k < m; k++) {
		int to = by_tick(cut, n, all[k]) - 1;
		if (to < n)
			continue;
		while (to > 0 && cut[to - 1] > all[k]) {
			cut[to] = cut[to - 1];
			to--;
		}
		cut[to] = all[k];
		n++;
	}
	return n;
}

static const struct person_span *hole_at(const struct person *who, int64_t utc)
{
	for (int k = 0; who && k < who->n_spans; k++)
		if (who->spans[k].kind == SPAN_HOLE &&
		    who->spans[k].span.from <= utc &&
		    utc < who->spans[k].span.until)
			return &who->spans[k];
	return NULL;
}

/* What somebody does from a tick on: break, gap, absence, or work. */
static struct segment doing(const struct ticks *ticks, const struct option *o,
			    const struct person *who, const int16_t *at,
			    int tick)
{
	for (int k = 0; k < o->n_pauses && at; k++)
		if (at[k] >= 0 && o->start + at[k] <= tick &&
		    tick < o->start + at[k] + o->pauses[k].length)
			return (struct segment){ SEGMENT_BREAK,
						 o->pauses[k].what, -1, 0, 0 };
	for (int k = 0; k < o->n_away; k++) {
		if (!meets(o->away[k], tick, tick + 1))
			continue;
		const struct person_span *hole =
			hole_at(who, utc_of(ticks, tick));
		if (!hole)
			return (struct segment){ SEGMENT_GAP, -1, -1, 0, 0 };
		return (struct segment){ SEGMENT_ABSENCE, hole->absence, -1, 0,
					 0 };
	}
	return (struct segment){ o->idle ? SEGMENT_ON_CALL : SEGMENT_WORK, -1,
				 -1, 0, 0 };
}

static bool same_doing(const struct segment *a, const struct segment *b)
{
	return a->kind == b->kind && a->what == b->what;
}

static struct duty duty_of(const struct ticks *ticks, const struct option *o,
			   const struct person *who, const int16_t *at,
			   struct segment *segments)
{
	struct duty duty = { .shift = o->shift,
			     .start = o->from,
			     .end = o->until,
			     .paid = o->paid,
			     .segments = segments };
	int cut[MARKS] = { 0 };
	int n = cuts_of(o, at, cut);

	for (int k = 0; k + 1 < n; k++) {
		struct segment s = doing(ticks, o, who, at, cut[k]);
		s.start = utc_of(ticks, cut[k]);
		s.end = utc_of(ticks, cut[k + 1]);
		if (duty.n > 0 && same_doing(&segments[duty.n - 1], &s) &&
		    s.kind != SEGMENT_BREAK)
			segments[duty.n - 1].end = s.end;
		else
			segments[duty.n++] = s;
	}
	return duty;
}

struct duty duty_made(struct arena *a, const struct period *p,
		      const struct ticks *ticks, const struct option *o,
		      const struct person *who, const int16_t *at)
{
	struct segment *segments = arena_new(a, struct segment, MARKS);

	if (o->given)
		return *o->given;
	struct duty duty = duty_of(ticks, o, who, at, segments);
	duty.paid = pay_minutes(p->site, &duty);
	return duty;
}

/* Money of the duty for somebody of rate 1. */
static double pay_at_1(const struct period *p, const struct ticks *ticks,
		       const struct option *o, const struct person *who,
		       const int16_t *at)
{
	static const struct agent_rate one = { DATE_MIN, 1.0 };
	struct agent unit = { .rates = &one, .n_rates = 1 };
	struct segment segments[MARKS];
	struct duty duty = duty_of(ticks, o, who, at, segments);

	duty.paid = pay_minutes(p->site, &duty);
	return pay_of_duty(p->site, &unit, &duty);
}

/* What each place of a break takes off, the others not taken. */
static void price_pause(struct arena *a, const struct period *p,
			const struct ticks *ticks, const struct option *o,
			const struct person *who, int k, struct pause *pause)
{
	double *pay = arena_new(a, double, pause->n);
	int16_t at[DUTY_PAUSES];

	memset(at, -1, sizeof(at));
	for (int c = 0; !pause->paid && c < pause->n; c++) {
		at[k] = (int16_t)pause->at[c];
		pay[c] = o->pay - pay_at_1(p, ticks, o, who, at);
	}
	pause->pay = pay;
}

static double most(const double *x, int n)
{
	double max = n > 0 ? x[0] : 0;

	for (int k = 1; k < n; k++)
		max = fmax(max, x[k]);
	return max;
}

void duty_price(struct arena *a, const struct period *p,
		const struct ticks *ticks, struct option *o,
		const struct person *who)
{
	struct pause *pauses =
		arena_copy(a, o->pauses, (size_t)o->n_pauses, sizeof(*pauses));

	o->pay = pay_at_1(p, ticks, o, who, NULL);
	o->least_pay = o->pay;
	for (int k = 0; k < o->n_pauses; k++) {
		price_pause(a, p, ticks, o, who, k, &pauses[k]);
		o->least_pay -= most(pauses[k].pay, pauses[k].n);
	}
	o->pauses = pauses;
	o->apart = duty_is_apart(o);
}
