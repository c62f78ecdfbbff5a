/*
 * ics_zone - our own compact VTIMEZONE.
 *
 * libical's goes back to 1847 in 8 KiB under a name of its own.  This one has
 * the IANA name and one observance for each offset in force in a span of
 * time, by its date, without rules: there is nothing to expand wrongly.
 *
 * Source: RFC 5545, 3.6.5.
 */
#ifndef FORMATS_ICS_ZONE_H
#define FORMATS_ICS_ZONE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"
#include "base/zone.h"

/* All that is needed to read local times in [from, until). */
void ics_put_zone(struct text *out, const struct zone *z, int64_t from,
		  int64_t until);

/* Does a reader that follows RFC 5545, 3.3.5, find this instant again from
 * its wall clock?  Not in the second pass of a doubled hour. */
bool ics_has_wall(const struct zone *z, int64_t utc);

#endif
