#include "formats/roster_wide.h"

#include <string.h>

#include "base/date.h"
#include "base/zone.h"
#include "formats/cells.h"
#include "formats/i18n.h"
#include "formats/plan_files.h"

enum { BREAK_STEP = 5 }; /* minutes */

bool roster_is_wide(const struct csv *csv)
{
	int day;

	for (int c = 1; c < csv_columns(csv); c++)
		if (date_parse(csv_header(csv, c), &day))
			return true;
	return false;
}

static int unpaid_minutes(const struct site *s, const struct shift *shift)
{
	int minutes =
		shift->split.until ? shift->split.until - shift->split.from : 0;

	for (int i = 0; i < shift->n_breaks; i++)
		if (!s->breaks[shift->breaks[i]].paid)
			minutes += s->breaks[shift->breaks[i]].length;
	return minutes;
}

/* Minutes after the duty's start at which its k-th break begins. */
static int middle_of(const struct shift_break *b, int span, int least)
{
	int earliest = b->earliest < 0 ? 60 : b->earliest;
	int latest = b->earliest < 0 ? span - 60 - b->length : b->latest;
	int at = (earliest + latest) / 2 / BREAK_STEP * BREAK_STEP;

	return at < least ? least : at;
}

struct builder {
	struct segment *list;
	int n;
	int64_t at; /* up to here the duty is filled */
};

static void work_until(struct builder *b, int64_t until)
{
	if (until > b->at)
		b->list[b->n++] = (struct segment){ .kind = SEGMENT_WORK,
						    .what = -1,
						    .queue = -1,
						    .start = b->at,
						    .end = until };
	b->at = until > b->at ? until : b->at;
}

static void pause(struct builder *b, enum segment_kind kind, int what,
		  int64_t from, int64_t until)
{
	work_until(b, from);
	b->list[b->n++] = (struct segment){ .kind = kind,
					    .what = what,
					    .queue = -1,
					    .start = from,
					    .end = until };
	b->at = until;
}

struct duty duty_standard(struct arena *a, const struct site *s, int day,
			  int shift, int start, int paid)
{
	const struct shift *t = &s->shifts[shift];
	int span = paid + unpaid_minutes(s, t), least = t->min_gap;
	int64_t begin = zone_utc(s->zone, day, 60 * start).first;
	struct builder b = {
		.list = arena_new(a, struct segment, 2 * t->n_breaks + 4),
		.at = begin,
	};

	if (t->on_call) {
		b.list[b.n++] = (struct segment){ SEGMENT_ON_CALL, -1, -1,
						  begin, begin + 60 * span };
		b.at = begin + 60 * span;
	}
	for (int i = 0; i < t->n_breaks && !t->on_call; i++) {
		const struct shift_break *k = &s->breaks[t->breaks[i]];
		int at = middle_of(k, span, least);

		pause(&b, SEGMENT_BREAK, t->breaks[i], begin + 60 * at,
		      begin + 60 * (at + k->length));
		least = at + k->length + t->min_gap;
	}
	if (t->split.until && !t->on_call)
		pause(&b, SEGMENT_GAP, -1, begin + 60 * t->split.from,
		      begin + 60 * t->split.until);
	work_until(&b, begin + 60 * span);
	return (struct duty){ .shift = shift,
			      .start = begin,
			      .end = begin + 60 * span,
			      .paid = paid,
			      .segments = b.list,
			      .n = b.n };
}

void roster_cell_read(struct arena *a, const struct site *s, const char *where,
		      const char *written, int day, struct cell *c,
		      struct err *e)
{
	char *code = arena_strdup(a, written);
	size_t len = strlen(code);
	int shift, start, paid;

	if (len && code[len - 1] == '!') {
		c->locked = true;
		code[len - 1] = '\0';
	}
	if (!*code)
		return;
	if (!strcmp(code, "off")) {
		c->kind = CELL_OFF;
	} else if ((c->absence = site_absence_type(s, code)) >= 0) {
		c->kind = CELL_ABSENT;
	} else if (shift_from_code(s, code, &shift, &start, &paid)) {
		c->kind = CELL_DUTY;
		c->duty = duty_standard(a, s, day, shift, start, paid);
	} else {
		(void)fail_at(e, c->place, RC_DATA,
			      _("%s\"%s\" is no shift code, absence code or "
				"\"off\""),
			      where, text_quote(e->arena, code));
	}
}

enum rc roster_read_wide(struct arena *a, const struct site *s, struct csv *csv,
			 struct roster *r, struct err *e)
{
	const char **agents = cells_agents(a, s);
	int before = e->errors;

	while (csv_next(csv, e)) {
		int agent, day;

		if (!cell_key(csv, 0, "agent", agents, s->n_agents, &agent, e))
			continue;
		for (int c = 1; c < csv_columns(csv); c++) {
			struct cell *cell;

			if (!date_parse(csv_header(csv, c), &day) ||
			    !(cell = roster_cell(r, agent, day)))
				continue;
			if (cell->kind != CELL_NONE)
				(void)fail_at(e, csv_place(csv, c), RC_DATA,
					      _("the day is given twice"));
			cell->place = csv_place(csv, c);
			roster_cell_read(a, s, "", csv_field(csv, c), day, cell,
					 e);
		}
	}
	return e->errors > before ? RC_DATA : RC_OK;
}
