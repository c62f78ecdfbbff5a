#include "commands/erlang_batch.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "commands/print.h"
#include "formats/csv.h"
#include "formats/i18n.h"
#include "maths/calculator.h"

enum { COLUMNS = CALC_TARGET + 1, LIST_MOST = 10000 };

/* A table under way. */
struct batch {
	struct session *session;
	struct csv *csv;
	struct arena *space; /* of one row */
	int model, metric, extra;
	int number[COLUMNS]; /* columns of the file, -1: not there */
	int rows, failed;
	const char *why; /* the row cannot be computed; NULL */
};

/* --- what a row says --- */

static bool blame(struct batch *b, const char *what, const char *why)
{
	if (!b->why)
		b->why = arena_printf(b->space, "%s: %s", what, why);
	return false;
}

/* A spreadsheet that separates columns by ; writes decimals with a comma. */
static bool read_number(const struct batch *b, const char *text, double *x)
{
	char *copy = arena_strdup(b->space, text + strspn(text, " "));
	char *comma = strchr(copy, ',');
	size_t len = strlen(copy);

	while (len > 0 && copy[len - 1] == ' ')
		copy[--len] = '\0';
	if (comma && csv_delimiter(b->csv) == ';')
		*comma = '.';
	return text_double(copy, x);
}

static bool read_list(struct batch *b, char *text, struct calculator_input *in)
{
	double *rates = arena_new(b->space, double, strlen(text) + 1);
	int n = 0;

	for (char *word; (word = strsep(&text, "|"));)
		if (n == LIST_MOST || !read_number(b, word, &rates[n++]))
			return false;
	in->rates = rates;
	in->n_rates = n;
	return true;
}

/* "900:0.02:8": seconds, calls per second, agents. */
static bool read_slot(const struct batch *b, char *text,
		      struct transient_step *step)
{
	const char *seconds = strsep(&text, ":");
	const char *rate = strsep(&text, ":");
	double agents;

	if (!rate || !text || !read_number(b, seconds, &step->seconds) ||
	    !read_number(b, rate, &step->rate) ||
	    !read_number(b, text, &agents) || agents != rint(agents) ||
	    fabs(agents) > 1e8)
		return false;
	step->agents = (int)agents;
	return true;
}

static bool read_slots(struct batch *b, char *text, struct calculator_input *in)
{
	struct transient_step *slots =
		arena_new(b->space, struct transient_step, strlen(text) + 1);
	int n = 0;

	for (char *word; (word = strsep(&text, "|"));)
		if (n == LIST_MOST || !read_slot(b, word, &slots[n++]))
			return false;
	in->slots = slots;
	in->n_slots = n;
	return true;
}

/* "key=value"; "p=beta" only says what the column holds. */
static bool read_word(struct batch *b, char *word, struct calculator_input *in)
{
	const char *name = strsep(&word, "=");
	enum calculator_key key = calculator_key_find(name);
	bool good;

	if (key == CALC_KEYS || !word)
		return blame(b, text_quote(b->space, name),
			     _("no such parameter in extra"));
	if (key == CALC_RATES)
		good = read_list(b, word, in);
	else if (key == CALC_SLOTS)
		good = read_slots(b, word, in);
	else if (key <= CALC_TARGET && !strpbrk(word, "0123456789"))
		good = true;
	else
		good = read_number(b, word, &in->number[key]);
	return good || blame(b, name, _("not understood in extra"));
}

static bool read_extra(struct batch *b, const char *text,
		       struct calculator_input *in)
{
	char *rest = arena_strdup(b->space, text);

	for (char *word; (word = strsep(&rest, ";"));)
		if (word[strspn(word, " ")] &&
		    !read_word(b, word + strspn(word, " "), in))
			return false;
	return true;
}

static bool read_row(struct batch *b, struct calculator_input *in)
{
	for (int k = 0; k < COLUMNS; k++) {
		const char *text = csv_field(b->csv, b->number[k]);

		if (text[strspn(text, " ")] &&
		    !read_number(b, text, &in->number[k]))
			return blame(
				b, calculator_key_name((enum calculator_key)k),
				_("not a number"));
	}
	return read_extra(b, csv_field(b->csv, b->extra), in);
}

/* --- its answer --- */

static struct calculator_answer answer_row(struct batch *b)
{
	const struct calculator_answer none = { .value = NAN };
	const char *model = csv_field(b->csv, b->model);
	const char *metric = csv_field(b->csv, b->metric);
	const struct calculator *c = calculator_find(model, metric);
	struct calculator_input in = calculator_input_new(b->space);

	if (!c) {
		blame(b,
		      text_quote(b->space, arena_printf(b->space, "%s %s",
							model, metric)),
		      _("no such model and metric"));
		return none;
	}
	if (!read_row(b, &in))
		return none;
	struct calculator_answer a = calculator_run(c, &in);
	if (a.reason)
		blame(b, a.what ? a.what : model, a.reason);
	else if (isnan(a.value))
		blame(b, model, _("no number"));
	return a;
}

/* 17 digits read back as the same number. */
static const char *value_text(const struct batch *b, struct calculator_answer a)
{
	if (isnan(a.value))
		return "";
	return arena_printf(b->space, a.whole ? "%.0f" : "%.17g", a.value);
}

/* --- the whole --- */

/* The file's own column of that name is replaced. */
static bool is_ours(const char *header)
{
	return text_equal(header, "value") || text_equal(header, "error");
}

static void write_fields(struct batch *b, struct text *out, bool header)
{
	for (int k = 0; k < csv_columns(b->csv); k++)
		if (!is_ours(csv_header(b->csv, k)))
			csv_write(out,
				  header ? csv_header(b->csv, k)
					 : csv_field(b->csv, k),
				  false);
}

static void write_row(struct batch *b, struct text *out,
		      struct calculator_answer a)
{
	write_fields(b, out, false);
	csv_write(out, value_text(b, a), false);
	csv_write(out, b->why ? b->why : "", true);
}

static void put_row(struct batch *b, struct table *t,
		    struct calculator_answer a)
{
	int id = csv_column(b->csv, "id");

	table_text(t, id < 0 ? NULL : csv_field(b->csv, id));
	table_text(t, csv_field(b->csv, b->model));
	table_text(t, csv_field(b->csv, b->metric));
	table_number(t, a.value);
	table_text(t, b->why);
}

static void each_row(struct batch *b, struct text *csv, struct table *json)
{
	write_fields(b, csv, true);
	csv_write(csv, "value", false);
	csv_write(csv, "error", true);
	while (csv_next(b->csv, b->session->err)) {
		arena_empty(b->space);
		b->why = NULL;
		struct calculator_answer a = answer_row(b);
		write_row(b, csv, a);
		put_row(b, json, a);
		b->rows++;
		b->failed += isnan(a.value);
	}
}

static enum rc find_columns(struct batch *b)
{
	struct session *s = b->session;

	b->model = csv_column(b->csv, "model");
	b->metric = csv_column(b->csv, "metric");
	b->extra = csv_column(b->csv, "extra");
	for (int k = 0; k < COLUMNS; k++)
		b->number[k] = csv_column(
			b->csv, calculator_key_name((enum calculator_key)k));
	if (b->model < 0 || b->metric < 0)
		return fail_at(s->err, csv_header_place(b->csv, 0), RC_DATA,
			       _("columns \"model\" and \"metric\" are "
				 "needed"));
	return RC_OK;
}

enum rc erlang_batch(struct session *s, const struct options *o,
		     const char *path)
{
	static const struct table_column columns[] = {
		{ "id", NULL, NULL, TABLE_TEXT, 0 },
		{ "model", NULL, NULL, TABLE_TEXT, 0 },
		{ "metric", NULL, NULL, TABLE_TEXT, 0 },
		{ "value", NULL, NULL, TABLE_NUMBER, 6 },
		{ "error", NULL, NULL, TABLE_TEXT, 0 },
	};
	struct batch b = { .session = s };
	struct table json = table_new(s->arena, "erlang-table", columns, 5);
	struct text csv = text_new(s->arena);
	struct input in;

	TRY(input_read(s->arena, path, &in, s->err));
	TRY(csv_open(s->arena, &in, &b.csv, s->err));
	TRY(find_columns(&b));
	b.space = arena_open();
	each_row(&b, &csv, &json);
	arena_close(b.space);
	if (text_equal(o->format, "json"))
		print_table(s, o, &json);
	else
		fwrite(csv.data, 1, csv.len, s->out);
	if (b.failed)
		warn_at(s->err, (struct place){ path, 0, 0 },
			_("%d of %d rows could not be computed; column error "
			  "says why"),
			b.failed, b.rows);
	return s->err->rc;
}

static const char *keys_of(struct arena *a, unsigned set)
{
	struct text t = text_new(a);

	text_add(&t, "");
	for (int k = 0; k < CALC_KEYS; k++)
		if (set & 1u << k)
			text_addf(&t, "%s%s", t.len ? " " : "",
				  calculator_key_name((enum calculator_key)k));
	return t.data;
}

void erlang_models(struct session *s, const struct options *o)
{
	static const struct table_column columns[] = {
		{ "model", N_("model"), NULL, TABLE_TEXT, 0 },
		{ "metric", N_("metric"), NULL, TABLE_TEXT, 0 },
		{ "needs", N_("needs"), NULL, TABLE_TEXT, 0 },
		{ "may", N_("may have"), NULL, TABLE_TEXT, 0 },
	};
	struct table t = table_new(s->arena, "erlang-models", columns, 4);

	for (int k = 0; k < calculator_count(); k++) {
		const struct calculator *c = calculator_at(k);

		table_text(&t, c->model);
		table_text(&t, c->metric);
		table_text(&t, keys_of(s->arena, c->needs));
		table_text(&t, keys_of(s->arena, c->allows));
	}
	print_table(s, o, &t);
}
