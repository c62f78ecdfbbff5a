#include <math.h>
#include <stddef.h>

#include "maths/calculator_rows.h"
#include "maths/chat.h"
#include "maths/erlang.h"
#include "maths/goal.h"
#include "maths/qed.h"
#include "maths/ratio.h"

/* Chat; load in contacts per second. */

static struct chat_queue chat_of(const struct calculator_input *in)
{
	return (struct chat_queue){
		.agents = optional(in, CALC_N, 0),
		.arrivals = number(in, CALC_LAMBDA_PER_S),
		.patience = optional(in, CALC_PATIENCE, INFINITY),
		.slots = in->n_rates,
		.rate = in->rates,
	};
}

static bool is_chat(const struct calculator_input *in)
{
	for (int i = 0; i < in->n_rates; i++)
		if (!(in->rates[i] > 0))
			return false;
	return number(in, CALC_K) == in->n_rates;
}

static struct calculator_answer no_chat(void)
{
	return doubtful(NAN, "rates_per_chat_per_s",
			"k numbers above 0, one for each level");
}

/* Tables made with the formula at face value get its value, and a warning. */
static struct calculator_answer chat_overloaded(struct chat_queue q, double t,
						int metric)
{
	double waiting = chat_waiting_formula(q);
	double late = waiting * exp((q.arrivals - chat_capacity(q)) * t);

	double value = metric == FIGURE_WAITING ? waiting : 1 - late;

	return doubtful(isfinite(value) ? value : NAN, "lambda_per_s",
			"more contacts than all slots can end: the queue grows "
			"for ever, the formula's value means nothing");
}

static struct calculator_answer chat_metric(const struct calculator_input *in,
					    int metric)
{
	struct chat_queue q = chat_of(in);
	double t = optional(in, CALC_T, 0);
	struct chat_service s;

	if (!is_chat(in))
		return no_chat();
	if (isinf(q.patience) && q.arrivals >= chat_capacity(q) &&
	    (metric == FIGURE_WAITING || metric == FIGURE_LEVEL + SL_OFFERED))
		return chat_overloaded(q, t, metric);
	s = chat_service(q, t);
	return answer(calculator_figure(&s.wait, metric));
}

static struct calculator_answer chat_required(const struct calculator_input *in,
					      int counting)
{
	struct service_goal g =
		calculator_goal(in, (enum service_level)counting);

	if (!is_chat(in))
		return no_chat();
	return answer(chat_agents(&g, chat_of(in)).amount);
}

/* Rules and corrections. */

static struct calculator_answer hw_waiting(const struct calculator_input *in,
					   int unused)
{
	(void)unused;
	return answer(qed_waiting(number(in, CALC_P)));
}

static struct calculator_answer hw_beta(const struct calculator_input *in,
					int unused)
{
	(void)unused;
	return answer(qed_beta(number(in, CALC_TARGET)));
}

static struct calculator_answer
garnett_waiting(const struct calculator_input *in, int unused)
{
	(void)unused;
	return answer(qed_waiting_patience(number(in, CALC_P),
					   number(in, CALC_THETA_OVER_MU)));
}

static struct calculator_answer g_service(const struct calculator_input *in,
					  int metric)
{
	struct erlang_variability v = { optional(in, CALC_CA2, 1),
					optional(in, CALC_CS2, 1) };
	double n = number(in, CALC_N), a = number(in, CALC_A);
	double aht = number(in, CALC_AHT);

	if (metric == FIGURE_WAIT)
		return answer(erlang_g_asa(n, a, aht, v));
	return answer(1 - erlang_g_longer(n, a, aht, number(in, CALC_T), v));
}

static struct calculator_answer scheduled(const struct calculator_input *in,
					  int unused)
{
	(void)unused;
	return answer(ratio_ceil(
		ratio_gross(number(in, CALC_N), number(in, CALC_P))));
}

/* The day that changes. */

static struct calculator_answer
busy_with_agents_without_end(const struct calculator_input *in, int unused)
{
	double left = number(in, CALC_T), busy = optional(in, CALC_M0, 0);
	double dt = number(in, CALC_DT);

	(void)unused;
	for (int i = 0; left > 0; i++) {
		if (i == in->n_rates)
			return doubtful(NAN, "t",
					"at most the last rate's end");
		if (!(in->rates[i] >= 0))
			return doubtful(NAN, "rates_per_s", "0 or more");
		busy = transient_load(busy, in->rates[i], number(in, CALC_AHT),
				      fmin(left, dt));
		left -= dt;
	}
	return answer(busy);
}

enum { DAY_ALL_BUSY, DAY_QUEUE, DAY_SYSTEM };

static const char *fault_in_slots(const struct calculator_input *in)
{
	double end = 0;

	for (int i = 0; i < in->n_slots; i++) {
		struct transient_step s = in->slots[i];

		if (!(s.seconds > 0) || !(s.rate >= 0) || s.agents < 0)
			return "seconds above 0, calls and agents 0 or more";
		if (s.rate * s.seconds > 1e6 || s.agents > 100000)
			return "at most 10^6 calls and 10^5 agents in a slot";
		end += s.seconds;
	}
	return number(in, CALC_T) > end ? "until t at least" : NULL;
}

/* Through the slots up to t, the last one cut there. */
static struct calculator_answer day_metric(const struct calculator_input *in,
					   int metric)
{
	struct transient_queue q = {
		.aht = 1 / number(in, CALC_MU_PER_S),
		.patience = 1 / optional(in, CALC_THETA_PER_S, 0),
		.drop = DROP_CUT
	};
	struct transient_count c = { .system = 0 };
	const char *fault = fault_in_slots(in);
	double left = number(in, CALC_T);
	struct transient *t;

	if (fault)
		return doubtful(NAN, "slots_dur_lambda_c", fault);
	t = transient_open(in->arena, q);
	for (int i = 0; left > 0; i++) {
		struct transient_step s = in->slots[i];

		s.seconds = fmin(s.seconds, left);
		transient_run(t, &s, 1, 0, &c);
		left -= s.seconds;
	}
	if (metric == DAY_ALL_BUSY)
		return answer(c.all_busy);
	return answer(metric == DAY_QUEUE ? c.queue : c.system);
}

static const struct calculator rows[] = {
	{ "chat_balanced", "sl", false, N | K | LAMBDA | RATES | T, PATIENCE,
	  chat_metric, FIGURE_LEVEL + SL_OFFERED },
	EACH_FIGURE("chat_balanced", N | K | LAMBDA | RATES, PATIENCE | T,
		    chat_metric),
	EACH_LEVEL("chat_balanced", "required_agents_sl", true,
		   K | LAMBDA | RATES, PATIENCE | GOALS, chat_required, 0),

	{ "halfin_whitt", "pw", false, P, 0, hw_waiting, 0 },
	{ "halfin_whitt", "beta", false, TARGET, 0, hw_beta, 0 },
	{ "garnett", "pw", false, P | THETA_OVER_MU, 0, garnett_waiting, 0 },
	{ "allen_cunneen", "ew", false, N | A | AHT, CA2 | CS2, g_service,
	  FIGURE_WAIT },
	{ "allen_cunneen", "sl", false, N | A | AHT | T, CA2 | CS2, g_service,
	  FIGURE_LEVEL },
	{ "shrinkage", "scheduled_agents", true, N | P, 0, scheduled, 0 },

	{ "mt_m_inf", "mean_busy", false, AHT | T | DT | RATES, M0,
	  busy_with_agents_without_end, 0 },
	{ "mt_m_ct", "p_all_busy", false, T | MU | SLOTS, THETA, day_metric,
	  DAY_ALL_BUSY },
	{ "mt_m_ct", "mean_queue", false, T | MU | SLOTS, THETA, day_metric,
	  DAY_QUEUE },
	{ "mt_m_ct", "mean_in_system", false, T | MU | SLOTS, THETA, day_metric,
	  DAY_SYSTEM },
};

const struct calculator_family calculator_others = {
	rows, sizeof(rows) / sizeof(*rows)
};
