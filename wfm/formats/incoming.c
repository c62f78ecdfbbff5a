#include "formats/incoming.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "formats/i18n.h"
#include "formats/incoming_sheet.h"
#include "formats/package.h"
#include "formats/word.h"

/* --- the forms --- */

#define PERSON                                                                 \
	"agent|agentid|id|employee|employeeid|employeeno|employeenumber|"      \
	"staffid|staffno|personnelno|personnelnumber|personid|userid|login"
#define FIRST_DAY                                                              \
	"from|start|startdate|firstday|validfrom|date|day|hired|hiredate|"     \
	"joined|datefrom"
#define LAST_DAY                                                               \
	"until|end|enddate|lastday|validuntil|validto|to|left|leavingdate|"    \
	"dateto"

static const struct incoming_column agent_columns[] = {
	{ "id|" PERSON, INCOMING_TEXT },
	{ "name|fullname|employeename|displayname|agentname", INCOMING_TEXT },
	{ "contract|contracttype|employmenttype", INCOMING_TEXT },
	{ "team|teamname|group|department", INCOMING_TEXT },
	{ "hours|weeklyhours|hoursperweek|contracthours|contractedhours",
	  INCOMING_HOURS },
	{ FIRST_DAY, INCOMING_DAY },
	{ LAST_DAY, INCOMING_DAY },
};
const struct incoming_form incoming_agents = { &agents_list, agent_columns,
					       "agents|people|staff" };

static const struct incoming_column request_columns[] = {
	{ PERSON, INCOMING_TEXT },
	{ FIRST_DAY, INCOMING_DAY },
	{ "wish|wants|wanted", INCOMING_TEXT },
	{ "what|shift|shifts|request", INCOMING_TEXT },
	{ LAST_DAY, INCOMING_DAY },
	{ "weight|priority|importance", INCOMING_TEXT },
};
const struct incoming_form incoming_requests = { &requests_list,
						 request_columns,
						 "requests|wishes" };

static const struct incoming_column absence_columns[] = {
	{ PERSON, INCOMING_TEXT },
	{ "start|" FIRST_DAY, INCOMING_INSTANT },
	{ "end|" LAST_DAY, INCOMING_INSTANT },
	{ "code|type|kind|absence|absencetype|leavetype|absencecode",
	  INCOMING_TEXT },
	{ "status|approval", INCOMING_TEXT },
	{ "key", INCOMING_TEXT },
};
const struct incoming_form incoming_absences = { &absences_list,
						 absence_columns,
						 "absences|leave" };

/* --- the header --- */

/* Letters and digits, small; what is beyond ASCII stays. */
static const char *squeezed(struct arena *a, const char *s)
{
	struct text t = text_new(a);

	for (; *s; s++) {
		char c = word_lower(*s);

		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
		    (unsigned char)c >= 0x80)
			text_add_char(&t, c);
	}
	return t.data;
}

/* The place of name among the words joined by |, -1 when it is none. */
static int rank_of(const char *words, const char *name)
{
	size_t len = strlen(name);

	for (int k = 0; len; k++) {
		size_t n = strcspn(words, "|");

		if (n == len && !memcmp(words, name, n))
			return k;
		if (!words[n])
			break;
		words += n + 1;
	}
	return -1;
}

bool incoming_is_name(const char *words, struct arena *a, const char *name)
{
	return rank_of(words, squeezed(a, name)) >= 0;
}

void incoming_match(struct arena *a, const struct incoming_form *form,
		    const struct incoming_head *heads, int n, int of[])
{
	for (int k = 0; k < form->list->n; k++) {
		int best = -1;

		of[k] = -1;
		for (int i = 0; i < n; i++) {
			int rank = rank_of(form->columns[k].words,
					   squeezed(a, heads[i].name));

			if (rank >= 0 && (best < 0 || rank < best)) {
				best = rank;
				of[k] = i;
			}
		}
	}
}

bool incoming_is_header(const struct incoming_form *form, const int of[])
{
	for (int k = 0; k < form->list->required; k++)
		if (of[k] < 0)
			return false;
	return true;
}

static const char *names_of(struct arena *a, const struct incoming_head *heads,
			    int n)
{
	struct text t = text_new(a);

	for (int i = 0; i < n; i++)
		text_addf(&t, "%s%s", i ? ", " : "",
			  text_quote(a, heads[i].name));
	return t.data;
}

/* A name under which two columns stand: which one is meant? */
static void check_twice(const struct incoming_form *form,
			const struct incoming_head *heads, int n,
			const int of[], struct err *e)
{
	for (int k = 0; k < form->list->n; k++)
		for (int i = of[k] + 1; of[k] >= 0 && i < n; i++)
			if (!strcmp(squeezed(e->arena, heads[i].name),
				    squeezed(e->arena, heads[of[k]].name)))
				(void)fail_at(
					e, heads[i].at, RC_DATA,
					_("column \"%s\" is there "
					  "twice"),
					text_quote(e->arena, heads[i].name));
}

/* What is not read: a note, or an error where it looks like a slip. */
static void name_others(const struct incoming_form *form,
			const struct incoming_head *heads, int n,
			const int of[], struct err *e)
{
	struct incoming_head *others =
		arena_new(e->arena, struct incoming_head, n);
	const char **missing = arena_new(e->arena, const char *, form->list->n);
	int n_others = 0, n_missing = 0;

	for (int k = 0; k < form->list->n; k++)
		if (of[k] < 0)
			missing[n_missing++] = form->list->columns[k];
	for (int i = 0; i < n; i++) {
		const char *near = text_nearest(
			squeezed(e->arena, heads[i].name), missing, n_missing);
		bool read = !heads[i].name[0];

		for (int k = 0; k < form->list->n; k++)
			read |= of[k] == i;
		if (!read && near)
			(void)fail_at(e, heads[i].at, RC_DATA,
				      _("unknown column \"%s\"; did you mean "
					"\"%s\"?"),
				      text_quote(e->arena, heads[i].name),
				      near);
		else if (!read)
			others[n_others++] = heads[i];
	}
	if (n_others)
		note_at(e, (struct place){ .file = others[0].at.file },
			_("columns not read: %s"),
			names_of(e->arena, others, n_others));
}

enum rc incoming_check(const struct incoming_form *form,
		       const struct incoming_head *heads, int n, const int of[],
		       struct err *e)
{
	int before = e->errors;

	for (int k = 0; k < form->list->required; k++)
		if (of[k] < 0)
			(void)fail_at(e, n ? heads[0].at : (struct place){ 0 },
				      RC_DATA,
				      _("column \"%s\" is missing; found: %s"),
				      form->list->columns[k],
				      names_of(e->arena, heads, n));
	check_twice(form, heads, n, of, e);
	name_others(form, heads, n, of, e);
	return e->errors > before ? RC_DATA : RC_OK;
}

/* --- rows --- */

void incoming_add(struct arena *a, struct incoming *x, struct incoming_row row)
{
	x->rows = arena_grow(a, x->rows, x->n, &x->room, sizeof(row));
	x->rows[x->n++] = row;
}

static enum rc read_csv(struct arena *a, const struct input *in,
			const struct incoming_form *form, struct incoming *to,
			struct err *e)
{
	int before = e->errors, columns = form->list->n;
	int *of = arena_new(a, int, columns);
	bool *has = arena_new(a, bool, columns);
	struct csv *csv;

	TRY(csv_open(a, in, &csv, e));
	int n = csv_columns(csv);
	struct incoming_head *heads = arena_new(a, struct incoming_head, n);

	for (int i = 0; i < n; i++)
		heads[i] = (struct incoming_head){ csv_header(csv, i),
						   csv_header_place(csv, i) };
	incoming_match(a, form, heads, n, of);
	TRY(incoming_check(form, heads, n, of, e));
	for (int k = 0; k < columns; k++)
		has[k] = of[k] >= 0;
	to->has = has;
	while (csv_next(csv, e)) {
		const char **fields = arena_new(a, const char *, columns);
		struct place *at = arena_new(a, struct place, columns);

		for (int k = 0; k < columns; k++) {
			fields[k] = incoming_trimmed(a, csv_field(csv, of[k]));
			at[k] = csv_place(csv, of[k]);
		}
		incoming_add(a, to, (struct incoming_row){ fields, at });
	}
	return e->errors > before ? RC_DATA : RC_OK;
}

enum rc incoming_read(struct arena *a, const struct input *in,
		      const char *sheet, const struct incoming_form *form,
		      struct incoming *to, struct err *e)
{
	*to = (struct incoming){ .list = form->list };
	TRY(package_is_readable(in, e));
	if (package_is_zip(in))
		return incoming_sheet_read(a, in->path, sheet, form, to, e);
	if (sheet)
		return fail_at(e, (struct place){ .file = in->path }, RC_USAGE,
			       _("--sheet %s: the file is no workbook"),
			       text_quote(a, sheet));
	return read_csv(a, in, form, to, e);
}

/* --- as a list of ours --- */

struct list_given incoming_given(struct arena *a, const struct incoming *x,
				 const char *path)
{
	struct text t = text_new(a);
	int columns = x->list->n;
	struct place *at =
		arena_new(a, struct place, (size_t)columns * (size_t)x->n);

	csv_write_names(&t, x->list->columns, columns);
	for (int i = 0; i < x->n; i++)
		for (int k = 0; k < columns; k++) {
			csv_write(&t, x->rows[i].fields[k], k == columns - 1);
			at[i * columns + k] = x->rows[i].at[k];
		}
	return (struct list_given){ .list = x->list,
				    .in = { path, t.data, t.len },
				    .at = at };
}
