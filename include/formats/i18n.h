/*
 * i18n - words for people, in their language.
 *
 * _("text") is translated where it stands; N_("text") only marks it, for
 * tables that are translated when printed.  Machine formats, file keys and
 * codes are never marked.  The catalogue is called "wfm"; main binds it.
 */
#ifndef FORMATS_I18N_H
#define FORMATS_I18N_H

#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) (text)

#endif
