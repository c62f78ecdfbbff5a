/*
 * roster.csv, the tidy form: agent,date,shift,start,end,activity,queue,locked.
 */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "formats/cells.h"
#include "formats/i18n.h"
#include "formats/plan_files.h"
#include "formats/roster_wide.h"
#include "maths/pay.h"

enum { AGENT, DATE, SHIFT, START, END, ACTIVITY, QUEUE, LOCKED, COLUMNS };
static const char *const columns[COLUMNS] = { "agent", "date",	"shift",
					      "start", "end",	"activity",
					      "queue", "locked" };
enum { REQUIRED = ACTIVITY + 1, MOST_SEGMENTS = 256 };

static const char *activity_key(const struct site *s, const struct segment *g)
{
	switch (g->kind) {
	case SEGMENT_BREAK: return s->breaks[g->what].id;
	case SEGMENT_ACTIVITY:
		return g->what >= 0 ? s->activities[g->what].id : "meeting";
	case SEGMENT_ABSENCE: return s->absence_types[g->what].code;
	case SEGMENT_GAP: return "gap";
	case SEGMENT_ON_CALL: return "on_call";
	case SEGMENT_WORK: break;
	}
	return "work";
}

static void write_head(struct text *out, const char *agent, int day,
		       const char *shift)
{
	char date[11];

	csv_write(out, agent, false);
	csv_write(out, date_format(day, date), false);
	csv_write(out, shift, false);
}

static void write_segment(struct text *out, const struct site *s,
			  const struct segment *g, bool locked)
{
	char time[33];

	csv_write(out, zone_format(s->zone, g->start, time), false);
	csv_write(out, zone_format(s->zone, g->end, time), false);
	csv_write(out, activity_key(s, g), false);
	csv_write(out,
		  g->kind == SEGMENT_WORK && g->queue >= 0
			  ? s->queues[g->queue].id
			  : "",
		  false);
	csv_write(out, locked ? "yes" : "", true);
}

static void write_cell(struct text *out, const struct site *s, int agent,
		       int day, const struct cell *c)
{
	const char *id = s->agents[agent].id;

	if (c->kind == CELL_OFF || c->kind == CELL_ABSENT) {
		bool off = c->kind == CELL_OFF;

		write_head(out, id, day, off ? "off" : "leave");
		text_add(out, ",,");
		csv_write(out, off ? "" : s->absence_types[c->absence].code,
			  false);
		text_add_char(out, ',');
		csv_write(out, c->locked ? "yes" : "", true);
	}
	if (c->kind != CELL_DUTY)
		return;
	const char *code = shift_code(out->arena, s, &c->duty);
	for (int i = 0; i < c->duty.n; i++) {
		write_head(out, id, day, code);
		write_segment(out, s, &c->duty.segments[i], c->locked);
	}
}

/* The site as it is for those who may not know why somebody is away. */
static struct site without_codes(struct arena *a, const struct site *s,
				 bool all)
{
	struct site other = *s;
	struct absence_type *types =
		arena_copy(a, s->absence_types, (size_t)s->n_absence_types,
			   sizeof(*types));

	for (int i = 0; i < s->n_absence_types; i++)
		if (all || types[i].private)
			types[i].code = "leave";
	other.absence_types = types;
	return other;
}

void roster_write_veiled(struct text *out, const struct site *s,
			 const struct roster *r, bool all)
{
	struct site other = without_codes(out->arena, s, all);

	roster_write(out, &other, r);
}

void roster_write(struct text *out, const struct site *s,
		  const struct roster *r)
{
	csv_write_names(out, columns, COLUMNS);
	for (int i = 0; i < r->agents; i++)
		for (int d = 0; d < r->days; d++)
			write_cell(out, s, i, r->first_day + d,
				   roster_cell(r, i, r->first_day + d));
}

struct reader {
	struct arena *a;
	const struct site *s;
	struct roster *r;
	const char **agents;
	int last_agent;
	int *room;	    /* [cells] of the segments of each */
	const char **codes; /* [cells] shift code of the cell's first row */
	int column[COLUMNS];
	struct err *e;
};

static bool read_agent(struct reader *r, const struct csv *csv, int *agent)
{
	const char *id = csv_field(csv, r->column[AGENT]);

	*agent = r->last_agent;
	if (!strcmp(id, r->agents[r->last_agent]))
		return true;
	if (!cell_key(csv, r->column[AGENT], "agent", r->agents, r->s->n_agents,
		      agent, r->e))
		return false;
	r->last_agent = *agent;
	return true;
}

static bool problem(const struct reader *r, const struct csv *csv, int column,
		    const char *text)
{
	(void)fail_at(
		r->e, csv_place(csv, r->column[column]), RC_DATA,
		"%s: \"%s\": %s", columns[column],
		text_quote(r->e->arena, csv_field(csv, r->column[column])),
		text);
	return false;
}

static int break_of(const struct site *s, const char *key)
{
	for (int i = 0; i < s->n_breaks; i++)
		if (!strcmp(s->breaks[i].id, key))
			return i;
	return -1;
}

static int activity_of(const struct site *s, const char *key)
{
	for (int i = 0; i < s->n_activities; i++)
		if (!strcmp(s->activities[i].id, key))
			return i;
	return -1;
}

/* What a segment does, by its key. */
static bool read_activity(const struct reader *r, const struct csv *csv,
			  struct segment *g)
{
	const char *key = csv_field(csv, r->column[ACTIVITY]);

	g->what = -1;
	g->queue = -1;
	if (!strcmp(key, "work"))
		g->kind = SEGMENT_WORK;
	else if (!strcmp(key, "gap"))
		g->kind = SEGMENT_GAP;
	else if (!strcmp(key, "on_call"))
		g->kind = SEGMENT_ON_CALL;
	else if (!strcmp(key, "meeting"))
		g->kind = SEGMENT_ACTIVITY;
	else if ((g->what = break_of(r->s, key)) >= 0)
		g->kind = SEGMENT_BREAK;
	else if ((g->what = activity_of(r->s, key)) >= 0)
		g->kind = SEGMENT_ACTIVITY;
	else if ((g->what = site_absence_type(r->s, key)) >= 0)
		g->kind = SEGMENT_ABSENCE;
	else
		return problem(r, csv, ACTIVITY,
			       _("allowed is work, gap, on_call, meeting, a "
				 "break, an activity or an absence code of "
				 "the site"));
	const char *queue = csv_field(csv, r->column[QUEUE]);
	if (*queue && (g->queue = site_queue(r->s, queue)) < 0)
		return problem(r, csv, QUEUE, _("no queue of the site"));
	return true;
}

static bool read_locked(const struct reader *r, const struct csv *csv,
			bool *locked)
{
	const char *s = csv_field(csv, r->column[LOCKED]);

	*locked = !strcmp(s, "yes");
	if (*s && !*locked && strcmp(s, "no"))
		return problem(r, csv, LOCKED, _("allowed is yes, no, empty"));
	return true;
}

/* A row without times: a day off or a whole day of absence. */
static void read_whole_day(const struct reader *r, const struct csv *csv,
			   struct cell *c)
{
	const char *shift = csv_field(csv, r->column[SHIFT]);

	if (!strcmp(shift, "off")) {
		c->kind = CELL_OFF;
		return;
	}
	c->absence =
		site_absence_type(r->s, csv_field(csv, r->column[ACTIVITY]));
	if (c->absence < 0)
		problem(r, csv, ACTIVITY, _("no absence code of the site"));
	else
		c->kind = CELL_ABSENT;
}

/* The template that the code names; the times count, not the code's. */
static int template_of(const struct reader *r, const struct csv *csv,
		       const char *code)
{
	int shift = -1, start, paid;

	if (shift_from_code(r->s, code, &shift, &start, &paid) ||
	    code[0] == '?')
		return shift;
	warn_at(r->e, csv_place(csv, r->column[SHIFT]),
		_("shift \"%s\" is no duty of the site; its times are kept"),
		text_quote(r->e->arena, code));
	return -1;
}

/* Segments may come in any order; finish_duty sorts and checks them. */
static void add_segment(const struct reader *r, const struct csv *csv,
			struct cell *c, struct segment g)
{
	const char *code = csv_field(csv, r->column[SHIFT]);
	int at = (int)(c - r->r->cells);

	if (c->duty.n == MOST_SEGMENTS) {
		problem(r, csv, ACTIVITY, _("too many on one day"));
		return;
	}
	if (c->duty.n == 0) {
		c->duty.shift = template_of(r, csv, code);
		r->codes[at] = code;
	} else if (strcmp(code, r->codes[at]) != 0) {
		problem(r, csv, SHIFT,
			arena_printf(r->a, _("the same day is \"%s\" above"),
				     text_quote(r->a, r->codes[at])));
		return;
	}
	struct segment *list = arena_grow(r->a, (void *)c->duty.segments,
					  c->duty.n, &r->room[at], sizeof(g));
	list[c->duty.n++] = g;
	c->duty.segments = list;
	c->kind = CELL_DUTY;
}

static void read_duty(const struct reader *r, const struct csv *csv,
		      struct cell *c)
{
	struct segment g = { 0 };
	bool good = cell_instant(csv, r->column[START], "start", r->s->zone,
				 &g.start, r->e);

	good &= cell_instant(csv, r->column[END], "end", r->s->zone, &g.end,
			     r->e);
	good &= read_activity(r, csv, &g);
	if (good && g.end <= g.start)
		good = problem(r, csv, END, _("not after its start"));
	if (good)
		add_segment(r, csv, c, g);
}

static void read_row(struct reader *r, const struct csv *csv)
{
	int agent, day;
	bool locked, good = read_agent(r, csv, &agent);

	good &= cell_day(csv, r->column[DATE], "date", &day, r->e);
	good &= read_locked(r, csv, &locked);
	if (!good || day < r->r->first_day ||
	    day >= r->r->first_day + r->r->days)
		return;
	struct cell *c = roster_cell(r->r, agent, day);
	const char *shift = csv_field(csv, r->column[SHIFT]);
	bool whole = !strcmp(shift, "off") || !strcmp(shift, "leave");
	if (c->kind != CELL_NONE && (whole || c->kind != CELL_DUTY)) {
		problem(r, csv, DATE, _("the day is given twice"));
		return;
	}
	if (c->kind == CELL_NONE)
		c->place = csv_place(csv, r->column[SHIFT]);
	c->locked |= locked;
	if (whole)
		read_whole_day(r, csv, c);
	else
		read_duty(r, csv, c);
}

static int by_start(const void *a, const void *b)
{
	const struct segment *x = a, *y = b;

	return (x->start > y->start) - (x->start < y->start);
}

/*
 * A duty is on the day on which it starts.  Where a planner moved the times
 * and left the code, the times count.
 */
static void check_start(const struct reader *r, const struct cell *c)
{
	int at = (int)(c - r->r->cells), shift, start, paid;
	int day = r->r->first_day + at % r->r->days;
	struct wall wall = zone_wall(r->s->zone, c->duty.start);
	char date[2][11];

	if (wall.day != day)
		fail_at(r->e, c->place, RC_DATA,
			_("the duty of %s starts on %s; a duty belongs to the "
			  "day on which it starts"),
			date_format(day, date[0]),
			date_format(wall.day, date[1]));
	else if (c->duty.shift >= 0 &&
		 shift_from_code(r->s, r->codes[at], &shift, &start, &paid) &&
		 60 * start != wall.seconds &&
		 zone_utc(r->s->zone, day, 60 * start).first != c->duty.start)
		warn_at(r->e, c->place,
			_("shift \"%s\" starts at %02d:%02d, its times at "
			  "%02d:%02d; the times count"),
			text_quote(r->a, r->codes[at]), start / 60, start % 60,
			wall.seconds / 3600, wall.seconds / 60 % 60);
}

/* Segments in order, tiling the duty; its span and paid time. */
static void finish_duty(const struct reader *r, struct cell *c)
{
	struct duty *d = &c->duty;
	struct segment *g = (struct segment *)d->segments;

	qsort(g, (size_t)d->n, sizeof(*g), by_start);
	for (int i = 1; i < d->n; i++)
		if (g[i].start != g[i - 1].end)
			(void)fail_at(r->e, c->place, RC_DATA,
				      g[i].start < g[i - 1].end
					      ? _("the day's activities "
						  "overlap")
					      : _("the day's activities leave "
						  "a hole; write a gap"));
	d->start = g[0].start;
	d->end = g[d->n - 1].end;
	d->paid = pay_minutes(r->s, d);
	check_start(r, c);
}

static enum rc read_tidy(struct reader *r, struct csv *csv)
{
	TRY(csv_schema(csv, columns, COLUMNS, REQUIRED, r->column, r->e));
	while (csv_next(csv, r->e))
		read_row(r, csv);
	for (int i = 0; i < r->r->agents * r->r->days; i++)
		if (r->r->cells[i].kind == CELL_DUTY)
			finish_duty(r, &r->r->cells[i]);
	return RC_OK;
}

enum rc roster_read(struct arena *a, const struct site *s, int first_day,
		    int days, const struct input *in, struct roster *r,
		    struct err *e)
{
	struct reader reader = { .a = a, .s = s, .r = r, .e = e };
	int before = e->errors;
	struct csv *csv;

	*r = roster_new(a, first_day, days, s->n_agents);
	reader.room = arena_new(a, int, s->n_agents *days);
	reader.codes = arena_new(a, const char *, s->n_agents *days);
	TRY(csv_open(a, in, &csv, e));
	if (!s->n_agents)
		return csv_next(csv, e)
			       ? fail_at(e, csv_place(csv, -1), RC_DATA,
					 _("the site has no people"))
			       : RC_OK;
	reader.agents = cells_agents(a, s);
	if (csv_column(csv, "date") < 0 && roster_is_wide(csv))
		TRY(roster_read_wide(a, s, csv, r, e));
	else
		TRY(read_tidy(&reader, csv));
	return e->errors > before ? RC_DATA : RC_OK;
}
