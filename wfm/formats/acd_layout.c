#include "formats/acd_layout.h"

#include <string.h>

#include "formats/acd_value.h"
#include "formats/csv.h"
#include "formats/i18n.h"

enum { HEAD_ROWS = 100, PLAIN = 64 };

/* What NICE writes before the names. */
static const char FIELDS[] = "#fields";

bool acd_layout_has(const struct acd_layout *layout, enum acd_role role)
{
	for (int i = 0; i < layout->n_use; i++)
		if (layout->use[i].role == role)
			return true;
	return false;
}

/* --- meanings of names --- */

/* "offered=Calls in": the role when this column is named, else NOTHING. */
static enum acd_role declared_role(const struct acd_options *o,
				   const char *plain)
{
	char role[PLAIN], name[PLAIN];

	for (int i = 0; i < o->n_columns; i++) {
		const char *equals = strchr(o->columns[i], '=');
		size_t len = equals ? (size_t)(equals - o->columns[i]) : 0;

		if (!equals || len >= PLAIN)
			continue;
		memcpy(role, o->columns[i], len);
		role[len] = '\0';
		if (text_equal(acd_plain_name(equals + 1, name, PLAIN), plain))
			return acd_role_by_key(role);
	}
	return ACD_NOTHING;
}

static int group_of(struct acd_layout *layout, const char *channel)
{
	const int most = (int)(sizeof(layout->groups) / sizeof(char *));

	for (int g = 0; g < layout->n_groups; g++)
		if (text_equal(layout->groups[g], channel))
			return g;
	if (layout->n_groups == most)
		return 0;
	layout->groups[layout->n_groups] = channel;
	return layout->n_groups++;
}

static struct acd_column meaning(struct acd_layout *layout,
				 const struct acd_options *o, const char *name,
				 int at)
{
	char plain[PLAIN];
	const char *rest = acd_plain_name(name, plain, PLAIN);
	struct acd_column c = { .at = at, .role = declared_role(o, plain) };

	if (c.role || !*plain)
		return c;
	c.role = acd_role_of(layout->format, plain, &c.rank);
	if (c.role)
		return c;
	const char *channel = acd_channel_prefix(&rest);
	if (channel)
		c.role = acd_role_of(NULL, rest, &c.rank);
	if (acd_role_is_count(c.role) || acd_role_is_duration(c.role))
		c.group = group_of(layout, channel);
	else if (channel)
		c.role = ACD_NOTHING;
	return c;
}

/* Is column i's meaning another's, whose word stands nearer to the top? */
static bool outranked(const struct acd_layout *layout, int i)
{
	const struct acd_column *c = &layout->use[i];

	if (c->role == ACD_LEFT || c->role == ACD_KEY)
		return false;
	for (int k = 0; k < layout->n_use; k++) {
		const struct acd_column *other = &layout->use[k];

		if (other->role == c->role && other->group == c->group &&
		    (other->rank < c->rank ||
		     (other->rank == c->rank && c->rank > 0 && k < i)))
			return true;
	}
	return false;
}

/* The stop time behind an unnamed "-" behind the start time. */
static void find_dash(struct acd_layout *layout)
{
	char plain[PLAIN];

	layout->dash = -1;
	if (acd_layout_has(layout, ACD_UNTIL))
		return;
	for (int i = 0; i < layout->n_use; i++) {
		int at = layout->use[i].at;

		if (layout->use[i].role != ACD_TIME ||
		    at + 2 >= layout->columns ||
		    *acd_plain_name(layout->header[at + 1], plain, PLAIN) ||
		    *acd_plain_name(layout->header[at + 2], plain, PLAIN))
			continue;
		layout->dash = at + 1;
		layout->use[layout->n_use++] =
			(struct acd_column){ .at = at + 2, .role = ACD_UNTIL };
		return;
	}
}

/* Keeps what outranks, lists what has no meaning. */
static void settle(struct arena *a, struct acd_layout *layout)
{
	const char **unused = arena_new(a, const char *, layout->columns);
	bool *out = arena_new(a, bool, layout->n_use);
	bool *used = arena_new(a, bool, layout->columns);
	int n = 0;

	for (int i = 0; i < layout->n_use; i++)
		out[i] = outranked(layout, i);
	for (int i = 0; i < layout->n_use; i++)
		if (!out[i])
			layout->use[n++] = layout->use[i];
	layout->n_use = n;
	find_dash(layout);
	for (int i = 0; i < layout->n_use; i++)
		used[layout->use[i].at] = true;
	for (int i = 0; i < layout->columns; i++)
		if (!used[i] && *layout->header[i])
			unused[layout->n_unused++] = layout->header[i];
	layout->unused = unused;
}

/* Gives meanings to a row taken as header. */
static void map_header(struct arena *a, struct acd_layout *layout,
		       const struct acd_options *o)
{
	const char **plain = arena_new(a, const char *, layout->columns);
	char buf[PLAIN];

	for (int i = 0; i < layout->columns; i++)
		plain[i] = arena_strdup(
			a, acd_plain_name(layout->header[i], buf, PLAIN));
	layout->format = o->format ? acd_format(o->format)
				   : acd_format_of(plain, layout->columns);
	layout->groups[0] = NULL;
	layout->n_groups = 1;
	layout->use = arena_new(a, struct acd_column, layout->columns + 1);
	layout->n_use = 0;
	for (int i = 0; i < layout->columns; i++) {
		struct acd_column c = meaning(layout, o, layout->header[i], i);

		if (c.role)
			layout->use[layout->n_use++] = c;
	}
}

/* --- finding the header --- */

static bool has_time(const struct acd_layout *l)
{
	return acd_layout_has(l, ACD_START) ||
	       acd_layout_has(l, ACD_START_UTC) || acd_layout_has(l, ACD_TIME);
}

static bool has_count(const struct acd_layout *l)
{
	return acd_layout_has(l, ACD_OFFERED) || acd_layout_has(l, ACD_HANDLED);
}

/* Different meanings in a row; more than the names of a row of data have. */
static int score(const struct acd_layout *l)
{
	int n = 0;

	for (int r = ACD_NOTHING + 1; r < ACD_ROLES; r++)
		n += acd_layout_has(l, (enum acd_role)r);
	return n + 100 * (has_time(l) && has_count(l));
}

static void take_row(struct arena *a, const struct csv *csv,
		     struct acd_layout *l)
{
	int n = csv_fields(csv);
	const char **header = arena_new(a, const char *, n);

	for (int i = 0; i < n; i++)
		header[i] = arena_strdup(a, csv_field(csv, i));
	if (n > 0 && text_starts(header[0], FIELDS))
		header[0] += strlen(FIELDS) +
			     strspn(header[0] + strlen(FIELDS), ": ");
	l->header = header;
	l->columns = n;
	l->line = csv_line(csv);
}

/* "Split/Skill: 12" in one field, or the value in the next one. */
static void read_preamble(struct arena *a, struct acd_layout *l,
			  const char *const *header, int n)
{
	char plain[PLAIN], value[ACD_FIELD];

	for (int i = 0; i < n; i++) {
		const char *colon = strchr(header[i], ':');

		if (!colon)
			continue;
		acd_plain_name(arena_strndup(a, header[i],
					     (size_t)(colon - header[i])),
			       plain, PLAIN);
		if (!acd_trim(colon + 1, value))
			continue;
		if (!*value && (i + 1 == n || !acd_trim(header[i + 1], value)))
			continue;
		if (acd_preamble_queue(plain) && *value && !l->queue)
			l->queue = arena_strdup(a, value);
		if (acd_preamble_date(plain) && *value && !l->date)
			l->date = arena_strdup(a, value);
	}
}

/*
 * The best header among the first rows, with this delimiter.  What is wrong
 * with the file under a wrong delimiter is not wrong with the file.
 */
static bool try_delimiter(struct arena *a, const struct input *in,
			  const struct acd_options *o, char delimiter,
			  struct acd_layout *best, int *best_score,
			  struct err *e)
{
	struct acd_layout l = { .delimiter = delimiter };
	struct csv *csv;

	if (csv_open_rows(a, in, delimiter, &csv, e))
		return false;
	for (l.skip = 1; l.skip <= HEAD_ROWS && csv_next(csv, e); l.skip++) {
		take_row(a, csv, &l);
		map_header(a, &l, o);
		if (score(&l) > *best_score) {
			*best_score = score(&l);
			*best = l;
		}
		read_preamble(a, &l, l.header, l.columns);
	}
	return e->errors == 0;
}

static enum rc find_header(struct arena *a, const struct input *in,
			   const struct acd_options *o,
			   struct acd_layout *layout, struct err *e)
{
	const char *delimiters = ",;\t|";
	struct err first = err_new(a);
	int best = -1;

	for (int i = 0; delimiters[i]; i++) {
		struct err trial = err_new(a);

		if (!try_delimiter(a, in, o, delimiters[i], layout, &best,
				   &trial) &&
		    first.errors == 0)
			first = trial;
	}
	if (best >= 0)
		return RC_OK;
	for (int i = 0; i < first.n; i++)
		fail_at(e, first.list[i].place, RC_DATA, "%s",
			first.list[i].text);
	if (first.n > 0)
		return RC_DATA;
	return fail_at(e, (struct place){ in->path, 1, 0 }, RC_DATA,
		       _("the file is empty"));
}

/* The columns of a format that has no header. */
static enum rc fixed_layout(struct arena *a, const struct input *in,
			    const struct acd_format *f, struct acd_layout *l,
			    struct err *e)
{
	const char *delimiters = ";,\t|";
	struct csv *csv;

	*l = (struct acd_layout){ .format = f, .columns = f->n, .dash = -1 };
	l->n_groups = 1;
	l->use = arena_new(a, struct acd_column, f->n);
	for (int i = 0; i < f->n; i++)
		if (f->words[i].role)
			l->use[l->n_use++] =
				(struct acd_column){ .at = i,
						     .role = f->words[i].role };
	for (; *delimiters; delimiters++) {
		l->delimiter = *delimiters;
		TRY(csv_open_rows(a, in, *delimiters, &csv, e));
		if (csv_next(csv, e) && csv_fields(csv) == f->n)
			return RC_OK;
	}
	return fail_at(e, (struct place){ .file = in->path, .line = 1 },
		       RC_DATA,
		       _("does not have the %d columns of format \"%s\""), f->n,
		       f->id);
}

/* --- what must be there --- */

/* "a, b, c" of the header, for messages. */
static const char *list_names(struct arena *a, const struct acd_layout *l)
{
	struct text t = text_new(a);

	for (int i = 0; i < l->columns && i < 40; i++) {
		text_add(&t, i ? ", " : "");
		text_add(&t, text_quote(a, l->header[i]));
	}
	return t.data;
}

static enum rc lacks(struct arena *a, const struct input *in,
		     const struct acd_layout *l, const char *what,
		     const char *key, struct err *e)
{
	struct place at = { .file = in->path, .line = l->line };

	if (!l->header)
		return fail_at(e, at, RC_DATA, _("no column for %s"), what);
	return fail_at(e, at, RC_DATA,
		       _("no column for %s; found: %s; --column %s=NAME "
			 "says which"),
		       what, list_names(a, l), key);
}

static bool has_handling_time(const struct acd_layout *l)
{
	for (int r = ACD_AHT; r <= ACD_WRAP_TOTAL; r++)
		if (acd_layout_has(l, (enum acd_role)r))
			return true;
	return false;
}

/* "aht=none": goes without. */
static bool goes_without_aht(const struct acd_options *o)
{
	for (int i = 0; i < o->n_columns; i++)
		if (text_equal(o->columns[i], "aht=none"))
			return true;
	return false;
}

static enum rc check_layout(struct arena *a, const struct input *in,
			    const struct acd_options *o,
			    const struct acd_layout *l, struct err *e)
{
	enum rc rc = RC_OK;

	if (!has_time(l))
		rc = lacks(a, in, l, _("the start of the interval"), "start",
			   e);
	else if (!acd_layout_has(l, ACD_START) &&
		 !acd_layout_has(l, ACD_START_UTC) &&
		 !acd_layout_has(l, ACD_DATE) && !l->date)
		rc = lacks(a, in, l, _("the date"), "date", e);
	if (!has_count(l))
		rc = lacks(a, in, l, _("the contacts offered or handled"),
			   "offered", e);
	if (!acd_layout_has(l, ACD_QUEUE) && !l->queue && !o->queue)
		rc = lacks(a, in, l, _("the queue (or --queue NAME)"), "queue",
			   e);
	if (!has_handling_time(l) && !goes_without_aht(o))
		rc = lacks(a, in, l,
			   _("the handling time (aht, or talk, hold and "
			     "after-call work; or --column aht=none)"),
			   "aht", e);
	return rc;
}

enum rc acd_layout_find(struct arena *a, const struct input *in,
			const struct acd_options *o, struct acd_layout *layout,
			struct err *e)
{
	const struct acd_format *f = o->format ? acd_format(o->format) : NULL;

	if (f && f->headerless)
		return fixed_layout(a, in, f, layout, e);
	TRY(find_header(a, in, o, layout, e));
	settle(a, layout);
	return check_layout(a, in, o, layout, e);
}
