#include "formats/i18n.h"
#include "formats/say.h"
#include "formats/xlsx_sheets.h"

void xlsx_title(struct xlsx *x, struct book_sheet *s, const char *what,
		const char *note)
{
	const struct plan_view *v = x->v;
	const char *when =
		say_period(x->a, v->period->first_day, v->period->days);
	const char *state = v->publication
				    ? arena_printf(x->a, _("publication %d"),
						   v->publication)
				    : _("draft");

	book_text(s, 0, 0, BOOK_TITLE,
		  arena_printf(x->a, "%s: %s, %s (%s)", what, v->site->name,
			       when, state));
	book_text(s, 1, 0, BOOK_NOTE, note);
}
