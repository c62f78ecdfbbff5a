/* Lines: how many, how often none is free, what they carry. */
#include <math.h>

#include "commands/erlang_verb.h"
#include "formats/i18n.h"
#include "maths/erlang.h"
#include "maths/lines.h"

static double blocking_of(const struct erlang_input *in, double preset)
{
	return erlang_given(in, ERLANG_BLOCKING) ? in->x[ERLANG_BLOCKING]
						 : preset;
}

static void put_lines(struct erlang_question *q, double lines)
{
	answer_number(q->answer, "lines", N_("lines"), NULL, 0, lines);
}

static void put_blocking(struct erlang_question *q, double blocking)
{
	answer_share(q->answer, "blocking", N_("find no line"), blocking);
}

static void put_load(struct erlang_question *q, double load)
{
	answer_number(q->answer, "load", N_("load"), "erlang", 4, load);
}

static void put_model(struct erlang_question *q)
{
	answer_text(q->answer, "model", N_("model"),
		    _("Erlang B: no queue, blocked calls are lost"));
}

enum rc erlang_trunks(struct erlang_question *q)
{
	const struct erlang_input *in = q->in;
	double blocking = blocking_of(in, 0.001);
	const struct patience_queue queue = { .agents = in->x[ERLANG_AGENTS],
					      .load = in->load,
					      .aht = in->x[ERLANG_AHT],
					      .patience = erlang_patience(in) };
	double lines = lines_needed(queue, blocking);

	if (queue.agents != rint(queue.agents))
		return fail(q->err, RC_USAGE,
			    _("--agents %g: with lines a whole number"),
			    queue.agents);
	if (isinf(lines))
		return fail(q->err, RC_DATA,
			    _("%g erlangs are more than %g people can do: no "
			      "number of lines is enough"),
			    in->load, queue.agents);
	put_lines(q, lines);
	answer_share(q->answer, "blocking", N_("find no line, at most"),
		     blocking);
	if (isinf(queue.patience))
		answer_number(q->answer, "sheet",
			      N_("Erlang B of talk and mean wait"), NULL, 0,
			      erlang_c_trunks(queue.agents, queue.load,
					      queue.aht, blocking));
	erlang_put_model(q);
	return RC_OK;
}

enum rc erlang_lines(struct erlang_question *q)
{
	double load = q->in->load;
	double lines = erlang_b_lines(load, blocking_of(q->in, 0.01));

	put_lines(q, lines);
	put_blocking(q, erlang_b(lines, load));
	put_load(q, load);
	put_model(q);
	return RC_OK;
}

enum rc erlang_blocking(struct erlang_question *q)
{
	const struct erlang_input *in = q->in;
	double lines = in->x[ERLANG_LINES];
	double offered =
		erlang_b_retry_load(lines, in->load, in->x[ERLANG_REDIAL]);

	if (!isfinite(offered))
		return fail(q->err, RC_DATA,
			    _("when all try again %g lines cannot carry %g "
			      "erlangs"),
			    lines, in->load);
	put_blocking(q, erlang_b(lines, offered));
	put_lines(q, lines);
	put_load(q, in->load);
	if (erlang_given(in, ERLANG_REDIAL))
		answer_number(q->answer, "offered", N_("load with redials"),
			      "erlang", 4, offered);
	put_model(q);
	return RC_OK;
}

enum rc erlang_traffic(struct erlang_question *q)
{
	const struct erlang_input *in = q->in;
	double lines = in->x[ERLANG_LINES], blocking = blocking_of(in, 0.01);
	bool of_calls =
		erlang_given(in, ERLANG_CALLS) || erlang_given(in, ERLANG_LOAD);

	if (of_calls == erlang_given(in, ERLANG_LINES))
		return fail(q->err, RC_USAGE,
			    _("traffic needs --lines, or --calls and --aht"));
	put_load(q, of_calls ? in->load : erlang_b_load(lines, blocking));
	if (of_calls)
		return RC_OK;
	put_lines(q, lines);
	put_blocking(q, blocking);
	put_model(q);
	return RC_OK;
}
