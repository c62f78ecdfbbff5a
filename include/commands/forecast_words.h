/*
 * forecast_words - the names that the engine gives, in the user's language.
 */
#ifndef COMMANDS_FORECAST_WORDS_H
#define COMMANDS_FORECAST_WORDS_H

/* A model or an effect of the calendar, a reason; a name of the user's own,
 * and what has no translation, comes back as it is. */
const char *forecast_word(const char *name);

#endif
