#include "commands/forecast_tables.h"

#include <math.h>

#include "base/date.h"
#include "commands/forecast_words.h"
#include "commands/print.h"
#include "formats/i18n.h"
#include "formats/say.h"
#include "maths/negbin.h"

/* --- the forecast by day --- */

struct day {
	double calls, seconds;
};

/* Of days [d, end). */
static struct day sum_days(const struct workload *w, int q, int d, int end)
{
	struct day sum = { 0, 0 };

	for (int t = w->grid.day_begin[d]; t < w->grid.day_begin[end]; t++) {
		int at = q * w->grid.n + t;

		if (!(w->calls[at] > 0))
			continue;
		sum.calls += w->calls[at];
		sum.seconds += w->calls[at] * w->aht[at];
	}
	return sum;
}

/* A quantile of the day's contacts; corrections by hand scale the spread. */
static double day_quantile(const struct pipeline *p, int q, int d, double calls,
			   double share)
{
	const struct forecast_queue *f = &p->forecast.queues[q];
	double scale = f->day_calls[d] > 0 ? calls / f->day_calls[d] : 1;

	return negbin_quantile(share, calls,
			       f->day_variance[d] * scale * scale);
}

static void add_day(const struct pipeline *p, struct table *t, int q, int d)
{
	struct day day = sum_days(&p->forecast.ahead, q, d, d + 1);
	bool known = p->forecast.queues != NULL;
	bool people = print_for_people(&p->options);
	int date = p->w.first_day + d;
	char iso[11];

	table_text(t, p->w.site.queues[q].id);
	table_text(t, people ? say_short_day(t->arena, date)
			     : arena_strdup(t->arena, date_format(date, iso)));
	table_number(t, day.calls);
	table_number(t, known ? day_quantile(p, q, d, day.calls, 0.1) : NAN);
	table_number(t, known ? day_quantile(p, q, d, day.calls, 0.9) : NAN);
	table_number(t, day.calls > 0 ? day.seconds / day.calls : NAN);
	table_number(t, day.seconds / 3600);
}

/* A week's range is not that of its days: they err together. */
static void add_week(const struct pipeline *p, struct table *t, int q, int d)
{
	int end = d + 7 < p->w.days ? d + 7 : p->w.days;
	struct day week = sum_days(&p->forecast.ahead, q, d, end);

	table_text(t, p->w.site.queues[q].id);
	table_text(t, say_period(t->arena, p->w.first_day + d, end - d));
	table_number(t, week.calls);
	table_number(t, week.calls > 0 ? week.seconds / week.calls : NAN);
	table_number(t, week.seconds / 3600);
}

struct table forecast_week_table(const struct pipeline *p)
{
	static const struct table_column columns[] = {
		{ "queue", N_("queue"), NULL, TABLE_TEXT, 0 },
		{ "week", N_("week"), NULL, TABLE_TEXT, 0 },
		{ "calls", N_("contacts"), NULL, TABLE_NUMBER, 0 },
		{ "aht", N_("AHT"), "s", TABLE_NUMBER, 0 },
		{ "hours", N_("work"), "h", TABLE_NUMBER, 1 },
	};
	struct table t = table_new(p->session->arena, "weeks", columns, 5);

	for (int q = 0; q < p->w.site.n_queues; q++)
		for (int d = 0; d < p->w.days; d += 7)
			add_week(p, &t, q, d);
	return t;
}

struct table forecast_day_table(const struct pipeline *p)
{
	static const struct table_column columns[] = {
		{ "queue", N_("queue"), NULL, TABLE_TEXT, 0 },
		{ "date", N_("day"), NULL, TABLE_TEXT, 0 },
		{ "calls", N_("contacts"), NULL, TABLE_NUMBER, 0 },
		{ "low80", N_("80 % from"), NULL, TABLE_NUMBER, 0 },
		{ "high80", N_("to"), NULL, TABLE_NUMBER, 0 },
		{ "aht", N_("AHT"), "s", TABLE_NUMBER, 0 },
		{ "hours", N_("work"), "h", TABLE_NUMBER, 1 },
	};
	struct table t = table_new(p->session->arena, "forecast", columns, 7);

	for (int q = 0; q < p->w.site.n_queues; q++)
		for (int d = 0; d < p->w.days; d++)
			add_day(p, &t, q, d);
	return t;
}

/* --- the back-test --- */

static const char *role(const struct forecast_score *s, bool people)
{
	if (s->chosen)
		return people ? _("yes") : "yes";
	if (s->baseline)
		return people ? _("baseline") : "baseline";
	return "";
}

/* The columns that people and programs share. */
static void add_score(struct table *t, const struct pipeline *p, int q,
		      const struct forecast_score *s,
		      const struct forecast_horizon *h)
{
	bool people = print_for_people(&p->options);

	table_text(t, p->w.site.queues[q].id);
	table_text(t, people ? forecast_word(s->model) : s->model);
	table_number(t, h ? h->wape_interval : s->wape_interval);
	table_number(t, h ? h->wape_day : s->wape_day);
	table_number(t, h ? h->bias : s->bias);
	table_text(t, role(s, people));
}

static int days_tested(const struct forecast_score *s)
{
	int days = 0;

	for (int i = 0; i < s->n_horizons; i++)
		days += s->horizons[i].days;
	return days;
}

/* What programs get besides; h NULL: all horizons. */
static void add_lead(struct table *t, const struct forecast_queue *f,
		     const struct forecast_score *s,
		     const struct forecast_horizon *h)
{
	table_number(t, h ? h->cover80 : s->cover80);
	table_number(t, h ? h->cover95 : s->cover95);
	table_number(t, h ? (double)h->first_lead : (double)NAN);
	table_number(t, h ? (double)h->last_lead : (double)NAN);
	table_number(t, h ? h->floor : f->floor_wape);
	table_number(t, h ? h->days : days_tested(s));
}

struct table forecast_backtest_table(const struct pipeline *p)
{
	static const struct table_column columns[] = {
		{ "queue", N_("queue"), NULL, TABLE_TEXT, 0 },
		{ "model", N_("model"), NULL, TABLE_TEXT, 0 },
		{ "wape_interval", N_("WAPE interval"), NULL, TABLE_SHARE, 1 },
		{ "wape_day", N_("WAPE day"), NULL, TABLE_SHARE, 1 },
		{ "bias", N_("bias"), NULL, TABLE_SHARE, 1 },
		{ "chosen", N_("chosen"), NULL, TABLE_TEXT, 0 },
		{ "cover80", N_("in 80 %"), NULL, TABLE_SHARE, 0 },
		{ "cover95", N_("in 95 %"), NULL, TABLE_SHARE, 0 },
		{ "first_lead", N_("from day"), NULL, TABLE_NUMBER, 0 },
		{ "last_lead", N_("to day"), NULL, TABLE_NUMBER, 0 },
		{ "floor", N_("chance alone"), NULL, TABLE_SHARE, 1 },
		{ "days", N_("days tested"), NULL, TABLE_NUMBER, 0 },
	};
	bool people = print_for_people(&p->options);
	struct table t = table_new(p->session->arena, "backtest", columns,
				   people ? 6 : 12);

	for (int q = 0; p->forecast.queues && q < p->w.site.n_queues; q++) {
		const struct forecast_queue *f = &p->forecast.queues[q];

		for (int i = 0; i < f->n_scores; i++) {
			const struct forecast_score *s = &f->scores[i];

			add_score(&t, p, q, s, NULL);
			if (people)
				continue;
			add_lead(&t, f, s, NULL);
			for (int k = 0; k < s->n_horizons; k++) {
				add_score(&t, p, q, s, &s->horizons[k]);
				add_lead(&t, f, s, &s->horizons[k]);
			}
		}
	}
	return t;
}

/* What is forecast with: the mean of the chosen members or a baseline. */
static const struct forecast_score *chosen(const struct forecast_queue *f)
{
	const struct forecast_score *found = NULL;

	for (int i = 0; i < f->n_scores; i++)
		if (f->scores[i].chosen &&
		    (f->scores[i].blend || f->scores[i].baseline))
			found = &f->scores[i];
	return found;
}

static void add_horizon(struct table *t, const char *queue,
			const struct forecast_horizon *h)
{
	table_text(t, queue);
	table_text(t, h->first_lead == h->last_lead
			      ? arena_printf(t->arena, "%d", h->first_lead)
			      : arena_printf(t->arena, "%d-%d", h->first_lead,
					     h->last_lead));
	table_number(t, h->wape_interval);
	table_number(t, h->floor);
	table_number(t, h->wape_day);
	table_number(t, h->bias);
	table_number(t, h->cover80);
	table_number(t, h->cover95);
	table_number(t, h->days);
}

struct table forecast_horizon_table(const struct pipeline *p)
{
	static const struct table_column columns[] = {
		{ "queue", N_("queue"), NULL, TABLE_TEXT, 0 },
		{ "ahead", N_("days ahead"), NULL, TABLE_TEXT, 0 },
		{ "wape_interval", N_("interval"), NULL, TABLE_SHARE, 1 },
		{ "floor", N_("by chance"), NULL, TABLE_SHARE, 1 },
		{ "wape_day", N_("day"), NULL, TABLE_SHARE, 1 },
		{ "bias", N_("bias"), NULL, TABLE_SHARE, 1 },
		{ "cover80", N_("in 80 %"), NULL, TABLE_SHARE, 0 },
		{ "cover95", N_("in 95 %"), NULL, TABLE_SHARE, 0 },
		{ "days", N_("tested"), NULL, TABLE_NUMBER, 0 },
	};
	struct table t = table_new(p->session->arena, "horizons", columns, 9);

	for (int q = 0; p->forecast.queues && q < p->w.site.n_queues; q++) {
		const struct forecast_score *s = chosen(&p->forecast.queues[q]);

		for (int k = 0; s && k < s->n_horizons; k++)
			add_horizon(&t, p->w.site.queues[q].id,
				    &s->horizons[k]);
	}
	return t;
}

/* --- effects --- */

/* A day of the month that may as well do nothing is not worth a line. */
static bool is_notable(const struct forecast_effect *x)
{
	return !x->calendar || x->low > 1 || x->high < 1;
}

struct table forecast_effect_table(const struct pipeline *p)
{
	static const struct table_column columns[] = {
		{ "queue", N_("queue"), NULL, TABLE_TEXT, 0 },
		{ "effect", N_("special day or event"), NULL, TABLE_TEXT, 0 },
		{ "change", N_("change"), NULL, TABLE_SHARE, 0 },
		{ "low", N_("from"), NULL, TABLE_SHARE, 0 },
		{ "high", N_("to"), NULL, TABLE_SHARE, 0 },
		{ "seen", N_("days seen"), NULL, TABLE_NUMBER, 0 },
	};
	struct table t = table_new(p->session->arena, "effects", columns, 6);

	for (int q = 0; p->forecast.queues && q < p->w.site.n_queues; q++) {
		const struct forecast_queue *f = &p->forecast.queues[q];

		for (int i = 0; i < f->n_effects; i++) {
			const struct forecast_effect *x = &f->effects[i];

			if (!is_notable(x))
				continue;
			table_text(&t, p->w.site.queues[q].id);
			table_text(&t, x->calendar ? forecast_word(x->name)
						   : x->name);
			table_number(&t, x->factor - 1);
			table_number(&t, x->low - 1);
			table_number(&t, x->high - 1);
			table_number(&t, x->seen);
		}
	}
	return t;
}
