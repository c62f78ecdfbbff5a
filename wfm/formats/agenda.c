#include "formats/agenda.h"

#include <string.h>

#include "base/text.h"
#include "base/zone.h"
#include "formats/i18n.h"

static const char absent[] = "absent";

enum agenda_kind agenda_kind(const char *slot)
{
	if (!strcmp(slot, absent))
		return AGENDA_ABSENCE;
	return strstr(slot, "-b") ? AGENDA_BREAK : AGENDA_SHIFT;
}

void agenda_add(struct arena *a, struct agenda *to, struct agenda_event ev)
{
	to->list = arena_grow(a, to->list, to->n, &to->room, sizeof(ev));
	to->list[to->n++] = ev;
}

static const char *clock_of(struct arena *a, const struct site *s, int64_t utc)
{
	int seconds = zone_wall(s->zone, utc).seconds;

	return arena_printf(a, "%02d:%02d", seconds / 3600, seconds / 60 % 60);
}

static const char *segment_name(const struct site *s, const struct segment *g)
{
	switch (g->kind) {
	case SEGMENT_BREAK: return s->breaks[g->what].name;
	case SEGMENT_ACTIVITY:
		return g->what >= 0 ? s->activities[g->what].name
				    : _("meeting");
	case SEGMENT_ABSENCE: return _("absent");
	case SEGMENT_GAP: return _("free");
	case SEGMENT_ON_CALL: return _("on call");
	case SEGMENT_WORK: break;
	}
	return g->queue >= 0 ? s->queues[g->queue].name : NULL;
}

/* "Break 10:00-10:15" a line, all that is not work on all queues. */
static const char *notes_of(struct arena *a, const struct site *s,
			    const struct duty *d, bool breaks)
{
	struct text t = text_new(a);

	for (int i = 0; i < d->n; i++) {
		const struct segment *g = &d->segments[i];
		const char *name = segment_name(s, g);

		if (name && !(breaks && g->kind == SEGMENT_BREAK))
			text_addf(&t, "%s%s %s\xe2\x80\x93%s",
				  t.len ? "\n" : "", name,
				  clock_of(a, s, g->start),
				  clock_of(a, s, g->end));
	}
	return t.len ? t.data : "";
}

static void add_breaks(struct arena *a, const struct site *s,
		       const struct duty *d, struct agenda_event like,
		       struct agenda *to)
{
	int k = 0;

	for (int i = 0; i < d->n; i++) {
		const struct segment *g = &d->segments[i];

		if (g->kind != SEGMENT_BREAK)
			continue;
		like.slot = arena_printf(a, "1-b%d", ++k);
		like.title = s->breaks[g->what].name;
		like.notes = "";
		like.start = g->start;
		like.end = g->end;
		agenda_add(a, to, like);
	}
}

static void add_duty(struct arena *a, const struct site *s, const char *agent,
		     int day, const struct duty *d, bool breaks,
		     struct agenda *to)
{
	const struct agenda_event ev = {
		.agent = agent,
		.day = day,
		.slot = "1",
		.title = d->shift >= 0 ? s->shifts[d->shift].name : _("Shift"),
		.notes = notes_of(a, s, d, breaks),
		.start = d->start,
		.end = d->end,
	};

	agenda_add(a, to, ev);
	if (breaks)
		add_breaks(a, s, d, ev, to);
}

/*
 * One event over the run of absent days, whatever their reasons, so that a
 * change of reason does not show; the title holds the codes.  Its end.
 */
static int add_absence(struct arena *a, const struct site *s,
		       const struct roster *r, int agent, int day,
		       struct agenda *to)
{
	struct text codes = text_new(a);
	int until = day, last = -1;

	while (until < r->first_day + r->days) {
		const struct cell *c = roster_cell(r, agent, until);

		if (c->kind != CELL_ABSENT)
			break;
		if (c->absence != last)
			text_addf(&codes, "%s%s", codes.len ? " " : "",
				  s->absence_types[c->absence].code);
		last = c->absence;
		until++;
	}
	agenda_add(a, to,
		   (struct agenda_event){
			   .agent = s->agents[agent].id,
			   .day = day,
			   .slot = absent,
			   .title = codes.data,
			   .notes = "",
			   .start = day,
			   .end = until,
		   });
	return until;
}

void agenda_of_roster(struct arena *a, const struct site *s,
		      const struct roster *r, int agent, bool breaks,
		      struct agenda *to)
{
	for (int day = r->first_day; day < r->first_day + r->days;) {
		const struct cell *c = roster_cell(r, agent, day);

		if (c->kind == CELL_ABSENT) {
			day = add_absence(a, s, r, agent, day, to);
			continue;
		}
		if (c->kind == CELL_DUTY)
			add_duty(a, s, s->agents[agent].id, day, &c->duty,
				 breaks, to);
		day++;
	}
}
