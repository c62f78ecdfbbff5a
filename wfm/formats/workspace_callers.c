/*
 * What queues of site.yaml take from the history.
 */
#include "formats/workspace.h"

#include <math.h>

#include "formats/i18n.h"
#include "maths/callers.h"

static void learn(const struct workspace *w, int q, struct queue *queue,
		  struct err *e)
{
	struct callers c = callers_learn(&w->history, q);

	if (queue->patience_learned && isnan(c.patience.value))
		fail_at(e, queue->place, RC_DATA,
			_("patience \"from history\" of \"%s\": history.csv "
			  "holds %.0f contacts that hung up in intervals with "
			  "wait_s; at least %d are needed, so say a time, like "
			  "2 min"),
			queue->id, c.abandoned, CALLERS_LEAST);
	else if (queue->patience_learned)
		queue->patience = c.patience.value;
	if (queue->spread_learned && !(c.spread.value > 0))
		fail_at(e, queue->place, RC_DATA,
			_("spread \"from history\" of \"%s\": history.csv "
			  "holds "
			  "too few intervals with an aht, at least %d pairs "
			  "that follow each other and 20 days; say a share, "
			  "like 80%%"),
			queue->id, CALLERS_LEAST);
	else if (queue->spread_learned)
		queue->spread = c.spread.value;
}

enum rc workspace_callers(struct workspace *w, struct err *e)
{
	int n = w->site.n_queues, before = e->errors;
	struct queue *queues;
	bool any = false;

	for (int q = 0; q < n; q++)
		any |= w->site.queues[q].patience_learned ||
		       w->site.queues[q].spread_learned;
	if (!any)
		return RC_OK;
	TRY(workspace_history(w, e));
	queues = arena_copy(w->arena, w->site.queues, (size_t)n,
			    sizeof(*queues));
	w->site.queues = queues;
	for (int q = 0; q < n; q++)
		if (queues[q].patience_learned || queues[q].spread_learned)
			learn(w, q, &queues[q], e);
	return e->errors > before ? RC_DATA : RC_OK;
}
