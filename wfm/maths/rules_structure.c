#include "base/date.h"
#include "base/text.h"
#include "maths/pay.h"
#include "maths/rules_judging.h"

/* A duty under inspection, its template and its day. */
struct inspected {
	struct judging *j;
	int day;
	const struct duty *duty;
	const struct shift *shift;
	struct place place; /* of the roster's line */
};

#define FAULT(x, name, place, ...)                                             \
	judging_fault((x)->j, (name), (place),                                 \
		      (struct measured){ .days = { (x)->day, (x)->day + 1 } }, \
		      __VA_ARGS__)

static const char *day_name(const struct inspected *x)
{
	return say_day(x->j->arena, x->day);
}

static const char *clock_name(const struct inspected *x, int64_t utc)
{
	return say_clock(x->j->arena, x->j->period->site->zone, utc);
}

static const struct agent_term *term_of(const struct inspected *x)
{
	return x->j->person->days[x->day - x->j->period->first_day].term;
}

static void inspect_contract(struct inspected *x)
{
	const struct agent_term *term = term_of(x);
	const struct contract *c;

	if (!term) {
		FAULT(x, "employment", x->j->agent->place,
		      "a duty on %s, not employed then", day_name(x));
		return;
	}
	c = &x->j->period->site->contracts[term->contract];
	if (!(c->shifts >> x->duty->shift & 1))
		FAULT(x, "shift", c->place,
		      "shift %s on %s is not of contract %s", x->shift->name,
		      day_name(x), c->name ? c->name : c->id);
}

static bool is_a_start(const struct inspected *x)
{
	const struct shift *s = x->shift;

	for (int m = s->first; m <= s->last; m += s->step)
		if (grid_wall(&x->j->period->grid, x->day, m) == x->duty->start)
			return true;
	return false;
}

/* Minutes of a duty that are of a kind and not paid. */
static int unpaid_minutes(const struct inspected *x, enum segment_kind kind)
{
	const struct site *site = x->j->period->site;
	int64_t seconds = 0;

	for (int k = 0; k < x->duty->n; k++) {
		const struct segment *s = &x->duty->segments[k];
		if (s->kind != kind)
			continue;
		if (kind == SEGMENT_GAP ||
		    (kind == SEGMENT_BREAK && !site->breaks[s->what].paid))
			seconds += s->end - s->start;
	}
	return (int)(seconds / 60);
}

/* What the template would pay: absence within the duty does not shorten it. */
static int template_minutes(const struct inspected *x)
{
	int span = (int)((x->duty->end - x->duty->start) / 60);

	return span - unpaid_minutes(x, SEGMENT_BREAK) -
	       unpaid_minutes(x, SEGMENT_GAP);
}

static bool is_a_length(const struct shift *s, int minutes)
{
	return minutes >= s->min_paid && minutes <= s->max_paid &&
	       (minutes - s->min_paid) % s->paid_step == 0;
}

static void inspect_template(struct inspected *x)
{
	const struct shift *s = x->shift;
	int minutes = template_minutes(x);

	if (!(s->days & site_day_kind(x->j->period->site, x->day)))
		FAULT(x, "shift", s->place, "shift %s is not worked on %s",
		      s->name, day_name(x));
	if (!is_a_start(x))
		FAULT(x, "shift", s->place,
		      "shift %s on %s begins at %s, which is none of its "
		      "starts",
		      s->name, day_name(x), clock_name(x, x->duty->start));
	if (!is_a_length(s, minutes))
		FAULT(x, "shift", s->place,
		      "shift %s on %s has %s of paid time, which is none of "
		      "its lengths",
		      s->name, day_name(x), say_minutes(x->j->arena, minutes));
}

static const struct segment *next_break(const struct duty *d, int *k)
{
	while (*k < d->n && d->segments[*k].kind != SEGMENT_BREAK)
		++*k;
	return *k < d->n ? &d->segments[(*k)++] : NULL;
}

static void inspect_break(struct inspected *x, const struct shift_break *b,
			  const struct segment *s)
{
	int64_t at = (s->start - x->duty->start) / 60;
	int64_t left = (x->duty->end - s->end) / 60;
	bool anywhere = b->earliest < 0;

	if (s->end - s->start != (int64_t)b->length * 60)
		FAULT(x, "breaks", b->place,
		      "break %s on %s lasts %d min, %d min asked", b->name,
		      day_name(x), (int)((s->end - s->start) / 60), b->length);
	if (anywhere ? at < 60 || left < 60
		     : at < b->earliest || at > b->latest)
		FAULT(x, "breaks", b->place,
		      "break %s on %s begins at %s, outside its window",
		      b->name, day_name(x), clock_name(x, s->start));
}

static void inspect_gap(struct inspected *x, int64_t from, int64_t until)
{
	int minutes = (int)((until - from) / 60);

	if (minutes < x->shift->min_gap)
		FAULT(x, "breaks", x->shift->place,
		      "%s from %s to %s on %s without a break apart, at least "
		      "%s asked",
		      say_minutes(x->j->arena, minutes), clock_name(x, from),
		      clock_name(x, until), day_name(x),
		      say_minutes(x->j->arena, x->shift->min_gap));
}

/* The template's breaks, all of them, in their order. */
static void inspect_breaks(struct inspected *x)
{
	const struct shift_break *breaks = x->j->period->site->breaks;
	int64_t last = x->duty->start;
	int k = 0;

	for (int n = 0; n < x->shift->n_breaks; n++) {
		const struct shift_break *b = &breaks[x->shift->breaks[n]];
		const struct segment *s = next_break(x->duty, &k);
		if (!s || s->what != x->shift->breaks[n]) {
			FAULT(x, "breaks", b->place,
			      "break %s on %s is missing", b->name,
			      day_name(x));
			return;
		}
		inspect_break(x, b, s);
		inspect_gap(x, last, s->start);
		last = s->end;
	}
	if (x->shift->n_breaks > 0)
		inspect_gap(x, last, x->duty->end);
	if (next_break(x->duty, &k))
		FAULT(x, "breaks", x->shift->place,
		      "shift %s on %s has a break too many", x->shift->name,
		      day_name(x));
}

static void inspect_split(struct inspected *x)
{
	struct window w = x->shift->split;
	int64_t from = x->duty->start + w.from * 60;
	int64_t until = x->duty->start + w.until * 60;
	int gaps = 0, right = 0;

	for (int k = 0; k < x->duty->n; k++) {
		const struct segment *s = &x->duty->segments[k];
		gaps += s->kind == SEGMENT_GAP;
		right += s->kind == SEGMENT_GAP && s->start == from &&
			 s->end == until;
	}
	if (gaps != (w.until > 0) || right != gaps)
		FAULT(x, "segments", x->shift->place,
		      "the gap of split shift %s on %s is not where it "
		      "should be",
		      x->shift->name, day_name(x));
}

static void inspect_tiles(struct inspected *x)
{
	const struct duty *d = x->duty;
	int64_t at = d->start;

	for (int k = 0; k < d->n; k++) {
		if (d->segments[k].start != at || d->segments[k].end <= at) {
			FAULT(x, "segments", x->place,
			      "activities on %s leave a hole or overlap at %s",
			      day_name(x), clock_name(x, at));
			return;
		}
		at = d->segments[k].end;
	}
	if (at != d->end || d->n == 0)
		FAULT(x, "segments", x->place,
		      "activities on %s end at %s, the duty at %s", day_name(x),
		      clock_name(x, at), clock_name(x, d->end));
	int paid = pay_minutes(x->j->period->site, d);
	if (paid != d->paid)
		FAULT(x, "segments", x->place,
		      "the duty on %s says %s paid, its activities %s",
		      day_name(x), say_minutes(x->j->arena, d->paid),
		      say_minutes(x->j->arena, paid));
}

static void inspect_queue(struct inspected *x, const struct segment *s)
{
	const struct queue *q = &x->j->period->site->queues[s->queue];

	if (x->shift->queues && !(x->shift->queues >> s->queue & 1))
		FAULT(x, "skill", x->shift->place,
		      "shift %s on %s does not serve queue %s", x->shift->name,
		      day_name(x), q->name);
	if (agent_speed(x->j->agent, q->skill, x->day) <= 0)
		FAULT(x, "skill", x->j->agent->place,
		      "works queue %s on %s without the skill", q->name,
		      day_name(x));
}

static void inspect_kinds(struct inspected *x)
{
	for (int k = 0; k < x->duty->n; k++) {
		const struct segment *s = &x->duty->segments[k];
		if ((s->kind == SEGMENT_WORK && x->shift->on_call) ||
		    (s->kind == SEGMENT_ON_CALL && !x->shift->on_call))
			FAULT(x, "segments", x->shift->place,
			      "shift %s on %s mixes work and on call",
			      x->shift->name, day_name(x));
		if (s->kind == SEGMENT_WORK && s->queue >= 0)
			inspect_queue(x, s);
	}
}

static const char *absence_name(const struct inspected *x, int type)
{
	const struct absence_type *t = &x->j->period->site->absence_types[type];

	return t->name ? t->name : t->code;
}

static void inspect_block(struct inspected *x)
{
	const struct person_span *b =
		person_blocked(x->j->person, x->duty->start, x->duty->end);

	if (b && b->absence >= 0)
		FAULT(x, "absence", b->place, "a duty on %s, absent then (%s)",
		      day_name(x), absence_name(x, b->absence));
	else if (b)
		FAULT(x, "availability", b->place,
		      "a duty on %s from %s to %s, not available then",
		      day_name(x), clock_name(x, x->duty->start),
		      clock_name(x, x->duty->end));
}

static bool meets_hole(const struct inspected *x, const struct segment *s,
		       const struct person_span **hole)
{
	const struct person *p = x->j->person;

	for (int k = 0; k < p->n_spans; k++) {
		*hole = &p->spans[k];
		if ((*hole)->kind == SPAN_HOLE && (*hole)->span.from < s->end &&
		    (*hole)->span.until > s->start)
			return true;
	}
	return false;
}

static void inspect_holes(struct inspected *x)
{
	for (int k = 0; k < x->duty->n; k++) {
		const struct segment *s = &x->duty->segments[k];
		const struct person_span *hole;
		bool busy = s->kind == SEGMENT_WORK ||
			    s->kind == SEGMENT_ON_CALL ||
			    s->kind == SEGMENT_ACTIVITY;
		bool away = meets_hole(x, s, &hole);
		if (busy && away) {
			FAULT(x, "absence", hole->place,
			      "works on %s at %s, absent then (%s)",
			      day_name(x), clock_name(x, s->start),
			      absence_name(x, hole->absence));
			return;
		}
		if (s->kind == SEGMENT_ABSENCE && !away)
			judging_remark(x->j, "absence", x->place,
				       (struct measured){
					       .days = { x->day, x->day + 1 },
					       .amount = 1 },
				       "away on %s at %s (%s), which no "
				       "approved absence says",
				       day_name(x), clock_name(x, s->start),
				       absence_name(x, s->what));
	}
}

static void inspect_duty(struct inspected *x)
{
	const struct site *site = x->j->period->site;

	inspect_tiles(x);
	inspect_block(x);
	inspect_holes(x);
	if (x->duty->shift < 0 || x->duty->shift >= site->n_shifts) {
		FAULT(x, "shift", x->place,
		      "the duty on %s from %s to %s is of no known shift",
		      day_name(x), clock_name(x, x->duty->start),
		      clock_name(x, x->duty->end));
		return;
	}
	x->shift = &site->shifts[x->duty->shift];
	inspect_contract(x);
	inspect_template(x);
	inspect_breaks(x);
	inspect_split(x);
	inspect_kinds(x);
}

/* A duty exactly there. */
static void inspect_fixed(struct inspected *x, const struct availability *fixed)
{
	const struct grid *g = &x->j->period->grid;
	int64_t from = grid_wall(g, x->day, fixed->window.from);
	int64_t until = grid_wall(g, x->day, fixed->window.until);

	if (!x->duty || x->duty->start != from || x->duty->end != until)
		FAULT(x, "fixed", fixed->place,
		      "no duty on %s from %s to %s, which is fixed",
		      day_name(x), clock_name(x, from), clock_name(x, until));
}

static bool same_cell(const struct cell *a, const struct cell *b)
{
	if (a->kind != b->kind)
		return false;
	return a->kind != CELL_DUTY ||
	       (a->duty.shift == b->duty.shift &&
		a->duty.start == b->duty.start && a->duty.end == b->duty.end);
}

static void inspect_locked(struct inspected *x, const struct cell *c)
{
	const struct roster *fixed = x->j->period->fixed;
	const struct cell *locked =
		fixed ? roster_cell(fixed, x->j->person->agent, x->day) : NULL;

	if (locked && locked->locked && !same_cell(locked, c))
		FAULT(x, "locked", locked->place,
		      "%s is locked and was changed", day_name(x));
}

static void inspect_overlap(struct inspected *x)
{
	struct day_fact before = judging_day(x->j, x->day - 1);

	if (before.state == DAY_DUTY && before.duty->end > x->duty->start)
		FAULT(x, "overlap", x->place,
		      "the duty on %s begins at %s, before that of the day "
		      "before ends at %s",
		      day_name(x), clock_name(x, x->duty->start),
		      clock_name(x, before.duty->end));
}

static void inspect_cell(struct judging *j, int day, const struct cell *c)
{
	int d = day - j->period->first_day;
	const struct availability *fixed = j->person->fixed[d];
	struct inspected x = { .j = j, .day = day, .place = c->place };

	if (c->kind == CELL_DUTY) {
		x.duty = &c->duty;
		inspect_duty(&x);
		inspect_overlap(&x);
	}
	if (fixed && c->kind != CELL_NONE)
		inspect_fixed(&x, fixed);
	inspect_locked(&x, c);
	if (c->kind == CELL_ABSENT && j->person->days[d].absence < 0)
		judging_remark(j, "absence", c->place,
			       (struct measured){ .days = { day, day + 1 },
						  .amount = 1 },
			       "absent on %s, which no approved absence says",
			       say_day(j->arena, day));
}

void rules_structure(struct judging *j)
{
	for (int day = j->period->first_day; day < judging_period_end(j);
	     day++) {
		const struct cell *c =
			roster_cell(j->roster, j->person->agent, day);
		if (c)
			inspect_cell(j, day, c);
	}
}
