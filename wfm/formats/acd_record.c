#include "formats/acd_record.h"

#include <math.h>
#include <string.h>

#include "formats/acd_value.h"
#include "formats/i18n.h"

/* No queue of ours has more contacts in an hour, nor longer ones. */
static const double MOST_CONTACTS = 1e6;
static const double MOST_SECONDS = 7 * 86400;

/* What a row says, by role; NAN where it says nothing. */
struct values {
	double of[ACD_ROLES];
};

static bool refuse(struct acd_reader *r, const char *reason)
{
	r->reason = reason;
	return false;
}

/* --- values --- */

static bool read_count(struct acd_reader *r, const char *s,
		       const struct acd_column *c, double *x)
{
	if (acd_number(s, r->style->mark, x) && *x >= 0 && *x <= MOST_CONTACTS)
		return true;
	return refuse(r, arena_printf(r->arena,
				      _("%s \"%s\": a number from 0 to %.0f is "
					"expected"),
				      acd_role_key(c->role),
				      text_quote(r->arena, s), MOST_CONTACTS));
}

static bool read_seconds(struct acd_reader *r, const char *s,
			 const struct acd_column *c, double *x)
{
	const struct acd_format *f = r->layout->format;

	if (!acd_duration(s, r->style->mark, x) || *x < 0 || *x > 1e12)
		return refuse(r, arena_printf(r->arena,
					      _("%s \"%s\": seconds or m:ss "
						"are expected"),
					      acd_role_key(c->role),
					      text_quote(r->arena, s)));
	if (f && f->scale > 0 && !acd_is_clocklike(s))
		*x *= f->scale;
	return true;
}

/* Columns of one meaning add up. */
static bool read_values(struct acd_reader *r, const struct csv *csv, int group,
			struct values *v)
{
	for (int i = 0; i < ACD_ROLES; i++)
		v->of[i] = NAN;
	for (int i = 0; i < r->layout->n_use; i++) {
		const struct acd_column *c = &r->layout->use[i];
		const char *s = csv_field(csv, c->at);
		bool count = acd_role_is_count(c->role);
		double x, *sum = &v->of[c->role];

		if (c->group != group || acd_missing(s) ||
		    (!count && !acd_role_is_duration(c->role)))
			continue;
		if (count ? !read_count(r, s, c, &x)
			  : !read_seconds(r, s, c, &x))
			return false;
		*sum = isnan(*sum) ? x : *sum + x;
	}
	return true;
}

/* a - b - left, whose being unknown counts as 0; NAN below 0. */
static double rest(double a, double b, double left)
{
	double x = a - b - (isnan(left) ? 0 : left);

	return x >= 0 ? x : NAN;
}

/* Offered, handled and abandoned, each from the others when missing. */
static void derive_counts(const struct values *v, struct acd_record *x)
{
	double left = v->of[ACD_LEFT];

	x->offered = v->of[ACD_OFFERED];
	x->handled = v->of[ACD_HANDLED];
	x->abandoned = v->of[ACD_ABANDONED];
	if (isnan(x->offered) && !isnan(x->handled))
		x->offered = x->handled +
			     (isnan(x->abandoned) ? 0 : x->abandoned) +
			     (isnan(left) ? 0 : left);
	if (isnan(x->handled))
		x->handled = rest(x->offered, x->abandoned, left);
	if (isnan(x->abandoned))
		x->abandoned = rest(x->offered, x->handled, left);
}

/* The sum of what is known of talk, hold and after-call work. */
static double parts(const struct values *v, enum acd_role first)
{
	double sum = NAN;

	for (int i = first; i < (int)first + 3; i++)
		if (!isnan(v->of[i]))
			sum = (isnan(sum) ? 0 : sum) + v->of[i];
	return sum;
}

/* Seconds of work, however they are given. */
static bool derive_work(struct acd_reader *r, const struct values *v,
			struct acd_record *x)
{
	double mean = v->of[ACD_AHT], worked = acd_worked(x);

	x->work = v->of[ACD_HANDLE_TOTAL];
	if (isnan(x->work) && !isnan(mean))
		x->work = mean * worked;
	if (isnan(x->work))
		x->work = parts(v, ACD_TALK_TOTAL);
	if (isnan(x->work))
		x->work = parts(v, ACD_TALK) * worked;
	if (x->work > MOST_SECONDS * fmax(1, worked))
		return refuse(r, arena_printf(r->arena,
					      _("a handling time of %g s; at "
						"most %.0f s are expected"),
					      x->work / fmax(1, worked),
					      MOST_SECONDS));
	return true;
}

static void derive_rare(struct acd_reader *r, const struct values *v,
			struct acd_record *x)
{
	struct acd_rare rare = {
		.in_target = v->of[ACD_IN_TARGET],
		.target = v->of[ACD_TARGET],
		.short_abandoned = v->of[ACD_SHORT],
		.wait = v->of[ACD_WAIT_TOTAL],
	};

	if (isnan(rare.wait))
		rare.wait = v->of[ACD_WAIT] * x->handled;
	if (!isnan(rare.in_target) || !isnan(rare.target) ||
	    !isnan(rare.short_abandoned) || !isnan(rare.wait))
		x->rare = arena_copy(r->arena, &rare, 1, sizeof(rare));
}

static bool derive(struct acd_reader *r, const struct values *v,
		   struct acd_record *x)
{
	derive_counts(v, x);
	derive_rare(r, v, x);
	return derive_work(r, v, x);
}

double acd_worked(const struct acd_record *x)
{
	return isnan(x->handled) ? x->offered : x->handled;
}

struct acd_rare acd_rare_of(const struct acd_record *x)
{
	static const struct acd_rare nothing = { NAN, NAN, NAN, NAN };

	return x->rare ? *x->rare : nothing;
}

/* --- the row --- */

static const char *text_of(const struct acd_reader *r, const struct csv *csv,
			   enum acd_role role)
{
	return r->column[role] < 0 ? NULL : csv_field(csv, r->column[role]);
}

static const char *until_of(const struct acd_reader *r, const struct csv *csv)
{
	char dash[ACD_FIELD];

	if (r->layout->dash >= 0 &&
	    (!acd_trim(csv_field(csv, r->layout->dash), dash) ||
	     !text_equal(dash, "-")))
		return NULL;
	return text_of(r, csv, ACD_UNTIL);
}

static uint64_t key_of(const struct acd_reader *r, const struct csv *csv)
{
	uint64_t key = 0;

	if (r->column[ACD_KEY] < 0)
		return 0;
	for (int i = 0; i < r->layout->n_use; i++)
		if (r->layout->use[i].role == ACD_KEY) {
			const char *s = csv_field(csv, r->layout->use[i].at);

			key = 31 * key + text_hash(s, strlen(s));
		}
	return key;
}

static bool read_when(struct acd_reader *r, const struct csv *csv,
		      struct acd_when *when)
{
	struct acd_when_texts texts = {
		.utc = text_of(r, csv, ACD_START_UTC),
		.start = text_of(r, csv, ACD_START),
		.date = text_of(r, csv, ACD_DATE),
		.time = text_of(r, csv, ACD_TIME),
		.until = until_of(r, csv),
		.minutes = text_of(r, csv, ACD_MINUTES),
	};

	if (!texts.date)
		texts.date = r->layout->date;
	r->reason = acd_when_read(r->arena, &r->whens, &texts, when);
	return r->reason == NULL;
}

/* Sums below the rows, and the header of the next page. */
static bool is_no_data(const struct acd_reader *r, const struct csv *csv)
{
	const struct acd_layout *l = r->layout;
	int i = 0;

	while (i < csv_fields(csv) && acd_missing(csv_field(csv, i)))
		i++;
	if (acd_is_total(csv_field(csv, i)))
		return true;
	if (!l->header || csv_fields(csv) < l->columns)
		return false;
	for (i = 0; i < l->columns; i++)
		if (!text_equal(l->header[i], csv_field(csv, i)))
			return false;
	return true;
}

static bool has_width(struct acd_reader *r, const struct csv *csv)
{
	int n = csv_fields(csv);

	while (n > r->layout->columns && acd_missing(csv_field(csv, n - 1)))
		n--;
	if (n == r->layout->columns)
		return true;
	return refuse(r,
		      arena_printf(r->arena, _("%d fields expected, %d found"),
				   r->layout->columns, n));
}

static bool read_label(struct acd_reader *r, const struct csv *csv, int group,
		       int *label)
{
	const char *queue = text_of(r, csv, ACD_QUEUE);
	const char *media = text_of(r, csv, ACD_MEDIA);

	if (!queue)
		queue = r->queue ? r->queue : r->layout->queue;
	if (group > 0)
		media = r->layout->groups[group];
	if (!queue || !*queue)
		return refuse(r, _("the queue has no name"));
	*label = acd_labels_find(r->labels, queue, media);
	return true;
}

struct acd_reader acd_reader_new(struct arena *a,
				 const struct acd_layout *layout,
				 const struct acd_style *style,
				 const struct zone *zone)
{
	struct acd_reader r = {
		.arena = a,
		.layout = layout,
		.style = style,
		.whens = acd_whens_new(style, zone),
	};

	for (int role = 0; role < ACD_ROLES; role++)
		r.column[role] = -1;
	for (int i = layout->n_use - 1; i >= 0; i--)
		r.column[layout->use[i].role] = layout->use[i].at;
	return r;
}

enum acd_row acd_record_read(struct acd_reader *r, const struct csv *csv,
			     int group, struct acd_record *x)
{
	struct values v;
	struct acd_when when;

	*x = (struct acd_record){ .file = (short)r->file,
				  .line = csv_line(csv) };
	if (is_no_data(r, csv))
		return ACD_ROW_SUM;
	if (!has_width(r, csv) || !read_when(r, csv, &when) ||
	    !read_values(r, csv, group, &v) || !derive(r, &v, x))
		return ACD_ROW_BAD;
	if (isnan(x->offered) || (when.gap && x->offered == 0))
		return ACD_ROW_EMPTY;
	if (when.gap) {
		refuse(r, _("this time does not exist: clocks go forward"));
		return ACD_ROW_BAD;
	}
	if (!read_label(r, csv, group, &x->label))
		return ACD_ROW_BAD;
	x->utc = when.utc;
	x->later = (int)(when.later - when.utc);
	x->interval = (short)when.interval;
	x->key = key_of(r, csv);
	return ACD_ROW_DATA;
}
