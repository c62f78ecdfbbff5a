/* wfm simulate - the service a roster will give, played many times. */
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "commands/interrupt.h"
#include "commands/pipeline.h"
#include "commands/simulate_print.h"
#include "commands/print.h"
#include "commands/rosters.h"
#include "commands/view.h"
#include "formats/i18n.h"
#include "maths/sim_demand.h"

enum {
	KEY_REPLICATIONS = 0x200,
	KEY_HALF_WIDTH,
	KEY_AS_ROSTERED,
	KEY_POISSON,
	KEY_CV,
	KEY_BY_INTERVAL,
	KEY_PEOPLE,
	KEY_RISK,
	KEY_SEED,
	KEY_THREADS
};

/* The most that --half-width may take when --replications is not given. */
enum { DEFAULT_REPLICATIONS = 200, MOST_REPLICATIONS = 20000 };

struct own {
	const char *roster;
	int replications, threads;
	uint64_t seed;
	double half_width, cv, risk;
	bool as_rostered, poisson;
	enum simulate_by by;
};

static const struct argp_option own_options[] = {
	{ "replications", KEY_REPLICATIONS, N_("N"), 0,
	  N_("play the period so many times; default 200"), 0 },
	{ "half-width", KEY_HALF_WIDTH, N_("PERCENT"), 0,
	  N_("play on until the service of every queue is known as well as "
	     "this"),
	  0 },
	{ "as-rostered", KEY_AS_ROSTERED, NULL, 0,
	  N_("everybody comes; default: each misses a day with the chance of "
	     "shrinkage"),
	  0 },
	{ "poisson", KEY_POISSON, NULL, 0,
	  N_("take the forecast as certain: arrivals are random, their mean is "
	     "not"),
	  0 },
	{ "cv", KEY_CV, N_("X"), 0,
	  N_("handling times are lognormal, standard deviation / mean; "
	     "default: exponential"),
	  0 },
	{ "by-interval", KEY_BY_INTERVAL, NULL, 0,
	  N_("a row for each queue and interval"), 0 },
	{ "people", KEY_PEOPLE, NULL, 0, N_("a row for each person"), 0 },
	{ "risk", KEY_RISK, N_("PERCENT"), 0,
	  N_("show intervals that miss their goal more often; default 50"), 0 },
	{ "seed", KEY_SEED, N_("N"), 0, N_("seed of random numbers"), 2 },
	{ "threads", KEY_THREADS, N_("N"), 0,
	  N_("threads to use; the result does not depend on it"), 2 },
	{ 0 },
};

/* A number, also with a per cent sign. */
static double number(struct argp_state *state, const char *name,
		     const char *arg, double min, double max)
{
	char digits[32];
	size_t len = strlen(arg);
	double x = NAN;

	if (len > 0 && arg[len - 1] == '%')
		len--;
	if (len < sizeof(digits)) {
		memcpy(digits, arg, len);
		digits[len] = '\0';
	}
	if (len >= sizeof(digits) || !text_double(digits, &x) ||
	    !(x >= min && x <= max))
		argp_error(state, _("--%s %s: allowed is %g to %g"), name, arg,
			   min, max);
	return x;
}

static int integer(struct argp_state *state, const char *name, const char *arg,
		   int min, int max)
{
	int64_t n = 0;

	if (!text_int(arg, &n) || n < min || n > max)
		argp_error(state, _("--%s %s: allowed is %d to %d"), name, arg,
			   min, max);
	return (int)n;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct own *o = state->input;

	switch (key) {
	case KEY_REPLICATIONS:
		o->replications = integer(state, "replications", arg, 2,
					  MOST_REPLICATIONS);
		return 0;
	case KEY_HALF_WIDTH:
		o->half_width =
			number(state, "half-width", arg, 0.01, 50) / 100;
		return 0;
	case KEY_AS_ROSTERED: o->as_rostered = true; return 0;
	case KEY_POISSON: o->poisson = true; return 0;
	case KEY_CV: o->cv = number(state, "cv", arg, 0, 10); return 0;
	case KEY_BY_INTERVAL: o->by = SIMULATE_BY_INTERVAL; return 0;
	case KEY_PEOPLE: o->by = SIMULATE_BY_PERSON; return 0;
	case KEY_RISK:
		o->risk = number(state, "risk", arg, 0, 100) / 100;
		return 0;
	case KEY_SEED:
		o->seed = (uint64_t)integer(state, "seed", arg, 0, INT32_MAX);
		return 0;
	case KEY_THREADS:
		o->threads = integer(state, "threads", arg, 1, 256);
		return 0;
	case ARGP_KEY_ARG:
		if (o->roster)
			argp_usage(state);
		o->roster = arg;
		return 0;
	default: return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp argp = {
	.options = own_options,
	.parser = parse,
	.args_doc = N_("[ROSTER]"),
	.doc = N_("Play the days of a roster many times, contact by contact, "
		  "with its people, their skills, speeds and breaks, and show "
		  "the service that they will give and how sure that is."),
	.argp_domain = "wfm",
};

static enum rc read_plan(struct pipeline *p, const char *roster)
{
	TRY(pipeline_forecast(p, WANT_READ));
	TRY(pipeline_staff(p, WANT_READ));
	if (roster)
		TRY(rosters_take(p, roster));
	else
		TRY(pipeline_schedule(p, WANT_READ));
	return pipeline_judge(p);
}

/* Contacts that come by themselves: the history counted redials as well. */
static enum rc fresh_contacts(struct pipeline *p, struct workload *ahead)
{
	bool any = false;

	*ahead = p->forecast.ahead;
	for (int q = 0; q < p->w.site.n_queues; q++)
		any |= p->w.site.queues[q].redial > 0;
	/* A forecast from outside may have no history. */
	if (!any || !input_exists(input_path(p->session->arena, p->w.dir,
					     "history.csv")))
		return RC_OK;
	TRY(workspace_history(&p->w, p->session->err));
	*ahead = sim_demand_fresh(p->session->arena, &p->w.site, ahead,
				  &p->w.history);
	return RC_OK;
}

/* How often to play when that was not said: so many contacts take half a
 * minute of one core, or with a wished half-width some minutes. */
static int most_replications(const struct own *own, const struct sim_centre *c)
{
	enum { FEWEST = 8 };
	double room = own->half_width > 0 ? 2e9 : 2e8;
	int most =
		own->half_width > 0 ? MOST_REPLICATIONS : DEFAULT_REPLICATIONS;

	if (own->replications)
		return own->replications;
	if (most * sim_contacts(c) > room)
		most = (int)(room / sim_contacts(c));
	return most > FEWEST ? most : FEWEST;
}

/* The widest half-width of any queue; NAN: nothing is known. */
static double widest(const struct simulation *s)
{
	double half = NAN;

	for (int q = 0; q < s->centre->n_queues; q++)
		half = fmax(half, sim_estimate(&s->queues[q], SIM_LEVEL,
					       s->replications)
					  .half);
	return half;
}

/* After each batch: one line that is written over itself, on a terminal. */
static bool played_enough(void *ctx, const struct simulation *s)
{
	(void)ctx;
	if (isatty(STDERR_FILENO))
		fprintf(stderr, _("\r%6d runs, service known to +/- %.2f %% "),
			s->replications, 100 * widest(s));
	return interrupted();
}

static struct simulation play(struct pipeline *p, const struct own *own,
			      const struct workload *ahead)
{
	struct arena *a = p->session->arena;
	struct sim_centre *centre = arena_new(a, struct sim_centre, 1);
	struct simulation s;

	*centre = sim_centre_of_roster(
		a, &p->period, &p->result.roster, ahead,
		(struct sim_options){
			.poisson = own->poisson,
			.cv = own->cv >= 0 ? &own->cv : NULL,
			.missing = own->as_rostered
					   ? 0
					   : site_shrinkage(&p->w.site) });
	interrupt_listen();
	s = simulate(a, centre,
		     (struct simulate_options){
			     .seed = own->seed,
			     .threads = own->threads ? own->threads
						     : p->options.threads,
			     .replications = most_replications(own, centre),
			     .half_width = own->half_width,
			     .enough = played_enough });
	if (isatty(STDERR_FILENO))
		fputs("\r\033[K", stderr);
	return s;
}

static enum rc run(struct session *s, int argc, char **argv)
{
	struct own own = { .seed = 1, .cv = -1, .risk = 0.5 };
	struct options o;
	struct pipeline p;
	struct workload ahead;

	options_parse(s, &argp, OPTIONS_PERIOD | OPTIONS_FORMAT, &o, argc, argv,
		      &own);
	TRY(pipeline_open(s, &o, &p));
	TRY(read_plan(&p, own.roster));
	TRY(fresh_contacts(&p, &ahead));
	struct simulation result = play(&p, &own, &ahead);
	struct simulate_view v = {
		.p = &p,
		.s = &result,
		.plan = view_of_pipeline(&p, AUDIENCE_MANAGER),
		.half_width = own.half_width,
		.usual = own.replications || own.half_width > 0
				 ? 0
				 : DEFAULT_REPLICATIONS,
		.own_spread = own.cv < 0,
		.risk = own.risk
	};
	simulate_print_table(&v, own.by);
	if (print_for_people(&o) && own.by == SIMULATE_BY_DAY) {
		simulate_print_map(&v);
		simulate_print_risks(&v);
	}
	if (print_for_people(&o))
		simulate_print_summary(&v);
	return interrupted() ? RC_INTERRUPTED : RC_OK;
}

const struct command command_simulate = {
	.name = "simulate",
	.summary = N_("the service a roster will give, with confidence"),
	.run = run,
};
