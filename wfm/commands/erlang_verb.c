#include "commands/erlang_verb.h"

#include "base/text.h"
#include "formats/i18n.h"

#define B(option) ERLANG_BIT(option)

enum {
	QUEUE = B(CALLS) | B(AHT),
	SERVICE = QUEUE | B(AGENTS),
	HOUSE = B(PATIENCE) | B(LINES) | B(REDIAL) | B(SPREAD) |
		B(ARRIVAL_SPREAD) | B(LOAD_SPREAD),
	GOAL = B(LEVEL) | B(WITHIN) | B(ASA) | B(MAX_ABANDON) |
	       B(MAX_OCCUPANCY) | B(PATIENCE) | B(ABANDONS)
};

static const struct erlang_verb verbs[] = {
	{ "agents", NULL, NULL, N_("fewest people that keep the goal"), QUEUE,
	  GOAL | HOUSE | B(SHRINKAGE), erlang_agents },
	{ "fractional-agents", NULL, NULL, N_("the same, not rounded up"),
	  QUEUE, GOAL | B(SHRINKAGE), erlang_fractional_agents },
	{ "agents-asa", NULL, NULL, N_("fewest people for an --asa alone"),
	  QUEUE | B(ASA),
	  HOUSE | B(MAX_OCCUPANCY) | B(WITHIN) | B(ABANDONS) | B(SHRINKAGE),
	  erlang_agents },
	{ "sla", "service-level", NULL, N_("share of calls answered in time"),
	  SERVICE, HOUSE | B(WITHIN) | B(ABANDONS), erlang_sla },
	{ "asa", NULL, NULL, N_("average speed of answer"), SERVICE, HOUSE,
	  erlang_mean_wait },
	{ "abandon", NULL, NULL,
	  N_("share that hangs up, or waits beyond --within"), SERVICE,
	  HOUSE | B(WITHIN), erlang_abandon },
	{ "utilisation", "utilization", "occupancy",
	  N_("share of their time that people are busy"), SERVICE, HOUSE,
	  erlang_utilisation },
	{ "queued", NULL, NULL, N_("share of calls that have to wait"), SERVICE,
	  HOUSE, erlang_queued },
	{ "queue-size", NULL, NULL, N_("mean number of calls waiting"), SERVICE,
	  HOUSE, erlang_queue_size },
	{ "queue-time", NULL, NULL, N_("mean wait of the calls that wait"),
	  SERVICE, HOUSE, erlang_queue_time },
	{ "service-time", NULL, NULL,
	  N_("time in which --service-level are answered"), SERVICE,
	  HOUSE | B(LEVEL) | B(ABANDONS), erlang_service_time },
	{ "call-capacity", NULL, NULL,
	  N_("most calls that --agents carry with the goal"),
	  B(AGENTS) | B(AHT), GOAL | HOUSE | B(INTERVAL), erlang_capacity },
	{ "fractional-call-capacity", NULL, NULL,
	  N_("the same, not rounded down"), B(AGENTS) | B(AHT),
	  GOAL | HOUSE | B(INTERVAL), erlang_fractional_capacity },
	{ "trunks", NULL, NULL, N_("fewest lines for calls that talk and wait"),
	  SERVICE, B(BLOCKING) | B(PATIENCE), erlang_trunks },
	{ "lines", NULL, NULL, N_("fewest lines without a queue (Erlang B)"),
	  B(CALLS), B(AHT) | B(BLOCKING), erlang_lines },
	{ "blocking", NULL, NULL,
	  N_("share that finds no free line (Erlang B)"), B(CALLS) | B(LINES),
	  B(AHT) | B(REDIAL), erlang_blocking },
	{ "traffic", NULL, NULL,
	  N_("erlangs that --lines carry, or of --calls"), 0,
	  QUEUE | B(LINES) | B(BLOCKING), erlang_traffic },
	{ "chat", NULL, NULL, N_("people for contacts held side by side"),
	  QUEUE, GOAL | B(AGENTS) | B(CONCURRENCY) | B(SHRINKAGE),
	  erlang_chat },
	{ "blend", "blending", NULL,
	  N_("other work that --agents do between calls"), SERVICE,
	  HOUSE | B(MAX_OCCUPANCY), erlang_blend },
	{ "deferred", "linear", "back-office",
	  N_("people for --calls to be done within --interval"), QUEUE,
	  B(MAX_OCCUPANCY) | B(SHRINKAGE), erlang_deferred },
};
enum { VERBS = sizeof(verbs) / sizeof(verbs[0]) };

/* Names are the same in capitals and without hyphens: AgentsASA. */
static bool is_named(const char *known, const char *name)
{
	if (!known)
		return false;
	for (;; known++, name++) {
		while (*known == '-')
			known++;
		while (*name == '-' || *name == '_')
			name++;
		if (!*known || !*name)
			return *known == *name;
		if (*known !=
		    (*name >= 'A' && *name <= 'Z' ? *name + 'a' - 'A' : *name))
			return false;
	}
}

const struct erlang_verb *erlang_verb_find(const char *name, struct err *e)
{
	const char *names[VERBS];

	for (int k = 0; k < VERBS; k++) {
		names[k] = verbs[k].name;
		if (is_named(verbs[k].name, name) ||
		    is_named(verbs[k].alias, name) ||
		    is_named(verbs[k].other, name))
			return &verbs[k];
	}
	const char *near = text_nearest(name, names, VERBS);
	name = text_quote(e->arena, name);
	if (near)
		(void)fail(e, RC_USAGE,
			   _("unknown question \"%s\"; did you mean \"%s\"?"),
			   name, near);
	else
		(void)fail(e, RC_USAGE,
			   _("unknown question \"%s\"; \"wfm erlang --help\" "
			     "lists them"),
			   name);
	return NULL;
}

void erlang_verb_list(struct text *out)
{
	for (int k = 0; k < VERBS; k++)
		text_addf(out, "  %-24s %s\n", verbs[k].name, _(verbs[k].doc));
}
