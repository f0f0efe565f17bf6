/* Fuzzing of workbooks read by a map. The first byte says what the others are: a whole file, or one part
 * of a workbook whose other parts are in order; so the fuzzer need not guess a check sum.
 * tests/fuzz/run.sh builds and runs it. */
#include "config.h"

#include <stdlib.h>

#include "../exchange/book.h"
#include "mapped_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const char map[] = "[map m]\n"
			  "from = workbook csv\n"
			  "[codes sex]\n"
			  "male = \"a) Male\" \"M\"\n"
			  "[list a]\n"
			  "sheet = \"List 1*\"\n"
			  "column child = id required from ID\n"
			  "column sex = code sex lenient from Sex\n"
			  "column held = time needed from At\n"
			  "column end = date not before held from End\n"
			  "make child = sex\n"
			  "make x.y = at held about p held with sex\n"
			  "make x.z = at end about p held\n";

static const char *const parts[] = {
	"xl/worksheets/sheet1.xml",   "xl/sharedStrings.xml", "xl/styles.xml",
	"xl/_rels/workbook.xml.rels", "xl/workbook.xml",
};

static const char *const sound[] = {
	"<worksheet><sheetData><row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"s\"><v>1</v></c>"
	"<c r=\"C2\" t=\"inlineStr\"><is><t>At</t></is></c><c r=\"D2\" t=\"str\"><v>End</v></c></row>"
	"<row r=\"3\"><c r=\"A3\" s=\"2\"><v>7</v></c><c r=\"C3\" "
	"s=\"1\"><v>43474.5</v></c></row></sheetData></worksheet>",
	"<sst><si><t>ID</t></si><si><r><t>Se</t></r><r><t>x</t></r></si></sst>",
	"<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"000000\"/></numFmts>"
	"<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>",
	"<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
	"<workbook xmlns:r=\"u\"><sheets><sheet name=\"List 1\" r:id=\"r1\"/></sheets></workbook>",
};

enum { PARTS = sizeof(parts) / sizeof(parts[0]) };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct book book = {.n = 0};
	size_t which, whole;
	char *bytes;

	if (n < 2)
		return 0;
	which = data[0] % (PARTS + 1);
	if (which == PARTS) {
		read_by_map(map, (const char *)data + 1, n - 1);
		return 0;
	}
	for (size_t i = 0; i < PARTS; i++) {
		if (i == which)
			book_add(&book, parts[i], (const char *)data + 1, n - 1);
		else
			book_add(&book, parts[i], sound[i], strlen(sound[i]));
	}
	bytes = book_take(&book, &whole);
	read_by_map(map, bytes, whole);
	free(bytes);
	return 0;
}
