/*
 * windows_zone - the IANA zone of a Windows zone name, as Outlook writes it.
 *
 * One zone a name: the one for no territory in particular.  Where IANA has
 * given a city a new name since, it is that one.
 *
 * Source: Unicode CLDR, supplemental/windowsZones.xml, territory 001.
 */
#ifndef FORMATS_WINDOWS_ZONE_H
#define FORMATS_WINDOWS_ZONE_H

/* "Europe/London" of "GMT Standard Time"; NULL when there is none. */
const char *windows_zone(const char *name);

#endif
