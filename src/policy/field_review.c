/* Fields that look back and ahead: what is open is reviewed, what is overdue begins the lines, what comes next is
 * booked. */
#include "config.h"
#include "policy/parse.h"

#include <string.h>
#include "base/mem.h"

/* The first text that the event asks for; NULL when it has none. */
static const struct policy_field *text_of(const struct policy_kind *kind)
{
	for (size_t i = 0; i < kind->n_fields; i++)
		if (kind->fields[i].type == FIELD_TEXT || kind->fields[i].type == FIELD_LONG)
			return &kind->fields[i];
	return NULL;
}

static bool word_known(const struct policy_verdict *items, size_t n, const char *word)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(items[i].word, word) == 0)
			return true;
	return false;
}

bool take_review(struct lex *lex, struct policy_field *field)
{
	struct policy_verdict *items = NULL;
	size_t n = 0, room = 0;
	bool good;

	if (!lex_take(lex, "of"))
		return lex_complain(lex, "expected `of TIMESCALE (WORD = EVENT, ...)` after review");
	field->review_of = lex_name(lex, "a timescale such as action.due");
	if (field->review_of == NULL)
		return false;
	if (!lex_take_token(lex, TOKEN_OPEN))
		return lex_complain(lex, "expected the verdicts in brackets, such as (done = action.done)");
	do {
		struct policy_verdict verdict = {.word = lex_name(lex, "a word such as done")};

		good = verdict.word != NULL;
		if (good && word_known(items, n, verdict.word))
			good = lex_complain(lex, "stands after a word that is there twice, expected each once");
		if (good && !lex_take(lex, "="))
			good = lex_complain(lex, "expected `=` and an event after the word");
		good = good && (verdict.kind = lex_name(lex, "an event such as action.done")) != NULL;
		if (!good)
			break;
		verdict.label = lex->token == TOKEN_STRING ? lex_name(lex, "a label")
							   : label_of(lex->parse, verdict.word);
		mem_grow(&items, n, &room, sizeof *items);
		items[n++] = verdict;
	} while (lex_take_token(lex, TOKEN_COMMA));
	if (good && !lex_take_token(lex, TOKEN_CLOSE))
		good = lex_complain(lex, "expected `)` after the verdicts");
	field->n_verdicts = n;
	field->verdicts = arena_keep(lex->parse->arena, items, n, sizeof *items);
	return good;
}

bool take_breaches(struct lex *lex, struct policy_field *field)
{
	if (!lex_take(lex, "from"))
		return true;
	if (!lex_take(lex, "breaches") || !lex_take(lex, "within"))
		return lex_complain(lex, "expected `from breaches within 7 days` after the fields of a line");
	if (!lex_number(lex, 1, 365, &field->breaches_within))
		return false;
	return lex_take(lex, "days") || lex_take(lex, "day") || lex_complain(lex, "expected `days`");
}

/* What is wrong with one verdict; NULL when nothing is. */
static const char *verdict_fault(const struct policy_kind *kind)
{
	if (kind == NULL)
		return "expected an event of this policy";
	if (kind->n_may_concern == 0)
		return "expected an event that concerns what is reviewed";
	if (text_of(kind) == NULL)
		return "expected an event with a field for the words beside it";
	return NULL;
}

void check_review(struct parse *parse, const struct section *section, const struct policy_field *field, int line)
{
	const struct policy_kind *kind;

	for (size_t i = 0; i < field->n_verdicts; i++) {
		const char *fault = verdict_fault(policy_kind_named(parse->policy, field->verdicts[i].kind));

		if (fault != NULL)
			parse_complain(parse, section->file, line, "field %s: `%s = %s`: %s", field->key,
				       field->verdicts[i].word, field->verdicts[i].kind, fault);
	}
	if (field->books == NULL)
		return;
	kind = policy_kind_named(parse->policy, field->books);
	if (kind == NULL || !kind->plannable)
		parse_complain(parse, section->file, line,
			       "field %s: `books %s`: expected an event that says `plannable = yes`", field->key,
			       field->books);
}

void check_reviews(struct parse *parse)
{
	size_t at = 0;

	for (size_t i = 0; i < parse->memory->n_sections; i++) {
		const struct section *section = &parse->memory->sections[i];
		const struct policy_kind *kind;

		if (section->kind != SECTION_EVENT)
			continue;
		kind = &parse->policy->kinds[at++];
		for (size_t f = 0; f < kind->n_fields; f++)
			if (kind->fields[f].review_of != NULL &&
			    policy_timescale_named(parse->policy, kind->fields[f].review_of) == NULL)
				parse_complain(parse, section->file, section->line,
					       "field %s: review of `%s`: expected a timescale of this policy",
					       kind->fields[f].key, kind->fields[f].review_of);
	}
}
