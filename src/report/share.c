#include "config.h"
#include "report/share.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

const char *share_text(int64_t part, int64_t of, char out[SHARE_SIZE])
{
	assert(of > 0 && part >= 0 && part <= of);
	int64_t millionths = (part * 2000000 / of + 1) / 2;
	snprintf(out, SHARE_SIZE, "%" PRId64 ".%06" PRId64, millionths / 1000000, millionths % 1000000);
	size_t n = strlen(out);
	while (out[n - 1] == '0')
		out[--n] = '\0';
	if (out[n - 1] == '.')
		out[n - 1] = '\0';
	return out;
}

const char *share_percent(int64_t part, int64_t of, char out[SHARE_SIZE])
{
	assert(of > 0 && part >= 0 && part <= of);
	int64_t thousandths = part * 1000 / of;
	snprintf(out, SHARE_SIZE, "%" PRId64 ".%" PRId64 "%%", thousandths / 10, thousandths % 10);
	return out;
}
