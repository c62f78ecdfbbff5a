#include "optimise/merge.h"

#include <math.h>
#include <string.h>

static bool is_other(const struct draft *a, const struct draft *b, int worker,
		     int day, int days)
{
	return memcmp(draft_at(a, worker, day), draft_at(b, worker, day),
		      (size_t)days * sizeof(struct placed)) != 0;
}

/* What a copy changed; 0 when that is too much for one try. */
static int differences(const struct draft *before, const struct draft *found,
		       struct change *changes)
{
	int n = 0, days = before->plan->days;

	for (int i = 0; i < before->plan->n_workers; i++) {
		if (!is_other(found, before, i, 0, days))
			continue;
		for (int day = 0; day < days; day++) {
			if (!is_other(found, before, i, day, 1))
				continue;
			if (n == DRAFT_CHANGES)
				return 0;
			changes[n++] =
				(struct change){ i, day,
						 *draft_at(found, i, day) };
		}
	}
	return n;
}

void merge(struct draft *d, const struct draft *one, const struct draft *other,
	   struct change *room)
{
	const struct draft *better = other->cost < one->cost ? other : one;
	int n = differences(d, better == one ? other : one, room);

	draft_copy(d, better);
	double change = n > 0 ? draft_try(d, n, room) : HUGE_VAL;
	if (change == HUGE_VAL)
		return;
	if (change < -1e-7)
		draft_keep(d);
	else
		draft_undo(d);
}
