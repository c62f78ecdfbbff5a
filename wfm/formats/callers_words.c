#include "formats/callers_words.h"

#include <math.h>

#include "formats/i18n.h"
#include "formats/say.h"

const char *callers_patience(struct arena *a, const struct callers *c,
			     const struct workload *history)
{
	if (!history->abandoned)
		return _("no patience: history.csv has no abandoned");
	if (!history->wait_s)
		return _("no patience: history.csv has no wait_s");
	if (isnan(c->patience.value))
		return arena_printf(a,
				    _("no patience: %s hung up where waits are "
				      "known, at least %d must"),
				    say_number(a, c->abandoned, 0),
				    CALLERS_LEAST);
	return arena_printf(a,
			    _("patience %s s +/- %s s (%s or %s hung up, after "
			      "%s s by Erlang A)"),
			    say_number(a, c->patience.value, 0),
			    say_number(a, c->patience.half, 0),
			    say_number(a, c->abandoned, 0),
			    say_share(a, c->share, 1),
			    say_number(a, c->gone, 0));
}

const char *callers_spread(struct arena *a, const struct callers *c)
{
	if (isnan(c->spread.value))
		return "";
	return arena_printf(a, _("handling times spread %s +/- %s"),
			    say_share(a, c->spread.value, 0),
			    say_share(a, c->spread.half, 0));
}
