#include "model/period_credit.h"

void period_credit(const struct period *p, struct roster *r)
{
	for (int i = 0; i < r->agents; i++)
		for (int d = 0; d < p->days; d++) {
			struct cell *c = roster_cell(r, i, p->first_day + d);

			if (c && c->kind == CELL_ABSENT)
				c->credit = p->people[i].days[d].credit;
		}
}
