#include <math.h>
#include <stddef.h>

#include "maths/calculator_rows.h"
#include "maths/erlang.h"
#include "maths/goal.h"
#include "maths/lines.h"
#include "maths/mixture.h"

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

	if (metric == RETRY_TOTAL)
		return answer(total);
	return answer(isfinite(total) ? erlang_b(n, total) : 1);
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

static struct calculator_answer
required_agents(const struct calculator_input *in, int counting)
{
	struct service_goal g =
		calculator_goal(in, (enum service_level)counting);

	return answer(goal_agents(&g, number(in, CALC_A), number(in, CALC_AHT))
			      .amount);
}

static struct calculator_answer
fractional_agents(const struct calculator_input *in, int counting)
{
	struct service_goal g =
		calculator_goal(in, (enum service_level)counting);

	return answer(
		goal_fraction(&g, number(in, CALC_A), number(in, CALC_AHT))
			.amount);
}

static struct calculator_answer most_load(const struct calculator_input *in,
					  int counting)
{
	struct service_goal g =
		calculator_goal(in, (enum service_level)counting);

	return answer(
		goal_load(&g, number(in, CALC_N), number(in, CALC_AHT)).amount);
}

/* Erlang A. */

static struct patience_queue queue_of(const struct calculator_input *in)
{
	return (struct patience_queue){
		.agents = number(in, CALC_N),
		.load = number(in, CALC_A),
		.aht = number(in, CALC_AHT),
		.patience = optional(in, CALC_PATIENCE, INFINITY),
	};
}

static struct calculator_answer a_service(const struct calculator_input *in,
					  int metric)
{
	struct patience_service s =
		patience_service(queue_of(in), optional(in, CALC_T, 0));

	return answer(calculator_figure(&s, metric));
}

static struct calculator_answer gamma_service(const struct calculator_input *in,
					      int metric)
{
	struct patience_service s = mixture_service(
		queue_of(in), number(in, CALC_CV), optional(in, CALC_T, 0));

	return answer(calculator_figure(&s, metric));
}

static struct calculator_answer gamma_agents(const struct calculator_input *in,
					     int counting)
{
	struct service_goal g =
		calculator_goal(in, (enum service_level)counting);

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
	return answer(calculator_figure(&s.accepted, metric));
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

static const struct calculator rows[] = {
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
	  FIGURE_LEVEL + SL_OFFERED },
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
};

const struct calculator_family calculator_calls = {
	rows, sizeof(rows) / sizeof(*rows)
};
