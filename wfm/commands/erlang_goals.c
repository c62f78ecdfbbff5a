/* From a goal to people or calls. */
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "commands/erlang_verb.h"
#include "formats/i18n.h"
#include "formats/level_words.h"
#include "maths/chat.h"
#include "maths/ratio.h"

/* 80 in 20 s stands where nothing else is asked of the waits. */
static enum rc goal_of(struct erlang_question *q, struct service_goal *goal)
{
	const struct erlang_input *in = q->in;
	bool waits = erlang_given(in, ERLANG_ASA) ||
		     erlang_given(in, ERLANG_MAX_ABANDON);
	bool level = erlang_given(in, ERLANG_LEVEL) || !waits;

	if (erlang_given(in, ERLANG_MAX_ABANDON) &&
	    !erlang_given(in, ERLANG_PATIENCE))
		return fail(q->err, RC_USAGE,
			    _("--max-abandon needs --patience: without it "
			      "nobody hangs up"));
	*goal = (struct service_goal){
		.share = level ? in->x[ERLANG_LEVEL] : 0,
		.within = in->x[ERLANG_WITHIN],
		.counting = in->counting,
		.asa = in->x[ERLANG_ASA],
		.abandoned = in->x[ERLANG_MAX_ABANDON],
		.occupancy = in->x[ERLANG_MAX_OCCUPANCY],
		.patience = in->x[ERLANG_PATIENCE],
	};
	return RC_OK;
}

static const char *binding_words(enum goal_wish wish)
{
	static const char *const words[GOAL_WISHES] = {
		[GOAL_NONE] = N_("nothing"),
		[GOAL_STABLE] = N_("a queue that does not grow for ever"),
		[GOAL_SERVICE] = N_("the service level"),
		[GOAL_ASA] = N_("the mean wait"),
		[GOAL_ABANDONED] = N_("those who hang up"),
		[GOAL_OCCUPANCY] = N_("the occupancy"),
		[GOAL_MINIMUM] = N_("the minimum"),
		[GOAL_IMPOSSIBLE] = N_("nothing that is possible"),
	};

	return _(words[wish]);
}

static void put_goal(struct erlang_question *q, const struct service_goal *goal,
		     enum goal_wish binding)
{
	struct text t = text_new(q->arena);

	text_add(&t, "");
	if (goal->share > 0)
		text_addf(&t, _("%.12g %% %s"), 100 * goal->share,
			  level_words(q->arena, goal->counting, goal->within));
	if (goal->asa > 0)
		text_addf(&t, _("%smean wait at most %g s"), t.len ? "; " : "",
			  goal->asa);
	if (goal->abandoned > 0)
		text_addf(&t, _("%sat most %g %% hang up"), t.len ? "; " : "",
			  100 * goal->abandoned);
	if (goal->occupancy > 0)
		text_addf(&t, _("%soccupancy at most %g %%"), t.len ? "; " : "",
			  100 * goal->occupancy);
	answer_text(q->answer, "goal", N_("goal"), t.data);
	answer_text(q->answer, "binding", N_("decided by"),
		    q->for_people ? binding_words(binding) : goal_key(binding));
}

/* People on the roster, decided on the decimals as written. */
static double rostered(const struct erlang_question *q, double agents)
{
	const char *text = q->in->text[ERLANG_SHRINKAGE];
	const char *percent =
		strchr(text, '%') ? text : arena_printf(q->arena, "%s%%", text);
	struct ratio share;
	int64_t whole;

	if (agents < 1e15 && ratio_parse(percent, &share) &&
	    ratio_ceil_quotient((struct ratio){ (int64_t)agents, 1 },
				ratio_rest(share), &whole))
		return (double)whole;
	return ratio_ceil(ratio_gross(agents, q->in->x[ERLANG_SHRINKAGE]));
}

static enum rc impossible(struct erlang_question *q)
{
	return fail(q->err, RC_DATA,
		    _("no number of people keeps this goal at a load of %g "
		      "erlangs"),
		    q->in->load);
}

static void put_rostered(struct erlang_question *q, double agents, bool whole)
{
	if (!erlang_given(q->in, ERLANG_SHRINKAGE))
		return;
	answer_number(q->answer, "rostered", N_("to be on the roster"), NULL,
		      whole ? 0 : 4,
		      whole ? rostered(q, agents)
			    : ratio_gross(agents, q->in->x[ERLANG_SHRINKAGE]));
}

/* The service that the answer gives, so that it can be judged. */
static void put_given(struct erlang_question *q,
		      const struct service_goal *goal, double agents,
		      const struct variant *v)
{
	struct lines_service s = variant_service(
		goal_queue(goal, agents, q->in->load, q->in->x[ERLANG_AHT]), v,
		goal->within);

	erlang_put_service(q, &s.accepted);
	erlang_put_house(q, &s);
	erlang_put_model(q);
}

static struct goal_answer people_for(struct erlang_question *q,
				     const struct service_goal *goal,
				     const struct variant *v, bool whole)
{
	double load = q->in->load, aht = q->in->x[ERLANG_AHT];

	return whole ? variant_agents(goal, load, aht, v)
		     : goal_fraction(goal, load, aht);
}

static enum rc people(struct erlang_question *q, bool whole)
{
	struct service_goal goal;
	struct variant v;

	TRY(goal_of(q, &goal));
	TRY(erlang_variant(q, &v));
	struct goal_answer a = people_for(q, &goal, &v, whole);
	if (!isfinite(a.amount))
		return impossible(q);
	answer_number(q->answer, "agents", N_("people on the phones"), NULL,
		      whole ? 0 : 4, a.amount);
	put_rostered(q, a.amount, whole);
	put_goal(q, &goal, a.binding);
	if (!whole && a.binding == GOAL_STABLE)
		note_at(q->err, (struct place){ 0 },
			_("any number above it will do, but not itself"));
	put_given(q, &goal, a.amount, &v);
	return RC_OK;
}

enum rc erlang_agents(struct erlang_question *q)
{
	return people(q, true);
}

enum rc erlang_fractional_agents(struct erlang_question *q)
{
	return people(q, false);
}

/* --- calls --- */

/* The most whole calls: one more than this would miss the goal. */
static double whole_calls(const struct erlang_input *in,
			  const struct service_goal *goal,
			  const struct variant *v, double calls)
{
	double aht = in->x[ERLANG_AHT];
	double n = floor(calls * (1 + 1e-11) + 1e-9);

	while (n > 0 && variant_missed(goal, in->x[ERLANG_AGENTS],
				       n * aht / in->x[ERLANG_INTERVAL], aht,
				       v) != GOAL_NONE)
		n--;
	return n;
}

static enum rc calls(struct erlang_question *q, bool whole)
{
	const struct erlang_input *in = q->in;
	double aht = in->x[ERLANG_AHT];
	struct service_goal goal;
	struct variant v;

	TRY(goal_of(q, &goal));
	TRY(erlang_variant(q, &v));
	struct goal_answer a =
		variant_load(&goal, in->x[ERLANG_AGENTS], aht, &v);
	double n = a.amount * in->x[ERLANG_INTERVAL] / aht;
	if (isinf(n))
		note_at(q->err, (struct place){ 0 },
			_("any number of calls will do: callers hang up "
			  "before the goal is missed"));
	else if (whole)
		n = whole_calls(in, &goal, &v, n);
	answer_number(q->answer, "calls", N_("calls in an interval"), NULL,
		      whole ? 0 : 4, n);
	answer_number(q->answer, "interval", N_("interval"), "s", 0,
		      in->x[ERLANG_INTERVAL]);
	put_goal(q, &goal, a.binding);
	answer_number(q->answer, "load", N_("load"), "erlang", 3,
		      n * aht / in->x[ERLANG_INTERVAL]);
	return RC_OK;
}

enum rc erlang_capacity(struct erlang_question *q)
{
	return calls(q, true);
}

enum rc erlang_fractional_capacity(struct erlang_question *q)
{
	return calls(q, false);
}

/* --- chat --- */

static enum rc slots_of(struct erlang_question *q, int *slots)
{
	const struct erlang_input *in = q->in;

	*slots = (int)in->x[ERLANG_CONCURRENCY];
	if (!erlang_given(in, ERLANG_CONCURRENCY) && in->n_aht > 1)
		*slots = in->n_aht;
	if (in->n_aht == 1 || in->n_aht == *slots)
		return RC_OK;
	return fail(q->err, RC_USAGE,
		    _("--aht %s: one time, or one for each of %d contacts "
		      "held"),
		    text_quote(q->arena, in->text[ERLANG_AHT]), *slots);
}

static void put_chat(struct erlang_question *q, struct chat_queue queue,
		     const struct service_goal *goal)
{
	struct chat_service s = chat_service(queue, goal->within);

	erlang_put_service(q, &s.wait);
	answer_number(q->answer, "held", N_("contacts held by each"), NULL, 2,
		      s.each);
	answer_number(q->answer, "duration", N_("a contact lasts"), "s", 1,
		      s.duration);
	answer_number(q->answer, "concurrency", N_("contacts at a time"), NULL,
		      0, queue.slots);
}

enum rc erlang_chat(struct erlang_question *q)
{
	const struct erlang_input *in = q->in;
	double rate[ERLANG_SLOTS];
	struct service_goal goal;
	struct chat_queue queue = { .agents = in->x[ERLANG_AGENTS],
				    .arrivals = in->load / in->x[ERLANG_AHT],
				    .patience = erlang_patience(in),
				    .rate = rate };

	TRY(goal_of(q, &goal));
	TRY(slots_of(q, &queue.slots));
	for (int k = 0; k < queue.slots; k++)
		rate[k] = 1 / in->aht[in->n_aht > 1 ? k : 0];
	if (erlang_given(in, ERLANG_AGENTS)) {
		if (queue.agents != rint(queue.agents))
			return fail(q->err, RC_USAGE,
				    _("--agents %g: of chat a whole number"),
				    queue.agents);
		put_chat(q, queue, &goal);
		return RC_OK;
	}
	struct goal_answer a = chat_agents(&goal, queue);
	if (!isfinite(a.amount))
		return impossible(q);
	answer_number(q->answer, "agents", N_("people"), NULL, 0, a.amount);
	put_rostered(q, a.amount, true);
	put_goal(q, &goal, a.binding);
	queue.agents = a.amount;
	put_chat(q, queue, &goal);
	return RC_OK;
}

/* --- work that can wait --- */

enum rc erlang_deferred(struct erlang_question *q)
{
	const struct erlang_input *in = q->in;
	double cap = erlang_given(in, ERLANG_MAX_OCCUPANCY)
			     ? in->x[ERLANG_MAX_OCCUPANCY]
			     : 1;
	double agents = ratio_ceil(in->load / cap);

	answer_number(q->answer, "agents", N_("people"), NULL, 0, agents);
	put_rostered(q, agents, true);
	answer_number(q->answer, "hours", N_("hours of work"), "h", 2,
		      in->load * in->x[ERLANG_INTERVAL] / 3600);
	answer_share(q->answer, "utilisation", N_("people are busy"),
		     agents > 0 ? in->load / agents : 0);
	answer_text(q->answer, "model", N_("model"),
		    _("work in hours: done within the interval"));
	return RC_OK;
}
