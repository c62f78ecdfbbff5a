#include "commands/forecast_leads.h"

#include <math.h>

#include "commands/forecast_words.h"
#include "formats/i18n.h"
#include "formats/say.h"
#include "maths/backtest.h"

/* "25.7 / 7.2": errors of intervals and of days in per cent. */
static const char *errors_of(struct arena *a, const struct forecast_score *s,
			     int first_lead)
{
	for (int k = 0; k < s->n_horizons; k++) {
		const struct forecast_horizon *h = &s->horizons[k];
		if (h->first_lead == first_lead)
			return arena_printf(
				a, "%s / %s",
				say_number(a, 100 * h->wape_interval, 1),
				say_number(a, 100 * h->wape_day, 1));
	}
	return NULL;
}

static void add_queue(struct table *t, const char *id,
		      const struct forecast_queue *f)
{
	for (int i = 0; i < f->n_scores; i++) {
		const struct forecast_score *s = &f->scores[i];

		table_text(t, id);
		table_text(t, forecast_word(s->model));
		for (int h = 0; h < BACKTEST_HORIZONS; h++)
			table_text(t, errors_of(t->arena, s,
						backtest_first_lead(h)));
	}
}

struct table forecast_lead_table(const struct pipeline *p)
{
	enum { COLUMNS = 2 + BACKTEST_HORIZONS };
	static const struct table_column names[2] = {
		{ "queue", N_("queue"), NULL, TABLE_TEXT, 0 },
		{ "model", N_("interval / day"), "%", TABLE_TEXT, 0 },
	};
	struct arena *a = p->session->arena;
	struct table_column *columns =
		arena_new(a, struct table_column, COLUMNS);

	for (int k = 0; k < 2; k++)
		columns[k] = names[k];
	for (int h = 0; h < BACKTEST_HORIZONS; h++) {
		int first = backtest_first_lead(h),
		    last = backtest_last_lead(h);
		const char *days =
			first == last
				? arena_printf(a, _("day %d"), first)
				: arena_printf(a, _("%d-%d"), first, last);
		columns[2 + h] = (struct table_column){ days, days, NULL,
							TABLE_TEXT, 0 };
	}
	struct table t = table_new(a, "leads", columns, COLUMNS);
	for (int q = 0; p->forecast.queues && q < p->w.site.n_queues; q++)
		add_queue(&t, p->w.site.queues[q].id, &p->forecast.queues[q]);
	return t;
}
