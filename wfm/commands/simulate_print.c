#include "commands/simulate_print.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "formats/i18n.h"
#include "formats/level_words.h"
#include "formats/say.h"

const struct queue *simulate_queue(const struct simulate_view *v, int q)
{
	return &v->p->w.site.queues[q];
}

double simulate_mean(const struct simulate_view *v, double sum)
{
	return sum / v->s->replications;
}

double simulate_expected(const struct simulate_view *v, int q, int begin,
			 int end)
{
	const struct requirement *r = &v->p->requirement;

	for (int k = 0; k < r->n_rows; k++)
		if (r->rows[k].queue == q)
			return plan_level(&v->plan, k, begin, end);
	return NAN;
}

/* "done within 8 h" for work that waits. */
const char *simulate_definition(const struct simulate_view *v, int q)
{
	const struct sim_queue *own = &v->s->centre->queues[q];
	struct arena *a = v->p->session->arena;

	if (!own->deferred)
		return level_words(a, own->counting, own->within);
	if (own->within <= 0)
		return _("done when due");
	return arena_printf(a,
			    own->open_hours ? _("done within %g open hours")
					    : _("done within %g hours"),
			    own->within / 3600);
}

const char *simulate_definition_key(const struct simulate_view *v, int q)
{
	const struct sim_queue *own = &v->s->centre->queues[q];

	return own->deferred ? "deadline" : level_key(own->counting);
}

/* As many words as fit on a line; the next ones are indented. */
void simulate_say(const struct simulate_view *v, const char *text)
{
	struct arena *a = v->p->session->arena;
	FILE *out = v->p->session->out;
	int at = 0;

	while (*text) {
		size_t len = strcspn(text, " ");
		int width = text_width(arena_strndup(a, text, len));

		if (at > 0 && at + 1 + width > v->p->options.columns)
			at = fprintf(out, "\n   ") - 1;
		at += fprintf(out, "%s", at > 0 ? " " : "");
		fwrite(text, 1, len, out);
		at += width;
		text += len;
		text += *text == ' ';
	}
	fputc('\n', out);
}

/* Who called again, or could not. */
static void say_attempts(const struct simulate_view *v, int q)
{
	const struct sim_queue *queue = &v->s->centre->queues[q];
	const struct sim_sum *sum = &v->s->queues[q];
	struct arena *a = v->p->session->arena;

	if (queue->redial > 0 && sum->offered > 0)
		simulate_say(
			v, arena_printf(
				   a,
				   _("%s: %s of the contacts had called "
				     "before; %s of those turned away call "
				     "again."),
				   simulate_queue(v, q)->id,
				   say_share(a, sum->redials / sum->offered, 1),
				   say_share(a, queue->redial, 0)));
	if (queue->lines > 0 && sum->offered > 0)
		simulate_say(
			v, arena_printf(
				   a, _("%s: %s found %d lines taken."),
				   simulate_queue(v, q)->id,
				   say_share(a, sum->blocked / sum->offered, 1),
				   queue->lines));
}

/* What is assumed of callers and handling times, where it was not said. */
static void say_behaviour(const struct simulate_view *v, int q)
{
	const struct sim_queue *own = &v->s->centre->queues[q];
	const struct queue *queue = simulate_queue(v, q);
	struct arena *a = v->p->session->arena;

	if (queue->patience_learned)
		simulate_say(
			v, arena_printf(
				   a, _("%s: patience %s s, from history."),
				   queue->id, say_number(a, own->patience, 0)));
	if (own->n_durations > 0)
		simulate_say(v, arena_printf(a,
					     _("%s: handling times drawn from "
					       "handling_times.csv."),
					     queue->id));
	else if (own->cv >= 0)
		simulate_say(
			v,
			arena_printf(a,
				     queue->spread_learned && v->own_spread
					     ? _("%s: handling times "
						 "lognormal, spread %s, from "
						 "history.")
					     : _("%s: handling times "
						 "lognormal, spread %s."),
				     queue->id, say_share(a, own->cv, 0)));
}

static void say_service(const struct simulate_view *v, int q)
{
	struct arena *a = v->p->session->arena;
	struct sim_estimate e =
		sim_estimate(&v->s->queues[q], SIM_LEVEL, v->s->replications);
	double erlang = simulate_expected(v, q, 0, v->s->centre->n);
	const char *beside = isnan(erlang)
				     ? ""
				     : arena_printf(a, _("; Erlang %s"),
						    say_share(a, erlang, 1));

	if (!isnan(e.value))
		simulate_say(v,
			     arena_printf(a, _("%s: %s +/- %s %s%s."),
					  simulate_queue(v, q)->id,
					  say_share(a, e.value, 1),
					  say_share(a, e.half, 1),
					  simulate_definition(v, q), beside));
}

static bool is_served(const struct sim_centre *c, int q)
{
	for (int k = 0; k < c->n_changes; k++) {
		int ability = c->changes[k].ability;

		if (ability >= 0 && c->abilities[ability].speed[q] > 0)
			return true;
	}
	return false;
}

static void say_nobody(const struct simulate_view *v, int q)
{
	if (v->s->queues[q].offered > 0 && !is_served(v->s->centre, q))
		simulate_say(v,
			     arena_printf(v->p->session->arena,
					  _("%s: nobody on this roster takes "
					    "it."),
					  simulate_queue(v, q)->id));
}

void simulate_print_summary(const struct simulate_view *v)
{
	struct arena *a = v->p->session->arena;
	const struct sim_centre *c = v->s->centre;

	fputc('\n', v->p->session->out);
	if (!(sim_contacts(c) > 0))
		simulate_say(v, _("The forecast expects no contacts at all."));
	for (int q = 0; q < c->n_queues; q++) {
		say_service(v, q);
		say_nobody(v, q);
	}
	for (int q = 0; q < c->n_queues; q++) {
		say_attempts(v, q);
		say_behaviour(v, q);
	}
	simulate_say(v, arena_printf(a,
				     _("%d runs, 95 %% confidence; %s of the "
				       "person-days missing."),
				     v->s->replications,
				     say_share(a, c->missing, 1)));
	if (v->s->replications < v->usual)
		simulate_say(v,
			     arena_printf(a,
					  _("Fewer than %d runs, since %s "
					    "contacts are expected in each; "
					    "--replications says how many."),
					  v->usual,
					  say_number(a, sim_contacts(c), 0)));
	if (v->half_width > 0 && !v->s->reached)
		simulate_say(
			v, arena_printf(a,
					_("The half-width of %s was not "
					  "reached; more --replications may."),
					say_share(a, v->half_width, 2)));
}
