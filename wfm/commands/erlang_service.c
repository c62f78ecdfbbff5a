/* From a number of people to the service they give. */
#include <math.h>

#include "commands/erlang_verb.h"
#include "formats/i18n.h"
#include "formats/level_words.h"
#include "maths/root.h"

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

static bool is_general(const struct erlang_input *in)
{
	return erlang_given(in, ERLANG_SPREAD) ||
	       erlang_given(in, ERLANG_ARRIVAL_SPREAD);
}

/* One thing that is other than Erlang's, and no two. */
static enum rc check_variant(struct erlang_question *q)
{
	const struct erlang_input *in = q->in;
	bool patient = !erlang_given(in, ERLANG_PATIENCE);

	if (erlang_given(in, ERLANG_LOAD_SPREAD) + is_general(in) +
		    has_house(in) >
	    1)
		return fail(q->err, RC_USAGE,
			    _("--load-spread, --spread or --arrival-spread, "
			      "--lines or --redial: no formula for two of "
			      "these together; \"wfm simulate\" plays them"));
	if (erlang_given(in, ERLANG_LOAD_SPREAD) && patient)
		return fail(q->err, RC_USAGE,
			    _("--load-spread needs --patience: callers who "
			      "never hang up have no mean wait where the load "
			      "may be above the people"));
	if (is_general(in) && !patient)
		return fail(q->err, RC_USAGE,
			    _("no formula for --spread or --arrival-spread "
			      "with --patience; \"wfm simulate\" plays them"));
	if (has_house(in) && in->x[ERLANG_AGENTS] != rint(in->x[ERLANG_AGENTS]))
		return fail(q->err, RC_USAGE,
			    _("--agents %g: with --lines or --redial a whole "
			      "number"),
			    in->x[ERLANG_AGENTS]);
	return RC_OK;
}

enum rc erlang_variant(struct erlang_question *q, struct variant *v)
{
	const struct erlang_input *in = q->in;
	double arrivals = in->x[ERLANG_ARRIVAL_SPREAD];
	double handling = in->x[ERLANG_SPREAD];

	*v = variant_none();
	TRY(check_variant(q));
	v->load_cv = in->x[ERLANG_LOAD_SPREAD];
	v->cv2 = (struct erlang_variability){ arrivals * arrivals,
					      handling * handling };
	v->lines = in->x[ERLANG_LINES];
	v->redial = in->x[ERLANG_REDIAL];
	return RC_OK;
}

static const char *model_of(const struct erlang_question *q)
{
	const struct erlang_input *in = q->in;

	return arena_printf(
		q->arena, "%s%s%s%s%s",
		erlang_given(in, ERLANG_PATIENCE)
			? _("Erlang A: callers hang up")
			: _("Erlang C: nobody hangs up"),
		erlang_given(in, ERLANG_LINES) ? _(", finite lines") : "",
		erlang_given(in, ERLANG_REDIAL) ? _(", redials") : "",
		is_general(in) ? _(", corrected by Allen and Cunneen") : "",
		erlang_given(in, ERLANG_LOAD_SPREAD) ? _(", the load uncertain")
						     : "");
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
		    arena_printf(q->arena, "%s%s",
				 level_words(q->arena, q->in->counting,
					     q->in->x[ERLANG_WITHIN]),
				 erlang_given(q->in, ERLANG_LINES)
					 ? _(", of those who found a line")
					 : ""));
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

/* The queue with its people. */
static enum rc solve(struct erlang_question *q, struct lines_service *s)
{
	const struct erlang_input *in = q->in;
	const struct patience_queue queue = {
		.agents = in->x[ERLANG_AGENTS],
		.load = in->load,
		.aht = in->x[ERLANG_AHT],
		.patience = erlang_patience(in),
	};
	struct variant v;

	TRY(erlang_variant(q, &v));
	*s = variant_service(queue, &v, in->x[ERLANG_WITHIN]);
	if (!has_house(in) && isinf(queue.patience) &&
	    in->load >= queue.agents && in->load > 0)
		note_at(q->err, (struct place){ 0 },
			_("%g erlangs are more than %g people can do: the "
			  "queue grows without end"),
			in->load, queue.agents);
	return RC_OK;
}

void erlang_put_house(struct erlang_question *q, const struct lines_service *s)
{
	if (has_house(q->in)) {
		answer_share(q->answer, "blocked", N_("find no line"),
			     s->blocked);
		answer_number(q->answer, "offered", N_("load with redials"),
			      "erlang", 3, s->offered);
	}
}

static enum rc put_rest(struct erlang_question *q,
			const struct lines_service *s)
{
	erlang_put_house(q, s);
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

/* Whose level at a time is looked for. */
struct timing {
	struct patience_queue queue;
	struct variant v;
	enum service_level counting;
	double share;
};

static double short_of(double seconds, const void *context)
{
	const struct timing *t = context;
	struct lines_service s = variant_service(t->queue, &t->v, seconds);

	return t->share - patience_level(&s.accepted, t->counting);
}

static enum rc time_of(struct erlang_question *q, const struct timing *t,
		       double *seconds)
{
	const double forever = 1e12;
	double high = 1;

	if (isinf(t->queue.patience) && isinf(t->v.lines) && q->in->load > 0 &&
	    t->queue.agents <= q->in->load)
		return fail(q->err, RC_DATA,
			    _("%g erlangs are more than %g people can do: the "
			      "queue grows without end"),
			    q->in->load, t->queue.agents);
	*seconds = 0;
	if (short_of(0, t) <= 0)
		return RC_OK;
	while (high < forever && short_of(high, t) > 0)
		high *= 2;
	if (high >= forever)
		return fail(q->err, RC_DATA,
			    _("only %.4g %% are ever answered"),
			    100 * (t->share - short_of(forever, t)));
	*seconds = root_between(0, high, short_of, t);
	return RC_OK;
}

enum rc erlang_service_time(struct erlang_question *q)
{
	const struct erlang_input *in = q->in;
	struct timing t = { .queue = { .agents = in->x[ERLANG_AGENTS],
				       .load = in->load,
				       .aht = in->x[ERLANG_AHT],
				       .patience = erlang_patience(in) },
			    .counting = in->counting,
			    .share = in->x[ERLANG_LEVEL] };
	double seconds;

	TRY(erlang_variant(q, &t.v));
	TRY(time_of(q, &t, &seconds));
	answer_number(q->answer, "service_time", N_("answered within"), "s", 2,
		      seconds);
	answer_share(q->answer, "share", N_("of the calls"), t.share);
	erlang_put_model(q);
	return RC_OK;
}

/* --- other work --- */

enum rc erlang_blend(struct erlang_question *q)
{
	const struct erlang_input *in = q->in;
	double agents = in->x[ERLANG_AGENTS];
	double cap = erlang_given(in, ERLANG_MAX_OCCUPANCY)
			     ? in->x[ERLANG_MAX_OCCUPANCY]
			     : 1;
	struct lines_service s;

	TRY(solve(q, &s));
	double idle = fmax(0, agents * (cap - s.accepted.occupancy));
	answer_number(q->answer, "idle", N_("people free for other work"), NULL,
		      3, idle);
	answer_number(q->answer, "hours", N_("hours of it in an interval"), "h",
		      3, idle * in->x[ERLANG_INTERVAL] / 3600);
	answer_share(q->answer, "utilisation", N_("busy with calls"),
		     s.accepted.occupancy);
	answer_share(q->answer, "cap", N_("busy at most"), cap);
	return put_rest(q, &s);
}
