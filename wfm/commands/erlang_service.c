/* From a number of people to the service they give. */
#include <math.h>

#include "commands/erlang_verb.h"
#include "formats/i18n.h"
#include "formats/level_words.h"
#include "maths/erlang.h"
#include "maths/lines.h"

double erlang_patience(const struct erlang_input *in)
{
	return erlang_given(in, ERLANG_PATIENCE) ? in->x[ERLANG_PATIENCE]
						 : INFINITY;
}

static bool has_house(const struct erlang_input *in)
{
	return erlang_given(in, ERLANG_LINES) ||
	       erlang_given(in, ERLANG_REDIAL);
}

static const char *model_of(const struct erlang_question *q)
{
	const struct erlang_input *in = q->in;

	return arena_printf(
		q->arena, "%s%s%s",
		erlang_given(in, ERLANG_PATIENCE)
			? _("Erlang A: callers hang up")
			: _("Erlang C: nobody hangs up"),
		erlang_given(in, ERLANG_LINES) ? _(", finite lines") : "",
		erlang_given(in, ERLANG_REDIAL) ? _(", redials") : "");
}

void erlang_put_model(struct erlang_question *q)
{
	answer_number(q->answer, "load", N_("load"), "erlang", 3, q->in->load);
	answer_text(q->answer, "model", N_("model"), model_of(q));
}

void erlang_put_level(struct erlang_question *q, double level)
{
	answer_share(q->answer, "level", N_("service level"), level);
	answer_text(q->answer, "level_definition", N_("that is"),
		    level_words(q->arena, q->in->counting,
				q->in->x[ERLANG_WITHIN]));
}

void erlang_put_service(struct erlang_question *q,
			const struct patience_service *s)
{
	erlang_put_level(q, patience_level(s, q->in->counting));
	answer_number(q->answer, "asa", N_("mean wait of the answered"), "s", 2,
		      s->asa);
	answer_share(q->answer, "queued", N_("have to wait"), s->waiting);
	answer_share(q->answer, "utilisation", N_("people are busy"),
		     s->occupancy);
	if (erlang_given(q->in, ERLANG_PATIENCE))
		answer_share(q->answer, "abandon", N_("hang up"), s->abandoned);
}

/* The queue with its people; lines and redials if any. */
static enum rc solve(struct erlang_question *q, struct lines_service *s)
{
	const struct erlang_input *in = q->in;
	const struct patience_queue queue = {
		.agents = in->x[ERLANG_AGENTS],
		.load = in->load,
		.aht = in->x[ERLANG_AHT],
		.patience = erlang_patience(in),
	};
	double again = in->x[ERLANG_REDIAL];

	*s = (struct lines_service){ .offered = in->load };
	if (!has_house(in)) {
		s->accepted = patience_service(queue, in->x[ERLANG_WITHIN]);
		if (isinf(queue.patience) && in->load >= queue.agents &&
		    in->load > 0)
			note_at(q->err, (struct place){ 0 },
				_("%g erlangs are more than %g people can do: "
				  "the queue grows without end"),
				in->load, queue.agents);
		return RC_OK;
	}
	if (queue.agents != rint(queue.agents))
		return fail(q->err, RC_USAGE,
			    _("--agents %g: with --lines or --redial a whole "
			      "number"),
			    queue.agents);
	*s = lines_redial((struct lines_queue){ queue, in->x[ERLANG_LINES] },
			  in->x[ERLANG_WITHIN],
			  (struct lines_redial){ again, again });
	return RC_OK;
}

/* What comes after the figure asked for. */
static enum rc put_rest(struct erlang_question *q,
			const struct lines_service *s)
{
	if (has_house(q->in)) {
		answer_share(q->answer, "blocked", N_("find no line"),
			     s->blocked);
		answer_number(q->answer, "offered", N_("load with redials"),
			      "erlang", 3, s->offered);
	}
	erlang_put_model(q);
	return RC_OK;
}

enum rc erlang_sla(struct erlang_question *q)
{
	struct lines_service s;

	TRY(solve(q, &s));
	erlang_put_level(q, patience_level(&s.accepted, q->in->counting));
	return put_rest(q, &s);
}

enum rc erlang_mean_wait(struct erlang_question *q)
{
	struct lines_service s;

	TRY(solve(q, &s));
	answer_number(q->answer, "asa", N_("mean wait of the answered"), "s", 2,
		      s.accepted.asa);
	return put_rest(q, &s);
}

enum rc erlang_abandon(struct erlang_question *q)
{
	struct lines_service s;

	if (!erlang_given(q->in, ERLANG_PATIENCE) &&
	    !erlang_given(q->in, ERLANG_WITHIN))
		return fail(q->err, RC_USAGE,
			    _("abandon needs --patience, or --within for the "
			      "share that waits longer"));
	TRY(solve(q, &s));
	if (erlang_given(q->in, ERLANG_PATIENCE))
		answer_share(q->answer, "abandon", N_("hang up"),
			     s.accepted.abandoned);
	else
		answer_share(q->answer, "longer", N_("wait longer than that"),
			     s.accepted.late);
	return put_rest(q, &s);
}

enum rc erlang_utilisation(struct erlang_question *q)
{
	struct lines_service s;

	TRY(solve(q, &s));
	answer_share(q->answer, "utilisation", N_("people are busy"),
		     s.accepted.occupancy);
	return put_rest(q, &s);
}

enum rc erlang_queued(struct erlang_question *q)
{
	struct lines_service s;

	TRY(solve(q, &s));
	answer_share(q->answer, "queued", N_("have to wait"),
		     s.accepted.waiting);
	return put_rest(q, &s);
}

enum rc erlang_queue_size(struct erlang_question *q)
{
	struct lines_service s;

	TRY(solve(q, &s));
	answer_number(q->answer, "queue_size", N_("calls waiting, mean"), NULL,
		      3, s.accepted.queue);
	return put_rest(q, &s);
}

enum rc erlang_queue_time(struct erlang_question *q)
{
	struct lines_service s;

	TRY(solve(q, &s));
	answer_number(q->answer, "queue_time",
		      N_("mean wait of those who wait"), "s", 2,
		      s.accepted.waiting > 0
			      ? s.accepted.wait / s.accepted.waiting
			      : 0);
	return put_rest(q, &s);
}

enum rc erlang_service_time(struct erlang_question *q)
{
	const struct erlang_input *in = q->in;
	double share = in->x[ERLANG_LEVEL];

	if (in->load > 0 && in->x[ERLANG_AGENTS] <= in->load)
		return fail(q->err, RC_DATA,
			    _("%g erlangs are more than %g people can do: the "
			      "queue grows without end"),
			    in->load, in->x[ERLANG_AGENTS]);
	answer_number(q->answer, "service_time", N_("answered within"), "s", 2,
		      erlang_c_percentile(in->x[ERLANG_AGENTS], in->load,
					  in->x[ERLANG_AHT], share));
	answer_share(q->answer, "share", N_("of the calls"), share);
	erlang_put_model(q);
	return RC_OK;
}
