/* terminal: the story of a plan. */
#include "formats/terminal.h"

#include <math.h>
#include <string.h>

#include "formats/i18n.h"
#include "formats/plan_why.h"
#include "formats/say.h"

enum { LABEL = 16, COLUMN = 8 };

struct screen {
	struct text *out;
	struct arena *a;
	const struct plan_view *v;
	struct terminal_style style;
	struct plan_slots slots;
	struct plan_total all;
	struct plan_total *parts; /* [n] days, or weeks */
	int n;
	double peak; /* of required people */
};

static void pad_left(struct screen *s, const char *what, int width)
{
	for (int k = text_width(what); k < width; k++)
		text_add_char(s->out, ' ');
	text_add(s->out, what);
}

static void pad_right(struct screen *s, const char *what, int width)
{
	text_add(s->out, text_fit(s->a, what, width));
}

static void strong(struct screen *s, const char *what)
{
	text_add(s->out, s->style.colour ? "\033[1m" : "");
	text_add(s->out, what);
	text_add(s->out, s->style.colour ? "\033[0m" : "");
}

/* The next word; a per cent sign stays with its number. */
static size_t word_length(const char *s)
{
	size_t len = strcspn(s, " ");

	if (strncmp(s + len, " %", 2) == 0)
		len += 1 + strcspn(s + len + 1, " ");
	return len;
}

/* Breaks between words so that lines fit, the later ones set in. */
static void paragraph(struct screen *s, const char *what)
{
	int at = 2;
	bool first = true;

	text_add(s->out, "  ");
	while (*what) {
		size_t len = word_length(what);
		const char *word = arena_strndup(s->a, what, len);
		int width = text_width(word);

		if (!first && at + width + 1 > s->style.columns) {
			text_add(s->out, "\n    ");
			at = 4;
		} else if (!first) {
			text_add_char(s->out, ' ');
			at++;
		}
		text_add(s->out, word);
		first = false;
		at += width;
		what += len + (what[len] == ' ');
	}
	text_add_char(s->out, '\n');
}

static void title(struct screen *s)
{
	const struct plan_view *v = s->v;
	const char *name = say_text(s->a, v->site->name);
	const char *when =
		say_period(s->a, v->period->first_day, v->period->days);
	const char *state = v->publication
				    ? arena_printf(s->a, _("publication %d"),
						   v->publication)
				    : _("draft");

	const char *rest = arena_printf(s->a, "  %s  (%s)", when, state);
	int room = s->style.columns - text_width(rest);

	if (text_width(name) > room)
		name = text_fit(s->a, name, room);
	strong(s, name);
	text_addf(s->out, "%s\n\n", rest);
}

static const char *part_name(struct screen *s, const struct plan_total *p)
{
	int day = s->v->period->first_day + p->first;
	const char *name = say_short_day(s->a, day);

	return p->n == 1 ? name : say_month_day(s->a, day);
}

static const char *contacts_of(struct screen *s, const struct plan_total *p)
{
	return say_number(s->a, p->contacts, 0);
}

static const char *peak_of(struct screen *s, const struct plan_total *p)
{
	return say_number(s->a, p->peak, 0);
}

static const char *required_of(struct screen *s, const struct plan_total *p)
{
	return say_number(s->a, p->required, 0);
}

static const char *duties_of(struct screen *s, const struct plan_total *p)
{
	return say_number(s->a, p->duties, 0);
}

static const char *absent_of(struct screen *s, const struct plan_total *p)
{
	return say_number(s->a, p->absent, 0);
}

static const char *scheduled_of(struct screen *s, const struct plan_total *p)
{
	return say_number(s->a, p->scheduled, 0);
}

static const char *short_of(struct screen *s, const struct plan_total *p)
{
	return say_number(s->a, p->short_hours, 1);
}

static const char *over_of(struct screen *s, const struct plan_total *p)
{
	return say_number(s->a, p->over_hours, 1);
}

static const char *level_of(struct screen *s, const struct plan_total *p)
{
	return say_share(s->a, p->level, 1);
}

/* COLUMN - 1 characters: the time of day, or the days of a week. */
static const char *curve_of(struct screen *s, const struct plan_total *p)
{
	enum { WIDE = COLUMN - 1 };
	struct text t = text_new(s->a);
	double sum[WIDE] = { 0 };
	int count[WIDE] = { 0 };

	if (p == &s->all)
		return "";
	for (int i = p->begin; i < p->end; i++) {
		int at = plan_slot(s->v, i) - s->slots.first;
		int of = s->slots.end - s->slots.first;
		int k = p->n > 1 ? grid_day(&s->v->requirement->grid, i) -
					   p->first
			: of > 0 ? at * WIDE / of
				 : -1;

		if (at < 0 || at >= of || k < 0 || k >= WIDE)
			continue;
		sum[k] += plan_required(s->v, i);
		count[k]++;
	}
	for (int k = 0; k < WIDE; k++)
		sum[k] /= count[k] > 0 ? count[k] : 1;
	terminal_sparkline(&t, sum, WIDE, s->peak, s->style);
	return t.data;
}

struct line {
	const char *label;
	const char *(*value)(struct screen *s, const struct plan_total *p);
	bool heading; /* a question, no values */
};

static const struct line lines[] = {
	{ N_("contacts"), contacts_of, false },
	{ N_("How many it needs"), NULL, true },
	{ N_("people at peak"), peak_of, false },
	{ N_("through time"), curve_of, false },
	{ N_("person hours"), required_of, false },
	{ N_("Who works when"), NULL, true },
	{ N_("duties"), duties_of, false },
	{ N_("absent"), absent_of, false },
	{ N_("person hours"), scheduled_of, false },
	{ N_("Where it is short"), NULL, true },
	{ N_("hours short"), short_of, false },
	{ N_("hours over"), over_of, false },
	{ N_("service level"), level_of, false },
};

static void write_line(struct screen *s, const struct line *l, int from,
		       int until)
{
	if (l->heading) {
		strong(s, _(l->label));
		text_add_char(s->out, '\n');
		return;
	}
	text_add(s->out, "  ");
	pad_right(s, _(l->label), LABEL - 2);
	for (int k = from; k < until; k++)
		pad_left(s, l->value(s, &s->parts[k]), COLUMN);
	if (until == s->n && s->n > 1)
		pad_left(s, l->value(s, &s->all), COLUMN);
	text_add_char(s->out, '\n');
}

static void write_accuracy(struct screen *s)
{
	struct plan_accuracy x = plan_accuracy(s->v);

	if (isnan(x.day))
		return;
	paragraph(s, arena_printf(s->a,
				  _("forecasts like this one were off by %s a "
				    "day, %s an interval (the mean of the last "
				    "weeks: %s, %s)"),
				  say_share(s->a, x.day, 1),
				  say_share(s->a, x.interval, 1),
				  say_share(s->a, x.baseline_day, 1),
				  say_share(s->a, x.baseline_interval, 1)));
}

/* Columns [from, until) of the table, and the sum behind the last. */
static void write_block(struct screen *s, int from, int until)
{
	strong(s, text_fit(s->a, _("What will come"), LABEL));
	for (int k = from; k < until; k++)
		pad_left(s, part_name(s, &s->parts[k]), COLUMN);
	if (until == s->n && s->n > 1)
		pad_left(s, _("all"), COLUMN);
	text_add_char(s->out, '\n');
	for (size_t k = 0; k < sizeof(lines) / sizeof(*lines); k++) {
		write_line(s, &lines[k], from, until);
		if (k == 0 && until == s->n)
			write_accuracy(s);
	}
}

static void write_blocks(struct screen *s)
{
	int most = (s->style.columns - LABEL) / COLUMN - 1;

	if (most < 1)
		most = 1;
	for (int k = 0; k < s->n; k += most) {
		int until = k + most < s->n ? k + most : s->n;

		if (k > 0)
			text_add_char(s->out, '\n');
		write_block(s, k, until);
	}
}

/* --- the map of days x times --- */

static void write_hours(struct screen *s, const struct plan_map *m)
{
	int every = m->minutes <= 20 ? 60 : m->minutes == 30 ? 120 : 240;
	int skip = 0;

	text_addf(s->out, "%*s", COLUMN + 2, "");
	for (int k = 0; k < m->columns; k++, skip--) {
		int minute = m->first + k * m->minutes;

		if (minute % every == 0 && skip <= 0 && k + 1 < m->columns) {
			text_addf(s->out, "%02d", minute / 60);
			skip = 2;
		} else if (skip <= 0) {
			text_add_char(s->out, ' ');
		}
	}
	text_add_char(s->out, '\n');
}

/* The lowest balance of days [first, first + n) in a column. */
static double lowest(const struct plan_map *m, int first, int n, int column)
{
	double low = NAN;

	for (int d = first; d < first + n; d++) {
		double x = plan_map_at(m, d, column);

		if (isnan(low) || x < low)
			low = x;
	}
	return low;
}

static void write_map(struct screen *s)
{
	struct plan_map m =
		plan_balance_map(s->a, s->v, -1, s->style.columns - COLUMN - 3);
	int per_row = m.days > 14 ? 7 : 1;

	if (m.columns <= 0)
		return;
	write_hours(s, &m);
	for (int d = 0; d < m.days; d += per_row) {
		int n = d + per_row < m.days ? per_row : m.days - d;
		struct plan_total row = { .first = d, .n = n };

		text_add(s->out, "  ");
		pad_right(s, part_name(s, &row), COLUMN);
		for (int k = 0; k < m.columns; k++)
			terminal_balance(s->out, lowest(&m, d, n, k), s->style);
		text_add_char(s->out, '\n');
	}
	paragraph(s, _("a digit: people missing; +: one or more too many"));
}

static void write_worst(struct screen *s)
{
	enum { SHOWN = 3 };
	struct plan_stretches worst = plan_worst_stretches(s->a, s->v);
	const struct grid *g = &s->v->requirement->grid;

	for (int k = 0; k < worst.n && k < SHOWN; k++) {
		const struct plan_stretch *w = &worst.list[k];
		int day = s->v->period->first_day + grid_day(g, w->begin);
		const char *level =
			isnan(w->level)
				? ""
				: arena_printf(s->a, _(", service %s"),
					       say_share(s->a, w->level, 0));

		paragraph(s,
			  arena_printf(s->a,
				       _("%s %s %s: up to %s missing, %s h%s"),
				       say_long_day(s->a, day),
				       say_times(s->a, g, w->begin, w->end),
				       say_text(s->a, plan_row_name(s->a, s->v,
								    w->row)),
				       say_number(s->a, w->worst, 1),
				       say_number(s->a, w->hours, 1), level));
		const char *why = plan_why(s->a, s->v, w);
		if (why)
			paragraph(s, arena_printf(s->a, "  %s", why));
	}
	if (worst.n > SHOWN)
		paragraph(s, arena_printf(s->a, _("and %d more stretches"),
					  worst.n - SHOWN));
	if (worst.n == 0)
		paragraph(s, _("nowhere by half a person or more"));
}

/* --- money and matters --- */

static void write_costs(struct screen *s)
{
	const struct cost *c = s->v->cost;
	const struct {
		const char *name;
		double money;
	} parts[] = {
		{ N_("pay"), c->pay },
		{ N_("overtime"), c->overtime },
		{ N_("service"), c->service },
		{ N_("cover"), c->cover },
		{ N_("rules"), c->rules },
		{ N_("wishes"), c->wishes },
		{ N_("fairness"), c->fairness },
		{ N_("changes"), c->changes },
	};
	struct text t = text_new(s->a);

	for (size_t k = 0; k < sizeof(parts) / sizeof(*parts); k++)
		if (fabs(parts[k].money) > 0)
			text_addf(&t, "%s%s %s", t.len ? ", " : "",
				  _(parts[k].name),
				  say_number(s->a, parts[k].money, 0));
	strong(s, _("What it costs"));
	text_add_char(s->out, '\n');
	paragraph(s,
		  arena_printf(s->a, "%s%s%s%s",
			       say_money(s->a, s->v->site->currency, c->total),
			       t.len ? " (" : "", t.data, t.len ? ")" : ""));
}

static void write_gap(struct screen *s)
{
	const struct plan_view *v = s->v;
	const char *ended =
		v->stopped ? arena_printf(s->a, " (%s)", _(v->stopped)) : "";
	double above = v->cost->total - v->bound;

	if (!v->solved || !isfinite(v->gap))
		return;
	if (above < 0.005)
		paragraph(s,
			  arena_printf(s->a, _("the best possible%s"), ended));
	else
		paragraph(s, arena_printf(
				     s->a,
				     _("at most %s above the best possible, %s "
				       "of what can vary%s"),
				     say_money(s->a, v->site->currency, above),
				     say_share(s->a, v->gap, 1), ended));
}

/* Whom no rule set lets work, with all that contradicts. */
static void write_conflict(struct screen *s, const struct schedule_conflict *c)
{
	const char *name = s->v->site->agents[c->agent].name;
	struct text t = text_new(s->a);

	text_addf(&t, _("%s could not be planned: "), say_text(s->a, name));
	for (int k = 0; k < c->n; k++)
		text_addf(&t, "%s%s", k ? "; " : "",
			  say_text(s->a, c->reasons[k]));
	paragraph(s, t.data);
}

static void write_matters(struct screen *s)
{
	const struct plan_view *v = s->v;

	if (v->n_conflicts == 0 && v->breaches->hard == 0)
		return;
	strong(s, _("What to look at"));
	text_add_char(s->out, '\n');
	if (v->breaches->hard > 0)
		text_addf(s->out, _("  hard rules broken: %d\n"),
			  v->breaches->hard);
	for (int k = 0; k < v->n_conflicts; k++)
		write_conflict(s, &v->conflicts[k]);
}

static struct plan_total *parts_of(struct screen *s)
{
	int days = s->v->period->days, each = days > 7 ? 7 : 1;
	struct plan_total *parts;

	s->n = (days + each - 1) / each;
	parts = arena_new(s->a, struct plan_total, s->n);
	for (int k = 0; k < s->n; k++)
		parts[k] = plan_total(s->v, k * each,
				      (k + 1) * each < days ? each
							    : days - k * each);
	return parts;
}

/* A terminal without UTF-8 gets a question mark for each character that it
 * does not have. */
static void add_ascii(struct text *out, const char *s)
{
	for (; *s; s++)
		if ((*s & 0xc0) != 0x80)
			text_add_char(out, *s & 0x80 ? '?' : *s);
}

void terminal_story(struct text *out, struct arena *a,
		    const struct plan_view *v, struct terminal_style style)
{
	struct text t = text_new(a);
	struct screen s = { .out = &t, .a = a, .v = v, .style = style };

	s.slots = plan_slots(v);
	s.all = plan_total(v, 0, v->period->days);
	s.parts = parts_of(&s);
	s.peak = s.all.peak;
	title(&s);
	write_blocks(&s);
	write_map(&s);
	write_worst(&s);
	if (v->audience != AUDIENCE_TEAM) {
		write_costs(&s);
		write_gap(&s);
		write_matters(&s);
	}
	if (style.utf8)
		text_add(out, t.data);
	else
		add_ascii(out, t.data);
}
