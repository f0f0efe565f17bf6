#include "config.h"

#include <string.h>

#include "base/utf8.h"

/* Two characters for each letter: its base letter or letters without marks, in lower case,
 * filled up with a blank; two blanks for what stays as it is. Letters with a stroke have no
 * decomposition in Unicode, and are folded too: who looks for Lukasz means Łukasz. */
static const char latin[] =
	"a a a a a a aec e e e e i i i i "	/* U+00C0 */
	"d n o o o o o   o u u u u y thss"	/* U+00D0 */
	"a a a a a a aec e e e e i i i i "	/* U+00E0 */
	"d n o o o o o   o u u u u y thy "	/* U+00F0 */
	"a a a a a a c c c c c c c c d d "	/* U+0100 */
	"d d e e e e e e e e e e g g g g "	/* U+0110 */
	"g g g g h h h h i i i i i i i i "	/* U+0120 */
	"i i ijijj j k k k l l l l l l   "	/* U+0130 */
	"  l l n n n n n n 'nn n o o o o "	/* U+0140 */
	"o o oeoer r r r r r s s s s s s "	/* U+0150 */
	"s s t t t t t t u u u u u u u u "	/* U+0160 */
	"u u u u w w y y y z z z z z z s "	/* U+0170 */
	"b b         o c c d d       e e "	/* U+0180 */
	"e f f g     i i k k l     n n o "	/* U+0190 */
	"o o     p p           t t t t u "	/* U+01A0 */
	"u u v y y z z                   "	/* U+01B0 */
	"        dzdzdzljljljnjnjnja a i "	/* U+01C0 */
	"i o o u u u u u u u u u u e a a "	/* U+01D0 */
	"a a aeaeg g g g k k o o o o     "	/* U+01E0 */
	"j dzdzdzg g     n n a a aeaeo o "	/* U+01F0 */
	"a a a a e e e e i i i i o o o o "	/* U+0200 */
	"r r r r u u u u s s t t     h h "	/* U+0210 */
	"n d         a a e e o o o o o o "	/* U+0220 */
	"o o y y l n t j     a c c l t s "	/* U+0230 */
	"z     b u v e e j j     r r y y ";	/* U+0240 */

/* The Vietnamese, Welsh and other letters of Latin Extended Additional. */
static const char latin_more[] =
	"a a b b b b b b c c d d d d d d "	/* U+1E00 */
	"d d d d e e e e e e e e e e f f "	/* U+1E10 */
	"g g h h h h h h h h h h i i i i "	/* U+1E20 */
	"k k k k k k l l l l l l l l m m "	/* U+1E30 */
	"m m m m n n n n n n n n o o o o "	/* U+1E40 */
	"o o o o p p p p r r r r r r r r "	/* U+1E50 */
	"s s s s s s s s s s t t t t t t "	/* U+1E60 */
	"t t u u u u u u u u u u v v v v "	/* U+1E70 */
	"w w w w w w w w w w x x x x y y "	/* U+1E80 */
	"z z z z z z h t w y a s s s ss  "	/* U+1E90 */
	"a a a a a a a a a a a a a a a a "	/* U+1EA0 */
	"a a a a a a a a e e e e e e e e "	/* U+1EB0 */
	"e e e e e e e e i i i i o o o o "	/* U+1EC0 */
	"o o o o o o o o o o o o o o o o "	/* U+1ED0 */
	"o o o o u u u u u u u u u u u u "	/* U+1EE0 */
	"u u y y y y y y y y     v v y y ";	/* U+1EF0 */

/* Capitals outside the tables whose small letter is a fixed distance on, marks that fall
 * away (distance 0) and signs that many write in several ways. */
static const struct fold_range {
	uint32_t from;
	uint32_t to;
	int distance;
} others[] = {
	{ 0x300, 0x36F, 0 },		/* combining marks */
	{ 0x391, 0x3A9, 32 },		/* Greek */
	{ 0x400, 0x40F, 80 },		/* Cyrillic */
	{ 0x410, 0x42F, 32 },
	{ 0x531, 0x556, 48 },		/* Armenian */
	{ 0x200B, 0x200F, 0 },		/* zero-width */
	{ 0xFEFF, 0xFEFF, 0 },
	{ 0xFF21, 0xFF3A, 32 },		/* full-width Latin */
};

static const struct {
	uint32_t code;
	const char *text;
} signs[] = {
	{ 0xA0, " " }, { 0x259, "e" }, { 0x254, "o" }, { 0x25B, "e" }, { 0x253, "b" }, { 0x257, "d" },
	{ 0x2B9, "'" }, { 0x2BB, "'" }, { 0x2BC, "'" }, { 0x2BD, "'" },
	{ 0x2010, "-" }, { 0x2011, "-" }, { 0x2012, "-" }, { 0x2013, "-" }, { 0x2014, "-" },
	{ 0x2018, "'" }, { 0x2019, "'" }, { 0x201A, "'" }, { 0x201B, "'" }, { 0x2032, "'" },
	{ 0x201C, "\"" }, { 0x201D, "\"" }, { 0x201E, "\"" }, { 0x201F, "\"" }, { 0x2033, "\"" },
	{ 0x2002, " " }, { 0x2003, " " }, { 0x2009, " " }, { 0x202F, " " }, { 0x3000, " " },
};

/* Adds the pair at index i of a table; false where it is blank. */
static bool add_pair(struct str_buf *out, const char *table, size_t i)
{
	const char *pair = table + 2 * i;

	if (pair[0] == ' ')
		return false;
	str_add_n(out, pair, pair[1] == ' ' ? 1 : 2);
	return true;
}

static bool add_letter(struct str_buf *out, uint32_t code)
{
	if (code >= 0xC0 && code <= 0x24F)
		return add_pair(out, latin, code - 0xC0);
	if (code >= 0x1E00 && code <= 0x1EFF)
		return add_pair(out, latin_more, code - 0x1E00);
	return false;
}

static void add_other(struct str_buf *out, uint32_t code)
{
	char bytes[4];

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (signs[i].code == code) {
			str_add(out, signs[i].text);
			return;
		}
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (code >= others[i].from && code <= others[i].to) {
			if (others[i].distance == 0)
				return;
			code += (uint32_t)others[i].distance;
			break;
		}
	str_add_n(out, bytes, utf8_encode(code, bytes));
}

/* Makes runs of blanks one space and trims the ends, in place. */
static void squeeze(struct str_buf *buf)
{
	size_t n = 0;

	for (size_t i = 0; i < buf->n; i++) {
		char c = buf->text[i];
		bool blank = c == ' ' || (c >= '\t' && c <= '\r');

		if (!blank)
			buf->text[n++] = c;
		else if (n > 0 && buf->text[n - 1] != ' ')
			buf->text[n++] = ' ';
	}
	if (n > 0 && buf->text[n - 1] == ' ')
		n--;
	if (buf->text)
		buf->text[buf->n = n] = '\0';
}

char *utf8_fold(const char *text)
{
	struct str_buf out = { 0 };
	size_t left = strlen(text);

	while (left > 0) {
		uint32_t code;
		size_t used = utf8_decode(text, left, &code);

		if (code >= 'A' && code <= 'Z')
			str_add_char(&out, (char)(code - 'A' + 'a'));
		else if (code < 0x80)
			str_add_char(&out, (char)code);
		else if (!add_letter(&out, code))
			add_other(&out, code);
		text += used;
		left -= used;
	}
	squeeze(&out);
	return str_take(&out);
}
