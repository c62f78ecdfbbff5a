/* html: what changed since people were last told, and what was asked. */
#include "formats/html_parts.h"

#include <math.h>

#include "base/text.h"

#include "formats/i18n.h"
#include "formats/markup.h"
#include "formats/say.h"

static const char *signed_hours(struct page *p, int minutes)
{
	return minutes > 0 ? arena_printf(p->a, "+%s", say_hours(p->a, minutes))
			   : say_hours(p->a, minutes);
}

static void write_day(struct page *p, const struct day_diff *d)
{
	const struct plan_view *v = p->v;

	html_row(p);
	html_row_head(p, v->site->agents[d->agent].name);
	html_cell(p, say_long_day(p->a, d->day));
	html_cell(p, plan_cell_code(p->a, v, d->old));
	html_cell(p, d->differs & DIFFERS_DAY ? plan_cell_code(p->a, v, d->now)
					      : _("breaks moved"));
	html_number(p, signed_hours(p, d->minutes));
	html_row_end(p);
}

/* A lock is nobody's news, nor is what the reader sees no difference in. */
static bool is_told(const struct page *p, const struct day_diff *d)
{
	if (d->differs == DIFFERS_LOCK)
		return false;
	return d->old->kind != CELL_ABSENT || d->now->kind != CELL_ABSENT ||
	       !text_equal(plan_cell_code(p->a, p->v, d->old),
			   plan_cell_code(p->a, p->v, d->now));
}

static int told_days(const struct page *p, const struct roster_diff *d)
{
	int n = 0;

	for (int k = 0; k < d->n_days; k++)
		n += is_told(p, &d->days[k]);
	return n;
}

static int told_people(const struct page *p, const struct roster_diff *d)
{
	int n = 0, last = -1;

	for (int k = 0; k < d->n_days; k++)
		if (is_told(p, &d->days[k]) && d->days[k].agent != last) {
			last = d->days[k].agent;
			n++;
		}
	return n;
}

static void write_days(struct page *p, const struct roster_diff *d)
{
	enum { SHOWN = 40 };
	const char *heads[] = { _("Name"), _("Day"), _("Was"), _("Is"),
				_("#Paid hours") };
	int n = told_days(p, d), shown = 0;

	html_table(p, "changes",
		   n > SHOWN ? arena_printf(p->a,
					    _("The first %d of %d days that "
					      "differ"),
					    SHOWN, n)
			     : _("Days that differ"),
		   heads, 5);
	for (int k = 0; k < d->n_days && shown < SHOWN; k++)
		if (is_told(p, &d->days[k])) {
			write_day(p, &d->days[k]);
			shown++;
		}
	html_table_end(p);
}

static void write_sum(struct page *p, const struct roster_diff *d)
{
	int minutes = 0;

	for (int k = 0; k < d->n_days; k++)
		minutes += d->days[k].minutes;
	markup_addf(p->out, "<p>%s</p>\n",
		    arena_printf(p->a,
				 _("Since publication %d, %d days of %d people "
				   "are different; paid hours %s."),
				 p->v->since, told_days(p, d),
				 told_people(p, d), signed_hours(p, minutes)));
}

void html_changed(struct page *p)
{
	const struct roster_diff *d = p->v->changes;

	html_section(p, "changed", _("What changed?"));
	if (!d && p->v->since) {
		markup_addf(p->out, "<p>%s</p>\n",
			    arena_printf(p->a,
					 _("Publication %d cannot be compared "
					   "with this plan."),
					 p->v->since));
	} else if (!d) {
		markup_addf(p->out, "<p>%s</p>\n",
			    _("Nothing was published before: this is the "
			      "period's first plan."));
	} else if (told_days(p, d) == 0) {
		markup_addf(p->out, "<p>%s</p>\n",
			    arena_printf(p->a,
					 _("Nothing since publication %d."),
					 p->v->since));
	} else {
		write_sum(p, d);
		write_days(p, d);
	}
	html_section_end(p);
}

/* --- what if --- */

static const char *number(struct page *p, double x, int decimals)
{
	return say_number(p->a, x, decimals);
}

static void write_scenario(struct page *p, const struct plan_scenario *s)
{
	html_row(p);
	html_row_head(p, s->name);
	html_number(p, number(p, s->contacts, 0));
	html_number(p, number(p, s->required, 0));
	html_number(p, number(p, s->fte, 1));
	html_number(p, say_share(p->a, s->level, 1));
	html_number(p, number(p, s->short_hours, 1));
	html_number(p, number(p, s->over_hours, 1));
	html_number(p, number(p, s->cost, 0));
	html_number(p, isnan(s->difference)
			       ? "-"
			       : say_signed(p->a, s->difference, 0));
	html_row_end(p);
}

void html_whatif(struct page *p)
{
	const struct plan_view *v = p->v;
	const char *heads[] = {
		_("Scenario"),
		_("#Contacts"),
		_("#Required h"),
		_("#FTE required"),
		_("#Service level"),
		_("#Short h"),
		_("#Over h"),
		arena_printf(p->a, _("#Cost (%s)"), v->site->currency),
		_("#Difference")
	};

	if (v->n_scenarios == 0)
		return;
	html_section(p, "whatif", _("What if?"));
	html_table(p, "scenarios",
		   _("The plan and what was asked of it (whatif.csv)"), heads,
		   9);
	for (int k = 0; k < v->n_scenarios; k++)
		write_scenario(p, &v->scenarios[k]);
	html_table_end(p);
	html_section_end(p);
}
