#include "formats/plan_json.h"

#include <math.h>

#include "base/date.h"
#include "formats/json.h"

static const char *date_text(struct arena *a, int day)
{
	char buf[11];

	return arena_strdup(a, date_format(day, buf));
}

static const char *time_text(struct arena *a, const struct zone *z, int64_t t)
{
	char buf[33];

	return arena_strdup(a, zone_format(z, t, buf));
}

static void put_period(struct json *doc, const struct plan_view *v)
{
	struct arena *a = doc->arena;
	struct json *period = json_put_map(doc, "period");

	json_put_text(doc, "site", v->site->name);
	json_put_text(doc, "version", v->version);
	json_put_text(doc, "zone", zone_name(v->site->zone));
	json_put_text(doc, "currency", v->site->currency);
	json_put_text(period, "first", date_text(a, v->period->first_day));
	json_put_number(period, "days", v->period->days);
	json_put_number(period, "interval_s", v->requirement->grid.interval);
	json_put_bool(doc, "draft", v->publication == 0);
}

static void put_cost(struct json *doc, const struct plan_view *v)
{
	struct json *cost = json_put_map(doc, "cost");
	const struct cost *c = v->cost;

	json_put_number(cost, "total", c->total);
	json_put_number(cost, "pay", c->pay);
	json_put_number(cost, "overtime", c->overtime);
	json_put_number(cost, "service", c->service);
	json_put_number(cost, "cover", c->cover);
	json_put_number(cost, "rules", c->rules);
	json_put_number(cost, "wishes", c->wishes);
	json_put_number(cost, "fairness", c->fairness);
	json_put_number(cost, "changes", c->changes);
	json_put_number(cost, "bound", v->bound);
	json_put_number(cost, "gap", v->gap);
}

static void put_interval(struct json *list, const struct plan_view *v, int row,
			 int t)
{
	const struct requirement_row *r = &v->requirement->rows[row];
	const struct grid *g = &v->requirement->grid;
	struct json *i = json_put_map(list, NULL);

	json_put_text(i, "start",
		      time_text(list->arena, g->zone, grid_time(g, t)));
	json_put_number(i, "contacts", plan_contacts(v, row, t));
	json_put_number(i, "required_net", r->net[t]);
	json_put_number(i, "required_gross", r->gross[t]);
	json_put_number(i, "scheduled", v->coverage->scheduled[row * g->n + t]);
	json_put_number(i, "service_level", v->level[row * g->n + t]);
}

static void put_coverage(struct json *doc, const struct plan_view *v)
{
	struct json *rows = json_put_list(doc, "coverage");
	int n = v->requirement->grid.n;

	for (int k = 0; k < v->requirement->n_rows; k++) {
		const struct requirement_row *r = &v->requirement->rows[k];
		struct json *row = json_put_map(rows, NULL);

		json_put_text(row, "row", r->name);
		struct json *list = json_put_list(row, "intervals");
		for (int t = 0; t < plan_intervals(v); t++)
			if (r->gross[t] > 0 ||
			    v->coverage->scheduled[k * n + t] > 0)
				put_interval(list, v, k, t);
	}
}

static void put_person(struct json *list, const struct plan_view *v, int agent)
{
	struct arena *a = list->arena;
	const struct roster *r = v->roster;
	struct json *person = json_put_map(list, NULL);

	json_put_text(person, "id", v->site->agents[agent].id);
	json_put_text(person, "name", v->site->agents[agent].name);
	struct json *days = json_put_list(person, "days");
	for (int d = 0; d < v->period->days; d++) {
		int date = v->period->first_day + d;
		const struct cell *c = roster_cell(r, agent, date);

		if (c->kind == CELL_NONE)
			continue;
		struct json *day = json_put_map(days, NULL);
		json_put_text(day, "date", date_text(a, date));
		json_put_text(day, "shift", plan_code(a, v, agent, date));
		if (c->kind != CELL_DUTY)
			continue;
		json_put_text(day, "start",
			      time_text(a, v->site->zone, c->duty.start));
		json_put_text(day, "end",
			      time_text(a, v->site->zone, c->duty.end));
		json_put_number(day, "paid_h", c->duty.paid / 60.0);
	}
}

void json_from_plan(struct text *out, const struct plan_view *v)
{
	struct json *doc = json_document(out->arena, "wfm.plan/1");

	put_period(doc, v);
	if (v->audience != AUDIENCE_TEAM)
		put_cost(doc, v);
	put_coverage(doc, v);
	struct json *people = json_put_list(doc, "people");
	for (int i = 0; i < v->site->n_agents; i++)
		put_person(people, v, i);
	json_write(out, doc);
}
