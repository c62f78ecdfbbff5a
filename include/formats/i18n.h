/*
 * i18n - words for people pass through gettext; file keys and machine formats
 * never do.
 */
#ifndef FORMATS_I18N_H
#define FORMATS_I18N_H

#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) text

#endif
