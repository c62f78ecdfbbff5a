#include "maths/calculator.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include "maths/chat.h"
#include "maths/erlang.h"
#include "maths/goal.h"
#include "maths/lines.h"
#include "maths/mixture.h"
#include "maths/qed.h"
#include "maths/ratio.h"

static double number(const struct calculator_input *in, enum calculator_key key)
{
	return in->number[key];
}

/* What is not given is `otherwise`. */
static double optional(const struct calculator_input *in,
		       enum calculator_key key, double otherwise)
{
	return isnan(in->number[key]) ? otherwise : in->number[key];
}

static struct calculator_answer answer(double value)
{
	return (struct calculator_answer){ .value = value };
}

static struct calculator_answer doubtful(double value, const char *what,
					 const char *reason)
{
	return (struct calculator_answer){ .value = value,
					   .what = what,
					   .reason = reason };
}

/* Erlang B. */

static struct calculator_answer b_blocking(const struct calculator_input *in,
					   int unused)
{
	(void)unused;
	return answer(erlang_b(number(in, CALC_N), number(in, CALC_A)));
}

static struct calculator_answer b_lines(const struct calculator_input *in,
					int unused)
{
	(void)unused;
	return answer(
		erlang_b_lines(number(in, CALC_A), number(in, CALC_TARGET)));
}

static struct calculator_answer b_load(const struct calculator_input *in,
				       int unused)
{
	(void)unused;
	return answer(
		erlang_b_load(number(in, CALC_N), number(in, CALC_TARGET)));
}

enum { RETRY_TOTAL, RETRY_BLOCKING };

static struct calculator_answer b_retry(const struct calculator_input *in,
					int metric)
{
	double n = number(in, CALC_N);
	double total =
		erlang_b_retry_load(n, number(in, CALC_A), number(in, CALC_P));

	return answer(metric == RETRY_TOTAL ? total : erlang_b(n, total));
}

/* Erlang C. */

enum { C_WAITING, C_LEVEL, C_LATE, C_ASA, C_DELAY, C_QUEUE, C_OCCUPANCY };

static struct calculator_answer c_service(const struct calculator_input *in,
					  int metric)
{
	double n = number(in, CALC_N), a = number(in, CALC_A);
	double aht = number(in, CALC_AHT), t = number(in, CALC_T);

	switch (metric) {
	case C_LEVEL: return answer(erlang_c_level(n, a, aht, t));
	case C_LATE: return answer(erlang_c_longer(n, a, aht, t));
	case C_ASA: return answer(erlang_c_asa(n, a, aht));
	case C_DELAY: return answer(erlang_c_delay(n, a, aht));
	case C_QUEUE: return answer(erlang_c_queue(n, a));
	case C_OCCUPANCY: return answer(erlang_occupancy(n, a));
	default: return answer(erlang_c(n, a));
	}
}

static struct calculator_answer c_percentile(const struct calculator_input *in,
					     int unused)
{
	(void)unused;
	return answer(
		erlang_c_percentile(number(in, CALC_N), number(in, CALC_A),
				    number(in, CALC_AHT), number(in, CALC_P)));
}

static struct calculator_answer c_trunks(const struct calculator_input *in,
					 int unused)
{
	(void)unused;
	return answer(erlang_c_trunks(number(in, CALC_N), number(in, CALC_A),
				      number(in, CALC_AHT),
				      number(in, CALC_TARGET)));
}

/* Goals, for Erlang C (no patience given) and A. */

static struct service_goal goal_of(const struct calculator_input *in,
				   enum service_level counting)
{
	return (struct service_goal){
		.share = optional(in, CALC_TARGET, 0),
		.within = optional(in, CALC_T, 0),
		.counting = counting,
		.asa = optional(in, CALC_MAX_ASA, 0),
		.abandoned = optional(in, CALC_MAX_AB, 0),
		.occupancy = optional(in, CALC_MAX_OCC, 0),
		.patience = optional(in, CALC_PATIENCE, 0),
		.minimum = (int)optional(in, CALC_MIN_N, 0),
	};
}

static struct calculator_answer
required_agents(const struct calculator_input *in, int counting)
{
	struct service_goal g = goal_of(in, (enum service_level)counting);

	return answer(goal_agents(&g, number(in, CALC_A), number(in, CALC_AHT))
			      .amount);
}

static struct calculator_answer
fractional_agents(const struct calculator_input *in, int counting)
{
	struct service_goal g = goal_of(in, (enum service_level)counting);

	return answer(
		goal_fraction(&g, number(in, CALC_A), number(in, CALC_AHT))
			.amount);
}

static struct calculator_answer most_load(const struct calculator_input *in,
					  int counting)
{
	struct service_goal g = goal_of(in, (enum service_level)counting);

	return answer(
		goal_load(&g, number(in, CALC_N), number(in, CALC_AHT)).amount);
}

/* Erlang A; levels are counted up from A_LEVEL by their definition. */

enum {
	A_WAITING,
	A_ABANDONED,
	A_WAIT,
	A_ASA,
	A_QUEUE,
	A_OCCUPANCY,
	A_EARLY,
	A_LEVEL
};

static struct patience_queue queue_of(const struct calculator_input *in)
{
	return (struct patience_queue){
		.agents = number(in, CALC_N),
		.load = number(in, CALC_A),
		.aht = number(in, CALC_AHT),
		.patience = optional(in, CALC_PATIENCE, INFINITY),
	};
}

static double pick(const struct patience_service *s, int metric)
{
	switch (metric) {
	case A_WAITING: return s->waiting;
	case A_ABANDONED: return s->abandoned;
	case A_WAIT: return s->wait;
	case A_ASA: return s->asa;
	case A_QUEUE: return s->queue;
	case A_OCCUPANCY: return s->occupancy;
	case A_EARLY: return s->early;
	default:
		return patience_level(s,
				      (enum service_level)(metric - A_LEVEL));
	}
}

static struct calculator_answer a_service(const struct calculator_input *in,
					  int metric)
{
	struct patience_service s =
		patience_service(queue_of(in), optional(in, CALC_T, 0));

	return answer(pick(&s, metric));
}

static struct calculator_answer gamma_service(const struct calculator_input *in,
					      int metric)
{
	struct patience_service s = mixture_service(
		queue_of(in), number(in, CALC_CV), optional(in, CALC_T, 0));

	return answer(pick(&s, metric));
}

static struct calculator_answer gamma_agents(const struct calculator_input *in,
					     int counting)
{
	struct service_goal g = goal_of(in, (enum service_level)counting);

	return answer(mixture_agents(&g, number(in, CALC_A),
				     number(in, CALC_AHT), number(in, CALC_CV))
			      .amount);
}

/* Finite lines and redials.  Waits are over accepted calls. */

enum { LINES_BLOCKED = 100, LINES_OFFERED };

static struct calculator_answer lines_answer(struct lines_service s, int metric)
{
	if (metric == LINES_BLOCKED)
		return answer(s.blocked);
	if (metric == LINES_OFFERED)
		return answer(s.offered);
	return answer(pick(&s.accepted, metric));
}

static struct calculator_answer lines_metric(const struct calculator_input *in,
					     int metric)
{
	struct lines_queue q = { queue_of(in), number(in, CALC_K) };

	if (q.lines < q.queue.agents)
		return doubtful(NAN, "k",
				"at least n, the lines of the agents");
	return lines_answer(lines_service(q, optional(in, CALC_T, 0)), metric);
}

/* Who hangs up, and who is blocked if lines are given, calls again with
 * chance p. */
static struct calculator_answer redial_metric(const struct calculator_input *in,
					      int metric)
{
	struct lines_queue q = { queue_of(in), optional(in, CALC_K, INFINITY) };
	double p = number(in, CALC_P);
	struct lines_redial again = { p, p };

	if (q.lines < q.queue.agents)
		return doubtful(NAN, "k",
				"at least n, the lines of the agents");
	return lines_answer(lines_redial(q, optional(in, CALC_T, 0), again),
			    metric);
}

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

	return doubtful(metric == A_WAITING ? waiting : 1 - late,
			"lambda_per_s",
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
	    (metric == A_WAITING || metric == A_LEVEL + SL_OFFERED))
		return chat_overloaded(q, t, metric);
	s = chat_service(q, t);
	return answer(pick(&s.wait, metric));
}

static struct calculator_answer chat_required(const struct calculator_input *in,
					      int counting)
{
	struct service_goal g = goal_of(in, (enum service_level)counting);

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

	if (metric == A_WAIT)
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

/*
 * The table.  What each row needs and may have is spelled with the columns'
 * names; a metric that exists for every definition of the service level has
 * five rows.
 */
#define N (1u << CALC_N)
#define A (1u << CALC_A)
#define AHT (1u << CALC_AHT)
#define T (1u << CALC_T)
#define PATIENCE (1u << CALC_PATIENCE)
#define K (1u << CALC_K)
#define P (1u << CALC_P)
#define TARGET (1u << CALC_TARGET)
#define MAX_OCC (1u << CALC_MAX_OCC)
#define MAX_AB (1u << CALC_MAX_AB)
#define MAX_ASA (1u << CALC_MAX_ASA)
#define MIN_N (1u << CALC_MIN_N)
#define CA2 (1u << CALC_CA2)
#define CS2 (1u << CALC_CS2)
#define CV (1u << CALC_CV)
#define THETA_OVER_MU (1u << CALC_THETA_OVER_MU)
#define LAMBDA (1u << CALC_LAMBDA_PER_S)
#define MU (1u << CALC_MU_PER_S)
#define THETA (1u << CALC_THETA_PER_S)
#define DT (1u << CALC_DT)
#define M0 (1u << CALC_M0)
#define RATES (1u << CALC_RATES)
#define SLOTS (1u << CALC_SLOTS)
#define GOALS (T | TARGET | MAX_OCC | MAX_AB | MAX_ASA | MIN_N)

#define EACH_LEVEL(model, metric, whole, needs, allows, run, base)             \
	{                                                                      \
		model, metric "_offered", whole, needs, allows,                \
		run,   base + SL_OFFERED                                       \
	},                                                                     \
		{ model, metric "_answered", whole, needs, allows,             \
		  run,	 base + SL_ANSWERED },                                 \
		{ model, metric "_exshort", whole, needs, allows,              \
		  run,	 base + SL_EXSHORT },                                  \
		{ model, metric "_abok", whole, needs, allows,                 \
		  run,	 base + SL_ABOK },                                     \
	{                                                                      \
		model, metric "_virtual", whole, needs, allows, run,           \
			base + SL_VIRTUAL                                      \
	}

/* The figures of a queue with patience. */
#define EACH_FIGURE(model, needs, allows, run)                                 \
	{ model, "pw", false, needs, allows, run, A_WAITING },                 \
		{ model, "pab", false, needs, allows, run, A_ABANDONED },      \
		{ model, "ew", false, needs, allows, run, A_WAIT },            \
		{ model, "asa", false, needs, allows, run, A_ASA },            \
		{ model, "queue", false, needs, allows, run, A_QUEUE },        \
		{ model, "occ", false, needs, allows, run, A_OCCUPANCY },      \
		{ model, "ab_in", false, (needs) | T, allows, run, A_EARLY },  \
		EACH_LEVEL(model, "sl", false, (needs) | T, allows, run,       \
			   A_LEVEL)

const struct calculator calculator_table[] = {
	{ "erlang_b", "blocking", false, N | A, 0, b_blocking, 0 },
	{ "erlang_b", "blocking_real_n", false, N | A, 0, b_blocking, 0 },
	{ "erlang_b", "required_lines", true, A | TARGET, 0, b_lines, 0 },
	{ "erlang_b", "max_traffic", false, N | TARGET, 0, b_load, 0 },

	{ "ext_erlang_b", "total_offered", false, N | A | P, 0, b_retry,
	  RETRY_TOTAL },
	{ "ext_erlang_b", "blocking", false, N | A | P, 0, b_retry,
	  RETRY_BLOCKING },

	{ "erlang_c", "pw", false, N | A, 0, c_service, C_WAITING },
	{ "erlang_c", "pw_real_n", false, N | A, 0, c_service, C_WAITING },
	{ "erlang_c", "sl", false, N | A | AHT | T, 0, c_service, C_LEVEL },
	{ "erlang_c", "late", false, N | A | AHT | T, 0, c_service, C_LATE },
	{ "erlang_c", "asa", false, N | A | AHT, 0, c_service, C_ASA },
	{ "erlang_c", "delay", false, N | A | AHT, 0, c_service, C_DELAY },
	{ "erlang_c", "queue", false, N | A, 0, c_service, C_QUEUE },
	{ "erlang_c", "occ", false, N | A, 0, c_service, C_OCCUPANCY },
	{ "erlang_c", "wait_percentile", false, N | A | AHT | P, 0,
	  c_percentile, 0 },
	{ "erlang_c", "trunks", true, N | A | AHT | TARGET, 0, c_trunks, 0 },
	{ "erlang_c", "required_agents", true, A | AHT, GOALS, required_agents,
	  0 },
	{ "erlang_c", "fractional_agents", false, A | AHT, GOALS,
	  fractional_agents, 0 },
	{ "erlang_c", "max_traffic", false, N | AHT, GOALS, most_load, 0 },

	EACH_FIGURE("erlang_a", N | A | AHT | PATIENCE, T, a_service),
	EACH_LEVEL("erlang_a", "required_agents_sl", true, A | AHT | PATIENCE,
		   GOALS, required_agents, 0),
	EACH_LEVEL("erlang_a", "fractional_agents_sl", false,
		   A | AHT | PATIENCE, GOALS, fractional_agents, 0),
	EACH_LEVEL("erlang_a", "max_traffic_sl", false, N | AHT | PATIENCE,
		   GOALS, most_load, 0),

	EACH_FIGURE("erlang_a_gamma_load", N | A | AHT | PATIENCE | CV, T,
		    gamma_service),
	EACH_LEVEL("erlang_a_gamma_load", "required_agents_sl", true,
		   A | AHT | PATIENCE | CV, GOALS, gamma_agents, 0),

	{ "mmnk", "block", false, N | A | AHT | K, PATIENCE | T, lines_metric,
	  LINES_BLOCKED },
	{ "mmnk", "sl", false, N | A | AHT | K | T, PATIENCE, lines_metric,
	  A_LEVEL + SL_OFFERED },
	EACH_FIGURE("mmnk", N | A | AHT | K, PATIENCE | T, lines_metric),

	{ "erlang_a_redial", "total_offered", false, N | A | AHT | PATIENCE | P,
	  0, redial_metric, LINES_OFFERED },
	EACH_FIGURE("erlang_a_redial", N | A | AHT | PATIENCE | P, T,
		    redial_metric),

	{ "erlang_x", "total_offered", false, N | A | AHT | K | P, PATIENCE,
	  redial_metric, LINES_OFFERED },
	{ "erlang_x", "block", false, N | A | AHT | K | P, PATIENCE,
	  redial_metric, LINES_BLOCKED },
	EACH_FIGURE("erlang_x", N | A | AHT | K | P, PATIENCE | T,
		    redial_metric),

	{ "chat_balanced", "sl", false, N | K | LAMBDA | RATES | T, PATIENCE,
	  chat_metric, A_LEVEL + SL_OFFERED },
	EACH_FIGURE("chat_balanced", N | K | LAMBDA | RATES, PATIENCE | T,
		    chat_metric),
	EACH_LEVEL("chat_balanced", "required_agents_sl", true,
		   K | LAMBDA | RATES, PATIENCE | GOALS, chat_required, 0),

	{ "halfin_whitt", "pw", false, P, 0, hw_waiting, 0 },
	{ "halfin_whitt", "beta", false, TARGET, 0, hw_beta, 0 },
	{ "garnett", "pw", false, P | THETA_OVER_MU, 0, garnett_waiting, 0 },
	{ "allen_cunneen", "ew", false, N | A | AHT, CA2 | CS2, g_service,
	  A_WAIT },
	{ "allen_cunneen", "sl", false, N | A | AHT | T, CA2 | CS2, g_service,
	  A_LEVEL },
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

const int calculator_count =
	sizeof(calculator_table) / sizeof(*calculator_table);
