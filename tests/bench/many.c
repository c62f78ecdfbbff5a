/*
 * bench/many - forecasts of a centre of many queues, on one core.
 *
 *	many [QUEUES [DAYS]]
 *	many QUEUES DAYS FILE
 *
 * Made-up histories in half hours around the clock, each queue of another
 * size, then forecast_from_history for 13 weeks with the inner back-test.
 * Prints processor seconds and the most memory held, history included; beside
 * it what one look at every number costs.  With FILE the histories are written
 * as a switch would export them, and nothing is forecast.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include <gsl/gsl_errno.h>

#include "base/date.h"
#include "base/random.h"
#include "maths/forecast.h"

enum { MINUTES = 30, AHEAD = 91 };

static _Noreturn void give_up(const char *what)
{
	fprintf(stderr, "bench/many: %s\n", what);
	exit(1);
}

static double seconds(void)
{
	struct rusage u;

	getrusage(RUSAGE_SELF, &u);
	return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
	       (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

static double mebibytes(void)
{
	struct rusage u;

	getrusage(RUSAGE_SELF, &u);
	return (double)u.ru_maxrss / 1024;
}

/* Two peaks a day, quiet weekends, days unlike each other. */
static void fill(struct workload *w, int q)
{
	static const double weekday[7] = { 1.2, 1.05, 1, 1, 0.95, 0.6, 0.45 };
	struct random r = random_stream(5, (uint64_t)q);
	const struct grid *g = &w->grid;
	double size = exp(4 * random_uniform(&r)), day = 1;

	for (int t = 0; t < g->n; t++) {
		double hour = g->wall[t] / 60.0;
		size_t i = (size_t)q * (size_t)g->n + (size_t)t;

		if (g->wall[t] == 0)
			day = weekday[date_weekday(g->first_day +
						   grid_day(g, t))] *
			      (0.9 + 0.2 * random_uniform(&r));
		double mean = size * day *
			      (0.1 + exp(-pow((hour - 10) / 2.5, 2)) +
			       0.8 * exp(-pow((hour - 15) / 2.5, 2)));
		w->calls[i] = (double)random_poisson(&r, mean);
		w->aht[i] = w->calls[i] > 0 ? 180 + 60 * random_uniform(&r)
					    : (double)NAN;
	}
}

static struct site make_site(struct arena *a, const struct zone *zone,
			     int queues)
{
	struct queue *list = arena_new(a, struct queue, queues);
	struct window *always = arena_new(a, struct window, 1);

	*always = (struct window){ 0, 24 * 60 };
	for (int q = 0; q < queues; q++) {
		list[q] = (struct queue){ .id = arena_printf(a, "q%d", q) };
		for (int d = 0; d < 7; d++)
			list[q].hours.day[d] =
				(struct opening_day){ always, 1 };
	}
	return (struct site){ .name = "many",
			      .zone = zone,
			      .interval = MINUTES * 60,
			      .queues = list,
			      .n_queues = queues };
}

static double sum_of(const struct workload *w)
{
	double sum = 0;

	for (size_t i = 0; i < (size_t)w->queues * (size_t)w->grid.n; i++)
		if (!isnan(w->aht[i]))
			sum += w->calls[i] * w->aht[i];
	return sum;
}

static void write_rows(const char *path, const struct workload *w)
{
	FILE *f = fopen(path, "w");
	char start[33];

	if (!f)
		give_up(path);
	fputs("Queue,Start,Offered,AHT\n", f);
	for (int q = 0; q < w->queues; q++)
		for (int t = 0; t < w->grid.n; t++) {
			size_t i = (size_t)q * (size_t)w->grid.n + (size_t)t;

			zone_format(w->grid.zone, grid_time(&w->grid, t),
				    start);
			fprintf(f, "q%d,%s,%.0f,", q, start, w->calls[i]);
			if (!isnan(w->aht[i]))
				fprintf(f, "%.1f", w->aht[i]);
			fputc('\n', f);
		}
	if (fclose(f) != 0)
		give_up(path);
}

int main(int argc, char **argv)
{
	int queues = argc > 1 ? atoi(argv[1]) : 1000;
	int days = argc > 2 ? atoi(argv[2]) : 730;
	struct arena *a = arena_open();
	struct err e = err_new(a);
	const struct zone *zone;
	struct forecast f;

	gsl_set_error_handler_off();
	if (queues < 1 || days < 1)
		give_up("usage: many [QUEUES [DAYS [FILE]]]");
	if (zone_load(a, NULL, "Europe/Berlin", &zone, &e) != RC_OK)
		give_up("no zone Europe/Berlin");
	struct site site = make_site(a, zone, queues);
	int first = date_from_civil((struct civil){ 2024, 11, 4 });
	struct workload history = workload_new(
		a, grid_new(a, zone, first, days, site.interval), queues);
	for (int q = 0; q < queues; q++)
		fill(&history, q);
	if (argc > 3) {
		write_rows(argv[3], &history);
		arena_close(a);
		return 0;
	}
	struct grid ahead =
		grid_new(a, zone, first + days, AHEAD, site.interval);
	double begin = seconds(), sum = sum_of(&history);
	double looked = seconds() - begin;
	begin = seconds();
	if (forecast_from_history(a, &site, &history, ahead,
				  (struct forecast_options){ .as_of = DATE_NONE,
							     .backtest = true,
							     .threads = 1 },
				  &f, &e) != RC_OK)
		give_up(e.list[0].text);
	double spent = seconds() - begin;
	printf("%d queues of %d days in intervals of %d minutes, %.1f million "
	       "intervals\n",
	       queues, days, MINUTES, queues * (double)history.grid.n / 1e6);
	printf("  forecast of %d days with back-test %8.2f s, one core, at "
	       "most %.0f MiB\n",
	       AHEAD, spent, mebibytes());
	printf("  one look at every number            %8.2f s (%.3g s of "
	       "work)\n",
	       looked, sum);
	arena_close(a);
	return 0;
}
