/* Every row of the shared vectors, and answers to rows that cannot be. */
#include "maths/calculator.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "near.h"

enum { CELLS = 15, ROW = 1000, MANY = 200 };

/* One line of CSV into cells, in place; quotes go, text in them stays. */
static int cells(char *line, char *cell[CELLS])
{
	char *to = line;
	bool quoted = false;
	int n = 0;

	cell[n++] = line;
	for (char *s = line; *s && *s != '\n' && *s != '\r'; s++) {
		if (*s == '"') {
			quoted = !quoted;
		} else if (*s == ',' && !quoted) {
			*to++ = '\0';
			if (n < CELLS)
				cell[n++] = to;
		} else {
			*to++ = *s;
		}
	}
	*to = '\0';
	return n;
}

struct row {
	double rates[MANY];
	struct transient_step slots[MANY];
	struct calculator_input in;
};

static void read_list(struct row *r, enum calculator_key key, char *text)
{
	int n = 0;

	for (char *s = strtok(text, "|"); s; s = strtok(NULL, "|"), n++) {
		assert_true(n < MANY);
		if (key == CALC_RATES)
			r->rates[n] = atof(s);
		else
			assert_int_equal(
				sscanf(s, "%lf:%lf:%d", &r->slots[n].seconds,
				       &r->slots[n].rate, &r->slots[n].agents),
				3);
	}
	if (key == CALC_RATES)
		r->in.n_rates = n;
	else
		r->in.n_slots = n;
}

/* Words that only explain a column, as in p=beta, are passed over. */
static void read_value(struct row *r, const char *name, char *text)
{
	enum calculator_key key = calculator_key_find(name);
	char *end;
	double x;

	assert_true(key < CALC_KEYS);
	if (key >= CALC_RATES) {
		read_list(r, key, text);
		return;
	}
	x = strtod(text, &end);
	if (end != text && *end == '\0')
		r->in.number[key] = x;
}

static void read_extra(struct row *r, char *text)
{
	char *rest = text;

	while (rest && *rest) {
		char *name = rest, *value = strchr(name, '=');

		assert_non_null(value);
		*value++ = '\0';
		rest = strchr(value, ';');
		if (rest)
			*rest++ = '\0';
		read_value(r, name, value);
	}
}

static void read_row(struct row *r, char *head[CELLS], char *cell[CELLS],
		     struct arena *a)
{
	r->in = calculator_input_new(a);
	r->in.rates = r->rates;
	r->in.slots = r->slots;
	for (int i = 3; i < 11; i++)
		if (*cell[i])
			read_value(r, head[i], cell[i]);
	read_extra(r, cell[11]);
}

static FILE *vectors(void)
{
	const char *shared = getenv("WFM_SHARED"), *src = getenv("srcdir");
	char path[ROW];

	if (shared)
		snprintf(path, sizeof(path), "%s/data/erlang/%s", shared,
			 "erlang_vectors.csv");
	else
		snprintf(path, sizeof(path), "%s/../shared/data/erlang/%s",
			 src ? src : ".", "erlang_vectors.csv");
	return fopen(path, "r");
}

/* The tolerances that the README of the vectors suggests. */
static double tolerance(const struct calculator *c)
{
	if (c->whole)
		return 0;
	if (strcmp(c->model, "mt_m_ct") == 0)
		return 1e-9;
	return strcmp(c->model, "erlang_a_gamma_load") == 0 ? 1e-8 : 1e-11;
}

static void agrees_with_all_shared_vectors(void **state)
{
	struct arena *a = arena_open();
	char top[ROW], line[ROW], *head[CELLS], *cell[CELLS];
	FILE *f = vectors();
	static struct row r;
	int n = 0, doubted = 0;

	(void)state;
	if (!f) {
		print_message("no ../shared/data/erlang: not compared\n");
		arena_close(a);
		skip();
	}
	assert_non_null(fgets(top, sizeof(top), f));
	assert_int_equal(cells(top, head), CELLS);
	for (; fgets(line, sizeof(line), f); n++) {
		const struct calculator *c;
		struct calculator_answer v;

		assert_int_equal(cells(line, cell), CELLS);
		c = calculator_find(cell[1], cell[2]);
		assert_non_null(c);
		read_row(&r, head, cell, a);
		v = calculator_run(c, &r.in);
		doubted += v.reason != NULL;
		assert_int_equal(v.whole, c->whole);
		check_near(v.value, atof(cell[12]), tolerance(c), cell[0],
			   __FILE__, __LINE__);
	}
	fclose(f);
	arena_close(a);
	assert_int_equal(n, 224);
	/* P191 to P194 are chats that come faster than they can end. */
	assert_int_equal(doubted, 4);
}

static struct calculator_answer ask(const char *model, const char *metric,
				    const char *text)
{
	static struct row r;
	char copy[ROW];

	r.in = calculator_input_new(NULL);
	r.in.rates = r.rates;
	r.in.slots = r.slots;
	snprintf(copy, sizeof(copy), "%s", text);
	read_extra(&r, copy);
	return calculator_run(calculator_find(model, metric), &r.in);
}

static void rows_that_cannot_be_say_why(void **state)
{
	static const struct {
		const char *model, *metric, *text, *what;
	} bad[] = {
		{ "erlang_c", "sl", "n=14;a=10;aht=180", "t" },
		{ "erlang_c", "sl", "n=14;a=10;t=20", "aht" },
		{ "erlang_c", "sl", "n=14;a=10;aht=0;t=20", "aht" },
		{ "erlang_c", "sl", "n=14;a=-1;aht=9;t=20", "a" },
		{ "erlang_c", "sl", "n=14;a=1e8;aht=9;t=20", "a" },
		{ "erlang_c", "sl", "n=-1;a=1;aht=9;t=20", "n" },
		{ "erlang_c", "sl", "n=9;a=1;aht=9;t=-1", "t" },
		{ "erlang_c", "required_agents", "a=1;aht=9;t=20;target=1",
		  "target" },
		{ "erlang_c", "required_agents", "a=1;aht=9;t=20;target=1.2",
		  "target" },
		{ "erlang_c", "required_agents", "a=1;aht=9;target=0.8", "t" },
		{ "erlang_a", "pab", "n=9;a=8;aht=180;patience=0", "patience" },
		{ "erlang_a", "pab", "n=9;a=8;aht=180", "patience" },
		{ "erlang_b", "required_lines", "a=8;target=0", "target" },
		{ "erlang_b", "max_traffic", "n=8;target=1", "target" },
		{ "mmnk", "block", "n=10;a=9;aht=180;k=9", "k" },
		{ "mmnk", "block", "n=2.5;a=9;aht=180;k=9", "n" },
		{ "mmnk", "block", "n=2;a=9;aht=180;k=9.5", "k" },
		{ "chat_balanced", "pw",
		  "n=5;k=3;lambda_per_s=0.01;rates_per_chat_per_s=0.1|0.1",
		  "rates_per_chat_per_s" },
		{ "chat_balanced", "pw",
		  "n=5;k=2;lambda_per_s=0.01;rates_per_chat_per_s=0.1|0",
		  "rates_per_chat_per_s" },
		{ "mt_m_inf", "mean_busy",
		  "aht=300;t=4000;dt=1800;rates_per_s=1|2", "t" },
		{ "mt_m_ct", "mean_queue",
		  "t=4000;mu_per_s=0.01;slots_dur_lambda_c=900:0.1:8",
		  "slots_dur_lambda_c" },
		{ "mt_m_ct", "mean_queue",
		  "t=400;mu_per_s=0.01;slots_dur_lambda_c=900:-0.1:8",
		  "slots_dur_lambda_c" },
		{ "shrinkage", "scheduled_agents", "n=9;p=1", NULL },
		{ "shrinkage", "scheduled_agents", "n=9;p=1.1", "p" },
		{ "erlang_c", "trunks", "n=9;a=9;aht=180;target=0.01", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct calculator_answer v =
			ask(bad[i].model, bad[i].metric, bad[i].text);

		assert_true(isnan(v.value));
		assert_non_null(v.reason);
		if (bad[i].what)
			assert_string_equal(v.what, bad[i].what);
	}
	assert_null(calculator_find("erlang_c", "nonsense"));
	assert_null(calculator_find("erlang_z", "pw"));
}

static void a_queue_without_end_has_an_answer(void **state)
{
	(void)state;
	CHECK_SAME(ask("erlang_c", "pw", "n=9;a=9").value, 1);
	CHECK_SAME(ask("erlang_c", "sl", "n=9;a=9;aht=180;t=20").value, 0);
	CHECK_SAME(ask("erlang_c", "asa", "n=9;a=9;aht=180").value, INFINITY);
	CHECK_SAME(ask("ext_erlang_b", "blocking", "n=1;a=1000;p=1").value, 1);
}

/* The formula at face value is flagged; what it means is another metric. */
static void overloaded_chats_are_doubted(void **state)
{
	const char *text = "n=5;k=2;lambda_per_s=0.5;t=60;"
			   "rates_per_chat_per_s=0.004|0.003";

	(void)state;
	assert_true(ask("chat_balanced", "pw", text).value > 1);
	assert_non_null(ask("chat_balanced", "pw", text).reason);
	assert_non_null(ask("chat_balanced", "sl", text).reason);
	CHECK_SAME(ask("chat_balanced", "asa", text).value, INFINITY);
	assert_true(isnan(ask("chat_balanced", "sl",
			      "n=1;k=1;lambda_per_s=3;t=3600;"
			      "rates_per_chat_per_s=0.1")
				  .value));
	assert_null(ask("chat_balanced", "pw",
			"n=50;k=1;lambda_per_s=0.1;rates_per_s=0.004")
			    .reason);
}

static void parameters_not_asked_for_are_ignored(void **state)
{
	(void)state;
	CHECK_SAME(ask("erlang_c", "required_agents",
		       "a=10;aht=180;t=20;target=0.8;patience=60;cv=-3")
			   .value,
		   14);
	CHECK_SAME(ask("erlang_b", "blocking", "n=1;a=1;aht=0;target=9").value,
		   0.5);
}

/* Names that planners know: all rows are found again and are complete. */
static void every_row_is_found_by_its_names(void **state)
{
	(void)state;
	for (int i = 0; i < calculator_count(); i++) {
		const struct calculator *c = calculator_at(i);

		assert_ptr_equal(calculator_find(c->model, c->metric), c);
		assert_non_null(c->run);
		assert_int_equal(c->needs & (1u << CALC_KEYS), 0);
	}
	for (enum calculator_key k = 0; k < CALC_KEYS; k++)
		assert_int_equal(calculator_key_find(calculator_key_name(k)),
				 k);
}

static void inverses_undo_each_other(void **state)
{
	double n = ask("erlang_c", "fractional_agents",
		       "a=37.5;aht=240;t=20;target=0.8")
			   .value;
	char text[100];

	(void)state;
	snprintf(text, sizeof(text), "n=%.17g;aht=240;t=20;target=0.8", n);
	CHECK_NEAR(ask("erlang_c", "max_traffic", text).value, 37.5, 1e-11);
	snprintf(text, sizeof(text), "n=%.17g;a=37.5;aht=240;t=20", n);
	CHECK_NEAR(ask("erlang_c", "sl", text).value, 0.8, 1e-11);
	CHECK_SAME(ask("erlang_x", "block", "n=9;a=9;aht=60;k=9;p=0").value,
		   ask("erlang_b", "blocking", "n=9;a=9").value);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_all_shared_vectors),
		cmocka_unit_test(rows_that_cannot_be_say_why),
		cmocka_unit_test(a_queue_without_end_has_an_answer),
		cmocka_unit_test(overloaded_chats_are_doubted),
		cmocka_unit_test(parameters_not_asked_for_are_ignored),
		cmocka_unit_test(every_row_is_found_by_its_names),
		cmocka_unit_test(inverses_undo_each_other),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
