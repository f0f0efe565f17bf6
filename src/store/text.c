#include "config.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "store/text.h"

/* Nearly every text is; eight bytes at once, since an import binds millions. */
static bool is_ascii(const char *text, size_t n)
{
	uint64_t all = 0, eight;

	for (; n >= 8; n -= 8, text += 8) {
		memcpy(&eight, text, 8);
		all |= eight;
	}
	while (n--)
		all |= (unsigned char)*text++;
	return !(all & UINT64_C(0x8080808080808080));
}

bool text_ok(const char *text, size_t n)
{
	return is_ascii(text, n) || utf8_valid(text, n);
}
