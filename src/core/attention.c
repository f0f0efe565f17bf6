#include "config.h"

#include "core/attention.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

enum { TEXTS = 4 };

static const char *const sentences[] = { ATTENTION_VALUE, ATTENTION_KIND, ATTENTION_DUE, ATTENTION_LEFT_OUT };

/* Takes what stands for each %s of form out of the sentence; false when it is not of that form. */
static bool match(const char *sentence, const char *form, struct str_view texts[TEXTS])
{
	for (size_t n = 0;; n++) {
		const char *gap = strstr(form, "%s"), *next, *at;
		size_t before = gap ? (size_t)(gap - form) : strlen(form);

		if (strncmp(sentence, form, before) != 0)
			return false;
		sentence += before;
		if (!gap)
			return *sentence == '\0';
		form = gap + 2;
		next = strstr(form, "%s");
		/* Up to the words that follow; the last text may hold them too and ends with the sentence. */
		before = next ? (size_t)(next - form) : strlen(form);
		at = sentence;
		while (next ? *at && strncmp(at, form, before) != 0 : strlen(at) > before)
			at++;
		texts[n] = (struct str_view){sentence, (size_t)(at - sentence)};
		sentence = at;
	}
}

/* The texts in their order in the places of a translated form. */
static void fill(const char *form, const struct str_view texts[TEXTS], struct str_buf *out)
{
	for (size_t n = 0;; n++) {
		const char *gap = strstr(form, "%s");
		char *text;

		if (!gap || n == TEXTS) {
			str_add(out, form);
			return;
		}
		str_add_n(out, form, (size_t)(gap - form));
		text = str_copy(texts[n]);
		/* A title of the policy, or what the catalogue does not have. */
		str_add(out, i18n_text(text));
		free(text);
		form = gap + 2;
	}
}

char *attention_words(const char *sentence)
{
	for (size_t i = 0; sentence && i < sizeof sentences / sizeof *sentences; i++) {
		struct str_view texts[TEXTS];
		struct str_buf out = { 0 };

		if (match(sentence, sentences[i], texts)) {
			fill(_(sentences[i]), texts, &out);
			return str_take(&out);
		}
	}
	return mem_copy(sentence);
}
