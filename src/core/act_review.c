/* A line of a review: what was looked at, the verdict on it, and the words beside it. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "core/act_inner.h"

static const struct policy_field *first_of(const struct policy_kind *kind, bool dates)
{
	for (size_t i = 0; i < kind->n_fields; i++) {
		enum field_type type = kind->fields[i].type;

		if (dates ? type == FIELD_DATE : type == FIELD_TEXT || type == FIELD_LONG)
			return &kind->fields[i];
	}
	return NULL;
}

static const struct policy_verdict *verdict_of(const struct policy_field *review, struct str_view word)
{
	for (size_t i = 0; i < review->n_verdicts; i++)
		if (str_equal_fold(word, review->verdicts[i].word))
			return &review->verdicts[i];
	return NULL;
}

static struct str_view take_word(struct str_view *line, bool colon)
{
	size_t n = 0;
	struct str_view word;

	while (n < line->n && line->at[n] != ' ' && !(colon && line->at[n] == ':'))
		n++;
	word = (struct str_view){ line->at, n };
	line->at += n;
	line->n -= n;
	*line = str_trim(*line);
	return word;
}

static char *kept(struct pool *pool, struct str_view view)
{
	char *text = pool_take(pool, view.n + 1);

	memcpy(text, view.at, view.n);
	text[view.n] = '\0';
	return text;
}

bool act_split_verdict(const struct policy_field *review, struct str_view line, struct act_verdict *out,
		       struct pool *pool, struct error *err)
{
	struct str_view about = take_word(&line, false), word = take_word(&line, true);
	struct str_buf known = { 0 };

	*out = (struct act_verdict){ .about = kept(pool, about), .verdict = verdict_of(review, word) };
	if (line.n > 0 && *line.at == ':') {
		line.at++;
		line.n--;
	}
	out->words = kept(pool, str_trim(line));
	if (out->verdict)
		return true;
	for (size_t i = 0; i < review->n_verdicts; i++)
		str_addf(&known, "%s%s", i ? ", " : "", review->verdicts[i].word);
	error_set(err, ERROR_INPUT, _("expected ID WORD: TEXT, and as the word one of %s"), known.text);
	str_done(&known);
	return false;
}

/* The date behind the last semicolon, where the event asks for one and one stands there. */
static void take_date(const struct act_checking *checking, const struct policy_field *date,
		      struct act_verdict *out)
{
	const char *semicolon = strrchr(out->words, ';');
	struct error ignored = { 0 };
	const char *value;
	char *tail;

	if (!semicolon)
		return;
	tail = kept(checking->pool, str_trim(str_view(semicolon + 1)));
	if (!*tail || !act_check_value(checking, date, tail, &value, out->reading, &ignored))
		return;
	out->words = kept(checking->pool,
			  str_trim((struct str_view){ out->words, (size_t)(semicolon - out->words) }));
	out->fields[out->n_fields++] = (struct act_field){ date->key, value };
}

static bool take_booked(const struct act_checking *checking, const struct policy_field *date,
			const char *booked, struct act_verdict *out, struct error *err)
{
	const char *value;

	if (booked && *booked) {
		if (!act_check_value(checking, date, booked, &value, out->reading, err))
			return false;
		out->fields[out->n_fields++] = (struct act_field){ date->key, value };
		return true;
	}
	return !(date->required || (date->asked && checking->asking)) ||
	       error_set(err, ERROR_INPUT, _("%s: until when? Write it behind a semicolon: REASON; DATE"),
			 out->verdict->word);
}

bool act_read_verdict(const struct act_checking *checking, const struct policy_field *review,
		      struct str_view line, const char *booked, struct act_verdict *out, struct error *err)
{
	const struct policy_kind *kind;
	const struct policy_field *text, *date;
	const char *value;

	if (!act_split_verdict(review, line, out, checking->pool, err))
		return false;
	kind = policy_kind_named(checking->practice->newest, out->verdict->kind);
	text = first_of(kind, false);
	date = first_of(kind, true);
	if (date) {
		take_date(checking, date, out);
		if (out->n_fields == 0 && !take_booked(checking, date, booked, out, err))
			return false;
	}
	if (!act_check_value(checking, text, out->words, &value, NULL, err))
		return false;
	if (!*value && (text->required || (text->asked && checking->asking)))
		return error_set(err, ERROR_INPUT, _("%s: some words are missing (%s)"), out->verdict->word,
				 i18n_text(text->label));
	if (*value)
		out->fields[out->n_fields++] = (struct act_field){ text->key, value };
	return true;
}
