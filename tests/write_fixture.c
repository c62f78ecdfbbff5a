/*
 * write_fixture DIR [AGENTS DAYS] - the outputs of the tests' plan, for the
 * readers under tests/readers: one set for each audience, and expected.json
 * with what must be found in them.  In the locale of the environment, decimal
 * point and all.
 */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fixture_plan.h"
#include "formats/html.h"
#include "formats/json.h"
#include "formats/terminal.h"
#include "formats/xlsx.h"

static struct arena *a;
static const char *dir;

static const char *path(const char *name, const char *end)
{
	return arena_printf(a, "%s/%s.%s", dir, name, end);
}

static int save(const char *name, const char *end, const struct text *t)
{
	FILE *f = fopen(path(name, end), "wb");

	if (!f || fwrite(t->data, 1, t->len, f) != t->len || fclose(f) != 0) {
		perror(path(name, end));
		return 1;
	}
	return 0;
}

static void put_people(struct json *to, const struct plan_view *v)
{
	struct plan_person *figures = plan_people(a, v);
	struct json *people = json_put_list(to, "people");

	for (int i = 0; i < v->site->n_agents; i++) {
		struct json *p = json_put_map(people, NULL);
		struct json *codes;

		json_put_text(p, "name", v->site->agents[i].name);
		json_put_number(p, "hours", figures[i].paid / 60.0);
		json_put_number(p, "pay", figures[i].money);
		json_put_number(p, "nights", figures[i].nights);
		json_put_number(p, "weekends", figures[i].weekends);
		codes = json_put_list(p, "codes");
		for (int d = 0; d < v->period->days; d++)
			json_put_text(
				codes, NULL,
				plan_code(a, v, i, v->period->first_day + d));
	}
}

static void put_counts(struct json *to, const struct plan_view *v)
{
	struct plan_total all = plan_total(v, 0, v->period->days);
	const struct requirement *r = v->requirement;
	int busy = 0;

	for (int row = 0; row < r->n_rows; row++)
		for (int t = 0; t < plan_intervals(v); t++)
			busy += r->rows[row].gross[t] > 0 ||
				v->coverage->scheduled[row * r->grid.n + t] > 0;
	json_put_number(to, "days", v->period->days);
	json_put_number(to, "intervals", busy);
	json_put_number(to, "stretches", plan_stretches(a, v).n);
	json_put_number(to, "breaches", v->breaches->n);
	json_put_number(to, "contacts", all.contacts);
	json_put_number(to, "required_h", all.required);
	json_put_number(to, "scheduled_h", all.scheduled);
	json_put_number(to, "short_h", all.short_hours);
	json_put_number(to, "service_level", all.level);
	json_put_number(to, "cost", v->cost->total);
	json_put_text(to, "currency", v->site->currency);
}

static int write_for(enum audience audience, const char *name, int agents,
		     int days)
{
	struct plan_view *v =
		fixture_plan(a, (struct fixture_options){ .audience = audience,
							  .agents = agents,
							  .days = days });
	struct err e = err_new(a);
	struct text page = text_new(a), story = text_new(a),
		    expected = text_new(a);
	struct json *facts = json_document(a, "wfm.expected/1");

	if (xlsx_from_plan(a, v, path(name, "xlsx"), &e) != RC_OK) {
		fprintf(stderr, "%s\n", e.list[0].text);
		return 1;
	}
	html_from_plan(&page, v);
	terminal_story(&story, a, v, (struct terminal_style){ true, true, 80 });
	put_counts(facts, v);
	put_people(facts, v);
	json_write(&expected, facts);
	return save(name, "html", &page) || save(name, "txt", &story) ||
	       save(name, "json", &expected);
}

int main(int argc, char **argv)
{
	static const char *const names[] = { "team", "manager", "hr" };
	int bad = 0;

	if (argc != 2 && argc != 4) {
		fputs("usage: write_fixture DIR [AGENTS DAYS]\n", stderr);
		return 64;
	}
	setlocale(LC_ALL, "");
	a = arena_open();
	dir = argv[1];
	for (int k = 0; k < 3 && !bad; k++)
		bad = write_for((enum audience)k, names[k],
				argc > 2 ? atoi(argv[2]) : 0,
				argc > 2 ? atoi(argv[3]) : 0);
	arena_close(a);
	return bad;
}
