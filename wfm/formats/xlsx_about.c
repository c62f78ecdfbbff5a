/* xlsx: the sheet About: where it all comes from, and what words mean. */
#include "formats/xlsx_sheets.h"

#include <math.h>

#include "formats/i18n.h"
#include "formats/say.h"

struct page {
	struct xlsx *x;
	int row;
};

static void heading(struct page *p, const char *what)
{
	p->row++;
	book_text(p->x->about, p->row, 0, BOOK_HEAD, what);
	book_blank(p->x->about, p->row++, 1, BOOK_HEAD);
}

static void fact(struct page *p, const char *what, const char *value)
{
	book_text(p->x->about, p->row, 0, BOOK_WRAP, what);
	book_text(p->x->about, p->row++, 1, BOOK_WRAP, value);
}

static void amount(struct page *p, const char *what, double money)
{
	book_text(p->x->about, p->row, 0, BOOK_TEXT, what);
	book_number(p->x->about, p->row++, 1, BOOK_MONEY_LEFT, money);
}

static const char *reader(const struct plan_view *v)
{
	switch (v->audience) {
	case AUDIENCE_TEAM: return _("the team");
	case AUDIENCE_MANAGER: return _("the manager");
	case AUDIENCE_HR: return _("HR");
	}
	return "";
}

static void write_origin(struct page *p)
{
	struct arena *a = p->x->a;
	const struct plan_view *v = p->x->v;

	heading(p, _("This plan"));
	fact(p, _("Site"), v->site->name);
	fact(p, _("Time zone"), zone_name(v->site->zone));
	fact(p, _("Made for"), reader(v));
	fact(p, _("State"),
	     v->publication
		     ? arena_printf(a, _("publication %d"), v->publication)
		     : _("draft: may still change"));
	fact(p, _("Made by"), arena_printf(a, "wfm %s", v->version));
	fact(p, _("Seed"),
	     arena_printf(a, "%llu", (unsigned long long)v->seed));
	if (v->solved && v->stopped)
		fact(p, _("Search ended by"), _(v->stopped));
	if (v->solved && isfinite(v->gap))
		fact(p, _("Distance from the best possible"),
		     arena_printf(a, _("at most %s of what can be decided"),
				  say_share(a, v->gap, 2)));
}

static void write_costs(struct page *p)
{
	const struct plan_view *v = p->x->v;
	const struct cost *c = v->cost;
	bool hr = v->audience == AUDIENCE_HR;

	heading(p, arena_printf(p->x->a, _("Cost (%s)"), v->site->currency));
	amount(p, _("Pay"), c->pay);
	if (hr)
		amount(p, _("of this, overtime"), c->overtime);
	amount(p, _("Service lost and people too many"), c->service);
	amount(p, _("Heads asked for and missing"), c->cover);
	amount(p, _("Soft rules broken"), c->rules);
	amount(p, _("Wishes not granted"), c->wishes);
	amount(p, _("Fairness"), c->fairness);
	amount(p, _("All"), c->total);
	if (v->solved && isfinite(v->bound))
		amount(p, _("No roster costs less than"), v->bound);
}

static void write_forecast(struct page *p)
{
	struct arena *a = p->x->a;
	struct plan_accuracy x = plan_accuracy(p->x->v);

	if (isnan(x.day))
		return;
	heading(p, _("Forecasts like this one"));
	fact(p, _("were off a day by"), say_share(a, x.day, 1));
	fact(p, _("were off an interval by"), say_share(a, x.interval, 1));
	fact(p, _("the mean of the last weeks was off by"),
	     arena_printf(a, "%s, %s", say_share(a, x.baseline_day, 1),
			  say_share(a, x.baseline_interval, 1)));
}

static void write_inputs(struct page *p)
{
	const struct plan_view *v = p->x->v;

	heading(p, _("Inputs and their hashes"));
	for (int k = 0; k < v->n_inputs; k++)
		fact(p, v->inputs[k].name, v->inputs[k].hash);
}

static void write_words(struct page *p)
{
	heading(p, _("Words"));
	fact(p, _("Required"),
	     _("people an interval needs to reach its goal, shrinkage "
	       "included; fractional, rounded for display"));
	fact(p, _("Scheduled"),
	     _("people on the roster who are on the queues, breaks and "
	       "meetings taken off; a beginner of speed 0.8 counts 0.8"));
	fact(p, _("Over/under"), _("scheduled less required"));
	fact(p, _("Service level"),
	     _("expected share answered in time, by each queue's own "
	       "definition, weighted by contacts"));
	fact(p, _("Hours"), _("paid hours, credited absence included"));
	fact(p, _("Weekends"),
	     _("runs of the site's weekend days on which the person works "
	       "at least once"));
}

static void write_goals(struct page *p)
{
	struct arena *a = p->x->a;
	const struct site *s = p->x->v->site;

	heading(p, _("Goals"));
	for (int q = 0; q < s->n_queues; q++) {
		const struct goal *g = &s->queues[q].goal;

		if (g->share > 0)
			fact(p, s->queues[q].name,
			     arena_printf(a, _("%s within %s s"),
					  say_share(a, g->share, 0),
					  say_number(a, g->within, 0)));
	}
}

void xlsx_about(struct xlsx *x)
{
	struct page p = { x, 2 };

	xlsx_title(x, x->about, _("About"), "");
	write_origin(&p);
	if (x->v->audience != AUDIENCE_TEAM)
		write_costs(&p);
	write_goals(&p);
	write_forecast(&p);
	write_words(&p);
	write_inputs(&p);
	book_width(x->about, 0, 0, 36);
	book_width(x->about, 1, 1, 80);
}
