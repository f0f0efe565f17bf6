#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "book.h"
#include "mapped.h"

static const char tables[] = "[map tables]\n"
			     "from = workbook csv\n"
			     "[codes sex]\n"
			     "male = \"a) Male\" M\n"
			     "female = \"b) Female\" F\n"
			     "[list visits]\n"
			     "sheet = \"List 1*\"\n"
			     "column child = id required from \"Child ID\"\n"
			     "column born = date lenient from Born\n"
			     "column sex = code sex open lenient from Sex\n"
			     "column held = date required from \"Date of visit\"\n"
			     "column end = date not before held from \"End date\"\n"
			     "make child = born, sex\n"
			     "make visit.held = at held about visit held with sex, \"unknown\" as earlier\n"
			     "make visit.closed = when end given at end about visit held\n"
			     "[list plans]\n"
			     "sheet = \"List 2*\"\n"
			     "column child = id required from \"Child ID\"\n"
			     "column started = date required from \"Plan start\"\n"
			     "make plan.started = at started about plan started\n"
			     "[list adopters]\n"
			     "sheet = \"List 3*\"\n"
			     "skip = they are no children\n";

struct sample {
	const char *what, *name, *bytes;
	size_t n;
	const char *expected;
};

#define SAMPLE(what, name, bytes, expected)                                                                  \
	{                                                                                                    \
		what, name, bytes, sizeof(bytes) - 1, expected                                               \
	}
#define HEADS "Child ID,Born,Sex,Date of visit,End date\n"

static const struct sample texts[] = {
	SAMPLE("a row becomes a child and its events", "List_1.csv",
	       HEADS "007,01/02/2010,b) Female,03/04/2024,05/04/2024\n",
	       "L 1 visits|List_1\nB 2 visits\nchild: reference=007 born=2010-02-01 sex=female\n"
	       "visit.held: reference=007 at=2024-04-03 about=visit:2024-04-03 sex=female earlier=unknown\n"
	       "visit.closed: reference=007 at=2024-04-05 about=visit:2024-04-03\nZ 1\n"),
	SAMPLE("the heading row stands below a title and empty rows", "list 1.csv",
	       "List 1: Visits\r\n\r\nupdate of August\r\nSex;Child ID;Date of visit;Born;End "
	       "date\r\nM;1;2024-04-03;;\r\n",
	       "L 4 visits|list 1\nB 5 visits\nchild: reference=1 sex=male\n"
	       "visit.held: reference=1 at=2024-04-03 about=visit:2024-04-03 sex=male earlier=unknown\nZ "
	       "1\n"),
	SAMPLE("a list of two columns alone", "List 2.csv",
	       "Child ID;Plan start\n007;03/04/2024\n008;04/04/2024\n",
	       "L 1 plans|List 2\nB 2 plans\nplan.started: reference=007 at=2024-04-03 about=plan:2024-04-03\n"
	       "B 3 plans\nplan.started: reference=008 at=2024-04-04 about=plan:2024-04-04\nZ 2\n"),
	SAMPLE("a list of two columns alone, without an end to its last line", "List 2.csv",
	       "Child ID,Plan start\n\n007,03/04/2024",
	       "L 1 plans|List 2\nB 3 plans\nplan.started: reference=007 at=2024-04-03 about=plan:2024-04-03\nZ 1\n"),
	SAMPLE("the separator named before a list of two columns", "List 2.csv",
	       "sep=;\nChild ID;Plan start\n007;03/04/2024\n",
	       "L 2 plans|List 2\nB 3 plans\nplan.started: reference=007 at=2024-04-03 about=plan:2024-04-03\nZ 1\n"),
	SAMPLE("titles of two cells above wider headings", "List 1.csv",
	       "Visits, 2024\nBy Kim, of the North\n\nChild ID;Date of visit;Sex\nA;03/04/2024;\n",
	       "L 4 visits|List 1\nW List 1: not in it, taken as empty: Born, End date\nB 5 visits\n"
	       "child: reference=A\nvisit.held: reference=A at=2024-04-03 about=visit:2024-04-03 earlier=unknown\nZ 1\n"),
	SAMPLE("a value that may be missing is left out and told", "1.csv",
	       HEADS "A,May be 8 Jan 2000,X,03/04/2024,\n",
	       "L 1 visits|1\nB 2 visits\nY 2 value|Born|May be 8 Jan 2000|it is no date: a date is written "
	       "DD/MM/YYYY\n"
	       "child: reference=A sex=X\n"
	       "visit.held: reference=A at=2024-04-03 about=visit:2024-04-03 sex=X earlier=unknown\nZ 1\n"),
	SAMPLE("a row is refused for a value that it needs", "List 1.csv",
	       HEADS ",,,03/04/2024,\nA,,,,\nA,,,01/01/1900,\nA,,,03/04/2024,02/04/2024\n",
	       "L 1 visits|List 1\n"
	       "Y 2 row|Child ID||it is empty, and the row cannot be without it\n"
	       "Y 3 row|Date of visit||it is empty, and the row cannot be without it\n"
	       "Y 4 row|Date of visit|01/01/1900|this date stands for one that is not known\n"
	       "Y 5 row|End date|02/04/2024|it lies before the date at which this began\nZ 4\n"),
	SAMPLE("what tools write for nothing, and ids that they took for numbers", "List 1.csv",
	       HEADS "0123.0,NULL,nan,03/04/2024,NaT\nnull,,,03/04/2024,\n",
	       "L 1 visits|List 1\nB 2 visits\nchild: reference=0123\n"
	       "visit.held: reference=0123 at=2024-04-03 about=visit:2024-04-03 earlier=unknown\n"
	       "Y 3 row|Child ID|null|it is empty, and the row cannot be without it\nZ 2\n"),
	SAMPLE("two extracts one after the other", "List 1.csv", HEADS HEADS,
	       "L 1 visits|List 1\nY 2 row|||the heading row once more\nZ 1\n"),
	SAMPLE("columns that are not there, and others, are named", "List 1.csv",
	       "Child ID,Date of visit,Eyes\nA,03/04/2024,blue\n",
	       "L 1 visits|List 1\nW List 1: not in it, taken as empty: Born, Sex, End date\n"
	       "W List 1: not taken in: Eyes\nB 2 visits\nchild: reference=A\n"
	       "visit.held: reference=A at=2024-04-03 about=visit:2024-04-03 earlier=unknown\nZ 1\n"),
	SAMPLE("a list is known by its headings where the name says nothing", "export.csv",
	       "Plan start,Child ID,Note\n03/04/2024,A,\n",
	       "L 1 plans|export\nW export: not taken in: Note\nB 2 plans\n"
	       "plan.started: reference=A at=2024-04-03 about=plan:2024-04-03\nZ 1\n"),
	SAMPLE("and where the name is wrong", "List_1.csv", "Plan start,Child ID,x\n03/04/2024,A,\n",
	       "W List_1: its headings are those of plans, and it is read as that\nL 1 plans|List_1\n"
	       "W List_1: not taken in: x\nB 2 plans\n"
	       "plan.started: reference=A at=2024-04-03 about=plan:2024-04-03\nZ 1\n"),
	SAMPLE("a list without a column that it needs", "List 1.csv", "Child ID,Sex,Born\nA,M,\n",
	       "L 1 visits|List 1\nY 1 list|Date of visit||the heading row has no such column\nZ 0\n"),
	SAMPLE("a list that is not taken in", "List 3.csv", "a,b,c\n1,2,3\n",
	       "W List 3: not taken in: they are no children\nZ 0\n"),
	SAMPLE("none of the lists", "x.csv", "a,b,c\n1,2,3\n",
	       "E x: no row in it has the headings of a list of test.map, which is not named\n"),
	SAMPLE("UTF-16", "List 1.csv",
	       "\xFF\xFE"
	       "C\0h\0i\0l\0d\0 \0I\0D\0;\0P\0l\0a\0n\0 \0s\0t\0a\0r\0t\0;\0x\0\n\0"
	       "\xEB\0;\0"
	       "3\0/\0"
	       "4\0/\0"
	       "2\0"
	       "0\0"
	       "2\0"
	       "4\0;\0\n\0",
	       "W List 1: its headings are those of plans, and it is read as that\nL 1 plans|List 1\n"
	       "W List 1: not taken in: x\nB 2 plans\n"
	       "plan.started: reference=\xC3\xAB at=2024-04-03 about=plan:2024-04-03\nZ 1\n"),
	SAMPLE("Windows-1252", "List 2.csv", "Child ID,Plan start,x\nZo\xEB,03/04/2024,\n",
	       "L 1 plans|List 2\nW List 2: not taken in: x\nW read as Windows-1252, since line 2 is not "
	       "UTF-8\nB 2 plans\n"
	       "plan.started: reference=Zo\xC3\xAB at=2024-04-03 about=plan:2024-04-03\nZ 1\n"),
	SAMPLE("an open quote", "List 2.csv", "Child ID,Plan start,x\n\"A,03/04/2024,\n",
	       "L 1 plans|List 2\nW List 2: not taken in: x\n"
	       "E line 2, column 1: the quote that opens here is not closed before the end of the file\n"),
	SAMPLE("nothing", "x.csv", "", "E it is empty\n"),
	SAMPLE("XML", "x.xml", "<?xml version=\"1.0\"?><a/>",
	       "E it is XML, and test.map is read from a workbook or CSV\n"),
	SAMPLE("PDF", "x.pdf", "%PDF-1.4", "E it is a PDF document\n"),
	SAMPLE("an old workbook", "x.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 W\0o\0r\0k\0b\0o\0o\0k\0",
	       "E it is an old workbook (.xls): save it again as .xlsx\n"),
	SAMPLE("a workbook with a password", "x.xlsx",
	       "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0",
	       "E it has a password: save it again without one\n"),
};

static void compare(const char *map, const struct sample *samples, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		char *got = mapped_read(map, samples[i].name, samples[i].bytes, samples[i].n);

		if (strcmp(got, samples[i].expected) != 0)
			fail_msg("%s:\n%sexpected:\n%s", samples[i].what, got, samples[i].expected);
		free(got);
	}
}

static void csv__is_read__by_its_headings(void **state)
{
	(void)state;
	compare(tables, texts, sizeof(texts) / sizeof(texts[0]));
}

static const char census[] = "[map census]\n"
			     "from = xml\n"
			     "title = the census\n"
			     "[codes true]\n"
			     "yes = true 1\n"
			     "[list children]\n"
			     "unit = M/C\n"
			     "row = .\n"
			     "column child = id required from \"/I/ID\"\n"
			     "column born = date lenient from \"/I/Born\" \"/I/Due\"\n"
			     "column kinds = codes from \"/D/Kind\"\n"
			     "make child = born, kinds\n"
			     "[list reviews]\n"
			     "unit = M/C\n"
			     "row = Plan/Reviews/Date\n"
			     "column child = id required from \"/I/ID\"\n"
			     "column began = date from \"../../Start\"\n"
			     "column held = date required not before began from \".\"\n"
			     "make plan.reviewed = at held about plan began\n";

#define CHILD "<C><I><ID>7</ID>stray<Due>2024-05-06</Due></I><D><Kind>A</Kind><Kind>B</Kind></D>"
#define PLAN                                                                                                 \
	"<Plan>\n<Reviews><Date>2024-02-01</Date>\n<Date>2023-02-01</Date></Reviews><Start>2024-01-01</"     \
	"Start></Plan></C>"
#define READ "L 0 children|\nB 1 children\nchild: reference=7 born=2024-05-06 kinds=A B\n"

static const struct sample documents[] = {
	SAMPLE("rows are cut out of each record", "x.xml", "<M>" CHILD PLAN "</M>",
	       READ
	       "L 0 reviews|\nB 2 reviews\nplan.reviewed: reference=7 at=2024-02-01 about=plan:2024-01-01\n"
	       "Y 3 row|.|2023-02-01|it lies before the date at which this began\nZ 3\n"),
	SAMPLE("a mark and blanks before it", "x.xml",
	       "\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<M>" CHILD "</C></M>",
	       "L 0 children|\nB 2 children\nchild: reference=7 born=2024-05-06 kinds=A B\nZ 1\n"),
	SAMPLE("Windows-1252 that says so", "x.xml",
	       "<?xml version=\"1.0\" encoding=\"windows-1252\"?><M><C><I><ID>Zo\xEB \x96</ID></I></C></M>",
	       "L 0 children|\nB 1 children\nchild: reference=Zo\xC3\xAB \xE2\x80\x93\nZ 1\n"),
	SAMPLE("UTF-16", "x.xml",
	       "\xFF\xFE<\0M\0>\0<\0"
	       "C\0>\0<\0I\0>\0<\0I\0D\0>\0\xEB\0<\0/\0I\0D\0>\0<\0/\0I\0>\0<\0/\0C\0>\0<\0/\0M\0>\0",
	       "L 0 children|\nB 1 children\nchild: reference=\xC3\xAB\nZ 1\n"),
	SAMPLE("another coding", "x.xml", "<?xml version=\"1.0\" encoding=\"KOI8-R\"?><M/>",
	       "E line 1: its characters are coded as \"KOI8-R\": save it again as UTF-8\n"),
	SAMPLE("no record", "x.xml", "<M><X/></M>", "E it has no M/C: this is not the census\n"),
	SAMPLE("it was cut off", "x.xml", "<M>" CHILD "</C>",
	       READ "E line 1: it is no whole XML: Premature end of data in tag M line 1\n"),
	SAMPLE("an entity bomb", "x.xml",
	       "<!DOCTYPE M [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><M>&b;</M>",
	       "E line 1: it has a DTD (<!DOCTYPE>), which no extract needs: it is not read\n"),
	SAMPLE("an external entity", "x.xml",
	       "<!DOCTYPE M [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><M>&a;</M>",
	       "E line 1: it has a DTD (<!DOCTYPE>), which no extract needs: it is not read\n"),
	SAMPLE("an external DTD", "x.xml", "<!DOCTYPE M SYSTEM \"http://example.org/x.dtd\"><M/>",
	       "E line 1: it has a DTD (<!DOCTYPE>), which no extract needs: it is not read\n"),
	SAMPLE("an entity that nobody declared", "x.xml", "<M>&nbsp;</M>",
	       "E line 1: it is no whole XML: Entity 'nbsp' not defined\n"),
	SAMPLE("CSV", "x.csv", "a,b,c\n", "E it is a text file, and test.map is read from XML\n"),
};

static void xml__is_read__record_by_record(void **state)
{
	(void)state;
	compare(census, documents, sizeof(documents) / sizeof(documents[0]));
}

static char *repeated(const char *before, const char *piece, size_t times, const char *after)
{
	struct str_buf text = {0};

	str_add(&text, before);
	for (size_t i = 0; i < times; i++)
		str_add(&text, piece);
	str_add(&text, after);
	return str_take(&text);
}

static void xml__that_is_too_much__is_refused(void **state)
{
	char *text = repeated("<M>", "<a>", 2000000, ""),
	     *got = mapped_read(census, "x.xml", text, strlen(text));

	(void)state;
	assert_string_equal(got, "E line 1: elements inside elements, more than 64 deep\n");
	free(text);
	free(got);
	text = repeated("<M><C><I><ID>1</ID></I>", "<x>123456789</x>", 100000,
			"</C><C><I><ID>2</ID></I></C></M>");
	got = mapped_read(census, "x.xml", text, strlen(text));
	assert_string_equal(got,
			    "L 0 children|\n"
			    "Y 1 row|||the record is larger than 1 MB, or has more than 10,000 elements\n"
			    "B 1 children\nchild: reference=2\nZ 2\n");
	free(text);
	free(got);
}

static void row__is_refused__that_fits_into_no_frame(void **state)
{
	static const char often[] = "[map m]\nfrom = csv\n[list a]\ncolumn child = id required from ID\n"
				    "column x = text from X\nmake child = x as a, x as b, x as c\n";
	char *text = repeated("ID,X,Y\n1,", "0123456789", 50000, ",\n2,short,\n");
	char *got = mapped_read(often, "x.csv", text, strlen(text));

	(void)state;
	assert_string_equal(got, "L 1 a|x\nW x: not taken in: Y\nY 2 row|||the row is longer than 1 MB\n"
				 "B 3 a\nchild: reference=2 a=short b=short c=short\nZ 2\n");
	free(text);
	free(got);
}

static void words_of_others__are_cut__between_characters(void **state)
{
	char *text = repeated("Child ID,Plan start,", "\xC3\xAB", 3000, "\nA,\xE2\x82\xAC,\n");
	char *got = mapped_read(tables, "\xFF.csv", text, strlen(text));
	size_t n = strlen(got);

	(void)state;
	assert_true(utf8_valid(got, n));
	assert_non_null(strstr(got, "L 1 plans|\xEF\xBF\xBD\n"));
	assert_non_null(strstr(got, "Y 2 row|Plan start|\xE2\x82\xAC|it is no date"));
	free(text);
	free(got);
}

#define ROW(n, cells) "<row r=\"" n "\">" cells "</row>"
#define TEXT(at, text) "<c r=\"" at "\" t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define SHEET(rows) "<worksheet><sheetData>" rows "</sheetData></worksheet>"
#define PLAN_HEADS ROW("1", TEXT("A1", "Child ID") TEXT("C1", "Plan start"))

/* What a sheet is read as, in a workbook that has two shared texts and else all it must. */
static char *read_sheet(const char *sheet_name, const char *sheet)
{
	static const char strings[] = "<sst><si><t>Child ID</t></si><si><r><t>Plan "
				      "</t></r><r><t>start</t></r><rPh><t>x</t></rPh></si></sst>";
	struct book book = {.flags = 0x800};
	char *bytes, *got;
	size_t n;

	book_parts(&book, sheet_name);
	book_add(&book, "xl/worksheets/sheet1.xml", sheet, strlen(sheet));
	book_add(&book, "xl/sharedStrings.xml", strings, strlen(strings));
	bytes = book_take(&book, &n);
	got = mapped_read(tables, "x.xlsx", bytes, n);
	free(bytes);
	return got;
}

static const struct {
	const char *what, *name, *sheet, *expected;
} sheets[] = {
	{"shared and inline texts, an id with zeros, a serial date, a title above", "2. Plans list 2",
	 SHEET(ROW("1", TEXT("A1", "List 2: Plans"))
		       ROW("2", "<c r=\"B2\" t=\"s\"><v>0</v></c><c r=\"D2\" t=\"s\"><v>1</v></c>") ROW(
			       "4", "<c r=\"B4\" s=\"2\"><v>7</v></c><c r=\"D4\" s=\"1\"><v>45323</v></c>")
			       ROW("5", "<c r=\"B5\"><v>12.0</v></c><c r=\"D5\"><v>45323</v></c>")
				       ROW("6", "<c r=\"B6\" t=\"str\"><f>A1</f><v>A&amp;B</v></c><c "
						"r=\"D6\" t=\"d\"><v>2024-02-01</v></c>")),
	 "L 2 plans|2. Plans list 2\n"
	 "B 4 plans\nplan.started: reference=000007 at=2024-02-01 about=plan:2024-02-01\n"
	 "B 5 plans\nplan.started: reference=12 at=2024-02-01 about=plan:2024-02-01\n"
	 "B 6 plans\nplan.started: reference=A&B at=2024-02-01 about=plan:2024-02-01\nZ 3\n"},
	{"rows and cells that do not say where they are", "List_2",
	 SHEET("<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row>"
	       "<row><c><v>7</v></c><c s=\"1\"><v>1</v></c></row>"),
	 "L 1 plans|List_2\nY 2 row|Plan start|1|this date stands for one that is not known\nZ 1\n"},
	{"a sheet of another name with nothing of a list", "Guidance", SHEET(ROW("1", TEXT("A1", "Read me"))),
	 "W sheets that are none of the lists: Guidance\n"
	 "E x: no row in it has the headings of a list of test.map, which is not named\n"},
	{"a text that is not there", "List 2", SHEET(ROW("1", "<c r=\"A1\" t=\"s\"><v>2</v></c>")),
	 "E sheet List 2: row 1 refers to a text that is not there: it is damaged\n"},
	{"more rows than a sheet has", "List 2", SHEET(ROW("1048577", TEXT("A1", "x"))),
	 "E sheet List 2: a row beyond the 1,048,576 that a sheet may have\n"},
	{"a DTD in a part", "List 2", "<!DOCTYPE worksheet [<!ENTITY a \"b\">]>" SHEET(""),
	 "E sheet List 2: line 1: it has a DTD (<!DOCTYPE>), which no extract needs: it is not read\n"},
	{"a sheet that was cut off", "List 2", "<worksheet><sheetData><row>",
	 "E sheet List 2: line 1: it is no whole XML: Premature end of data in tag row line 1\n"},
};

static void workbook__is_read__by_its_headings(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(sheets) / sizeof(sheets[0]); i++) {
		char *got = read_sheet(sheets[i].name, sheets[i].sheet);

		if (strcmp(got, sheets[i].expected) != 0)
			fail_msg("%s:\n%sexpected:\n%s", sheets[i].what, got, sheets[i].expected);
		free(got);
	}
}

/* Takes the book and compares what its first n bytes (0: all) are read as. */
static void refuse(struct book *book, size_t n, const char *expected)
{
	size_t whole;
	char *bytes = book_take(book, &whole), *got = mapped_read(tables, "x.xlsx", bytes, n ? n : whole);

	assert_string_equal(got, expected);
	free(bytes);
	free(got);
}

static void workbook__that_is_not_honest__is_refused(void **state)
{
	static const char sheet[] = SHEET(PLAN_HEADS), part[] = "xl/worksheets/sheet1.xml";
	struct book book = {.n = 0};

	(void)state;
	book_parts(&book, "List 2");
	book_add(&book, part, sheet, sizeof(sheet) - 1);
	refuse(&book, 300, "E it is no whole workbook: it was cut off, or is another archive\n");
	book_add(&book, "../../etc/passwd", "x", 1);
	refuse(&book, 0,
	       "E it has a member that leads out of it (../../etc/passwd): it is no honest workbook\n");
	book_add(&book, "/etc/passwd", "x", 1);
	refuse(&book, 0, "E it has a member that leads out of it (/etc/passwd): it is no honest workbook\n");
	book_add(&book, part, sheet, sizeof(sheet) - 1);
	book_add(&book, part, sheet, sizeof(sheet) - 1);
	refuse(&book, 0,
	       "E it has two members of one name (xl/worksheets/sheet1.xml): it is no honest workbook\n");
	book.claims = 300 * 1024 * 1024;
	book_add(&book, part, sheet, sizeof(sheet) - 1);
	refuse(&book, 0,
	       "E it unpacks to more than 200 MB, or to a hundred times its size: it is no honest "
	       "workbook\n");
	book.flags = 1;
	book_parts(&book, "List 2");
	refuse(&book, 0, "E it has a password: save it again without one\n");
	book_add(&book, "hello.txt", "x", 1);
	refuse(&book, 0, "E it is an archive, and no workbook (.xlsx)\n");
	book_add(&book, "content.xml", "x", 1);
	refuse(&book, 0, "E it is an OpenDocument file (.ods): save it again as .xlsx\n");
	for (int i = 0; i < 2001; i++) {
		char name[16] = {(char)('a' + i / 676), (char)('a' + i / 26 % 26), (char)('a' + i % 26)};

		book_add(&book, name, "", 0);
	}
	refuse(&book, 0, "E it has more than 2,000 members: it is no workbook\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(csv__is_read__by_its_headings),
		cmocka_unit_test(xml__is_read__record_by_record),
		cmocka_unit_test(xml__that_is_too_much__is_refused),
		cmocka_unit_test(row__is_refused__that_fits_into_no_frame),
		cmocka_unit_test(words_of_others__are_cut__between_characters),
		cmocka_unit_test(workbook__is_read__by_its_headings),
		cmocka_unit_test(workbook__that_is_not_honest__is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
