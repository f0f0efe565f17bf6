/* The maps that are shipped, each list of them with a row or two as such extracts have them: headings
 * as Ofsted and the Department for Education write them, and some as they drift. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "mapped.h"
#include "tests/base/whole.h"

static const struct {
	const char *map, *file, *bytes, *expected;
} extracts[] = {
	{"annex-a", "List_1.csv",
	 "Child Unique ID;Gender;Ethnicity;Date of Birth;Age of Child "
	 "(Years);Date of Contact;Contact Source\n"
	 "007;b) Female;a) WBRI;08/01/2010;14;01/03/2024;q) 6: Police\n"
	 "8;M;Black - African;;-1;2024-03-02;Some school\n",
	 "L 1 contacts|List_1\n"
	 "W List_1: not taken in: Age of Child (Years)\n"
	 "B 2 contacts\n"
	 "child: reference=007 gender=female ethnicity=WBRI born=2010-01-08\n"
	 "contact.noted: reference=007 at=2024-03-01 "
	 "about=contact:2024-03-01 source=police\n"
	 "B 3 contacts\n"
	 "child: reference=8 gender=male ethnicity=BAFR\n"
	 "contact.noted: reference=8 at=2024-03-02 about=contact:2024-03-02 "
	 "source=Some school\n"
	 "Z 2\n"},
	{"annex-a", "2. Early Help.csv",
	 "Child Unique ID;Gender;Ethnicity;Date of Birth;Age of Child "
	 "(Years);Assessment start date;Assessment completion date;"
	 "Organisation completing assessment\n"
	 "1;F;;;;01/03/2024;02/04/2024;A school\n",
	 "L 1 early_help|2. Early Help\n"
	 "W 2. Early Help: not taken in: Age of Child (Years)\n"
	 "B 2 early_help\n"
	 "child: reference=1 gender=female\n"
	 "early_help.started: reference=1 at=2024-03-01 "
	 "about=early_help:2024-03-01 agency=A school\n"
	 "early_help.completed: reference=1 at=2024-04-02 "
	 "about=early_help:2024-03-01\n"
	 "Z 1\n"},
	{"annex-a", "annex a list 3.csv",
	 "Child Unique ID;Gender;Ethnicity;Date of Birth;Age of Child "
	 "(Years);Date of Referral;Referral Source;Referral NFA?;Number of "
	 "Referrals in Last 12 Months;Allocated Team;Allocated Worker\n"
	 "1;F;OOTH;41640;1;42078;School;yes;1;AT;AW\n",
	 "L 1 referrals|annex a list 3\n"
	 "W annex a list 3: not taken in: Age of Child (Years)\n"
	 "B 2 referrals\n"
	 "child: reference=1 gender=female ethnicity=OOTH born=2014-01-01 "
	 "team=AT worker=AW\n"
	 "referral.noted: reference=1 at=2015-03-15 "
	 "about=referral:2015-03-15 source=education nfa=yes number=1\n"
	 "Z 1\n"},
	{"annex-a", "List 4.csv",
	 "Child Unique ID;Gender;Ethnicity;Date of Birth;Age of Child "
	 "(Years);Does the Child have a Disability;Continuous Assessment "
	 "Start Date;Child Seen During Continuous Assessment;Continuous "
	 "Assessment Date of Authorisation;Was the child assessed as "
	 "requiring LA children's social care support?;Allocated Team;"
	 "Allocated Worker\n"
	 "1;F;;;;b) No;01/03/2024;a) Yes;02/04/2024;a) Yes;East;Lee\n"
	 "2;F;;;;;01/03/2024;;;;;\n",
	 "L 1 assessments|List 4\n"
	 "W List 4: not taken in: Age of Child (Years)\n"
	 "B 2 assessments\n"
	 "child: reference=1 gender=female disability=no team=East "
	 "worker=Lee\n"
	 "assessment.started: reference=1 at=2024-03-01 "
	 "about=assessment:2024-03-01\n"
	 "assessment.authorised: reference=1 at=2024-04-02 "
	 "about=assessment:2024-03-01 requires=yes seen=yes\n"
	 "B 3 assessments\n"
	 "child: reference=2 gender=female\n"
	 "assessment.started: reference=2 at=2024-03-01 "
	 "about=assessment:2024-03-01\n"
	 "Z 2\n"},
	{"annex-a", "5 S47.csv",
	 "Child Unique ID;Gender;Ethnicity;Date of Birth;Age of Child "
	 "(Years);Does the Child have a Disability;Strategy discussion "
	 "initiating Section 47 Enquiry Start Date;Was an Initial Child "
	 "Protection Conference deemed unnecessary?;Date of Initial Child "
	 "Protection Conference;Did the Initial Child Protection Conference "
	 "Result in a Child Protection Plan;Number of Section 47 Enquiries "
	 "in the last 12 months;Number of ICPCs in the last 12 months;"
	 "Allocated Team;Allocated Worker\n"
	 "1;F;;;;;01/03/2024;b) No;20/03/2024;a) Yes;1;1;;\n"
	 "2;F;;;;;01/03/2024;a) Yes;;;1;0;;\n"
	 "3;F;;;;;;;20/03/2024;b) No;;;;\n",
	 "L 1 section47|5 S47\n"
	 "W 5 S47: not taken in: Age of Child (Years)\n"
	 "B 2 section47\n"
	 "child: reference=1 gender=female\n"
	 "s47.started: reference=1 at=2024-03-01 about=s47:2024-03-01\n"
	 "icpc.held: reference=1 at=2024-03-20 about=s47:2024-03-01 plan=yes\n"
	 "B 3 section47\n"
	 "child: reference=2 gender=female\n"
	 "s47.started: reference=2 at=2024-03-01 about=s47:2024-03-01\n"
	 "icpc.unneeded: reference=2 at=2024-03-01 about=s47:2024-03-01\n"
	 "Y 4 row|Strategy discussion initiating Section 47 Enquiry Start Date||"
	 "it is empty, and the row cannot be without it\n"
	 "Z 3\n"},
	{"annex-a", "List 6.csv",
	 "Child Unique ID;Gender;Ethnicity;Date of Birth;Age of Child "
	 "(Years);Does the Child have a Disability;CIN Start Date;Primary "
	 "Need Code;Date Child Was Last Seen;CIN Closure Date;Reason for "
	 "Closure;Case Status;Allocated Team;Allocated Worker\n"
	 "1;F;;;;;01/03/2024;N1 - Abuse or neglect;01/04/2024;02/04/2024;"
	 "RC7;e) Closed episode;;\n",
	 "L 1 in_need|List 6\n"
	 "W List 6: not taken in: Age of Child (Years)\n"
	 "B 2 in_need\n"
	 "child: reference=1 gender=female\n"
	 "cin.started: reference=1 at=2024-03-01 about=cin:2024-03-01 "
	 "need=N1 status=closed\n"
	 "cin.seen: reference=1 at=2024-04-01 about=cin:2024-03-01 "
	 "earlier=unknown\n"
	 "cin.ended: reference=1 at=2024-04-02 about=cin:2024-03-01 "
	 "reason=RC7\n"
	 "Z 1\n"},
	{"annex-a", "List 7.csv",
	 "Child Unique ID;Gender;Ethnicity;Date of Birth;Age of Child "
	 "(Years);Does the Child have a Disability;Child Protection Plan "
	 "Start Date;Initial Category of Abuse;Latest Category of Abuse;"
	 "Date of the Last Statutory Visit;Was the Child Seen Alone?;Date "
	 "of latest review conference;Child Protection Plan End Date;"
	 "Subject to Emergency Protection Order or Protected Under Police "
	 "Powers in Last Six Months (Y/N);Number of Previous Child "
	 "Protection Plans;Allocated Team;Allocated Worker\n"
	 "1;F;;;;;01/03/2024;a) Neglect;d) Emotional abuse;01/06/2024;c) "
	 "Unknown;28/05/2024;;b) No;0;;\n",
	 "L 1 protection|List 7\n"
	 "W List 7: not taken in: Age of Child (Years)\n"
	 "B 2 protection\n"
	 "child: reference=1 gender=female\n"
	 "cp.started: reference=1 at=2024-03-01 about=cp:2024-03-01 "
	 "category=neglect latest=emotional previous=0\n"
	 "cp.visited: reference=1 at=2024-06-01 about=cp:2024-03-01 "
	 "alone=unknown earlier=unknown\n"
	 "cp.reviewed: reference=1 at=2024-05-28 about=cp:2024-03-01 "
	 "earlier=unknown\n"
	 "Z 1\n"},
	{"annex-a", "List 8.csv",
	 "Child Unique ID;Gender;Ethnicity;Date of Birth;Age of Child "
	 "(Years);Unaccompanied Asylum Seeking Child (UASC) within the Last "
	 "12 Months (Y/N));Does the Child have a Disability;Date Started to "
	 "be Looked After;Child's Category of Need;Is this a second or "
	 "subsequent period of being a Looked After Child within the last "
	 "12 months (Y/N);Start date of current legal status;Child's Legal "
	 "Status;Date of Latest Statutory Review;Date of Last Social Work "
	 "Visit;What is the permanence plan for this child?;Date of Last "
	 "IRO Visit / Contact to the Child;Date of Last Health Assessment;"
	 "Date of Last Dental Check;Number of Placements in the Last 12 "
	 "months;Date Ceased to be Looked After ;Reason Ceased to be Looked "
	 "After;Start Date of Most Recent Placement;Placement Type;"
	 "Placement Provider;Placement postcode;URN of Placement;Placement "
	 "Location;LA of Placement;Number of Episodes the Child has been "
	 "'Missing' from their Placement in the last 12 months;Number of "
	 "Episodes the Child has been \xE2\x80\x98"
	 "Absent\xE2\x80\x99"
	 " from their Placement in the "
	 "last 12 months;Was the child offered a Return Interview after "
	 "their last missing episode (Y/N)?;Did the child accept a Return "
	 "Interview after their last missing episode (Y/N)?;Allocated Team;"
	 "Allocated Worker\n"
	 "1;F;;;;b) No;b) No;01/03/2024;N1 - Abuse or neglect;b) No;"
	 "01/03/2024;C2: FCO;28/03/2024;01/06/2024;f) Long-term fostering;"
	 "05/06/2024;10/03/2024;11/03/2024;1;;;01/03/2024;f) U6: Foster "
	 "placement - not FFA;b) PR1: Own provision;;;a) In;;0;0;;;;\n",
	 "L 1 looked_after|List 8\n"
	 "W List 8: not taken in: Age of Child (Years), Placement postcode, "
	 "URN of Placement, LA of Placement, Number of Episodes the Child "
	 "has been \xE2\x80\x98"
	 "Absent\xE2\x80\x99"
	 " from their Placement in the last 12 months\n"
	 "B 2 looked_after\n"
	 "child: reference=1 gender=female disability=no uasc=no\n"
	 "lac.started: reference=1 at=2024-03-01 about=lac:2024-03-01 "
	 "need=N1 legal=C2 again=no\n"
	 "lac.placed: reference=1 at=2024-03-01 about=placement:2024-03-01 "
	 "out of=lac:2024-03-01 placement=U6 provider=PR1 location=in permanence=long_fostering\n"
	 "lac.visited: reference=1 at=2024-06-01 about=lac:2024-03-01 "
	 "earlier=unknown\n"
	 "lac.reviewed: reference=1 at=2024-03-28 about=lac:2024-03-01 "
	 "permanence=long_fostering earlier=unknown\n"
	 "lac.iro: reference=1 at=2024-06-05 about=lac:2024-03-01 "
	 "earlier=unknown\n"
	 "lac.health: reference=1 at=2024-03-10 about=lac:2024-03-01 "
	 "earlier=unknown\n"
	 "lac.dental: reference=1 at=2024-03-11 about=lac:2024-03-01 "
	 "earlier=unknown\n"
	 "Z 1\n"},
	{"annex-a", "List 9.csv",
	 "Child Unique ID;Gender;Ethnicity;Date of Birth;Age of Child "
	 "(Years);Unaccompanied Asylum Seeking Child (UASC), or formerly "
	 "UASC if 18 or over (Y/N);Does the Child have a Disability;"
	 "Allocated Team;Allocated Worker;Allocated Personal Advisor;"
	 "Eligibility Category;Latest Pathway Plan Review Date;LA in Touch;"
	 "Latest Date of Contact;Type of Accommodation;Suitability of "
	 "Accommodation;Activity Status\n"
	 "1;F;;;;b) No;b) No;;;Pat;b) Former relevant child;01/03/2024;a) "
	 "Yes;01/06/2024;U: Independent living;a) Suitable;F3\n",
	 "L 1 leavers|List 9\n"
	 "W List 9: not taken in: Age of Child (Years)\n"
	 "B 2 leavers\n"
	 "child: reference=1 gender=female disability=no uasc=no\n"
	 "leaver.started: reference=1 at=2024-03-01 about=leaver "
	 "eligibility=former_relevant adviser=Pat opened=implied\n"
	 "leaver.started: reference=1 at=2024-06-01 about=leaver "
	 "eligibility=former_relevant adviser=Pat opened=implied\n"
	 "leaver.reviewed: reference=1 at=2024-03-01 about=leaver "
	 "eligibility=former_relevant earlier=unknown\n"
	 "leaver.contacted: reference=1 at=2024-06-01 about=leaver "
	 "touch=yes earlier=unknown\n"
	 "Z 1\n"},
	{"annex-a", "List 10.csv",
	 "Child Unique ID;Family identifier;Gender;Ethnicity;Date of Birth;"
	 "Age of Child (Years);Does the Child have a Disability;Date the "
	 "Child Entered Care;Date of Decision that Child Should be Placed "
	 "for Adoption;Date of Placement Order;Date of Matching Child and "
	 "Prospective Adopters;Date Placed for Adoption;Date of Adoption "
	 "Order ;Date of Decision that Child Should No Longer be Placed for "
	 "Adoption;Reason Why Child No Longer Placed for Adoption;Date the "
	 "child was placed for fostering in FFA or concurrent planning "
	 "placement\n"
	 "1;F1;F;;;;;01/01/2023;01/06/2023;01/07/2023;;;;;;\n",
	 "L 1 adoption|List 10\n"
	 "W List 10: not taken in: Age of Child (Years), Date the child was "
	 "placed for fostering in FFA or concurrent planning placement\n"
	 "B 2 adoption\n"
	 "child: reference=1 gender=female family=F1\n"
	 "adoption.decided: reference=1 at=2023-06-01 "
	 "about=adoption:2023-06-01 entered=2023-01-01\n"
	 "adoption.ordered: reference=1 at=2023-07-01 "
	 "about=adoption:2023-06-01\n"
	 "Z 1\n"},
	{"annex-a", "List 11.csv",
	 "Individual adopter identifier;Family identifier;Gender\n"
	 "1;2;F\n",
	 "W List 11: not taken in: adopters are no children\n"
	 "Z 0\n"},
	{"ssda903", "header.csv",
	 "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
	 "001,2,08/01/2010,WBRI,A1,0,\n"
	 "002,M,,,,,\n",
	 "L 1 header|header\n"
	 "B 2 header\n"
	 "child: reference=001 gender=female born=2010-01-08 ethnicity=WBRI "
	 "upn=A1\n"
	 "B 3 header\n"
	 "child: reference=002 gender=male\n"
	 "Z 2\n"},
	{"ssda903", "903 episodes.csv",
	 "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,"
	 "REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
	 "001,01/03/2024,S,C2,N1,U6,PR1,01/04/2024,X1,,,,SC1\n"
	 "001,01/04/2024,P,C2,N1,K2,PR4,01/05/2024,E4A,CARPL,,,\n"
	 "002,01/03/2024,L,C1,N1,U6,PR1,,,,,,\n",
	 "L 1 episodes|903 episodes\n"
	 "W 903 episodes: not taken in: HOME_POST, PL_POST\n"
	 "B 2 episodes\n"
	 "child: reference=001\n"
	 "lac.started: reference=001 at=2024-03-01 about=lac need=N1 "
	 "legal=C2\n"
	 "lac.placed: reference=001 at=2024-03-01 about=placement:2024-03-01 out of=lac placement=U6 "
	 "provider=PR1\n"
	 "B 3 episodes\n"
	 "child: reference=001\n"
	 "lac.started: reference=001 at=2024-04-01 about=lac need=N1 "
	 "legal=C2 opened=implied\n"
	 "lac.placed: reference=001 at=2024-04-01 about=placement:2024-04-01 out of=lac placement=K2 "
	 "provider=PR4 change=CARPL\n"
	 "lac.ended: reference=001 at=2024-05-01 about=lac reason=E4A\n"
	 "B 4 episodes\n"
	 "child: reference=002\n"
	 "lac.started: reference=002 at=2024-03-01 about=lac need=N1 "
	 "legal=C1 opened=implied\n"
	 "lac.legal: reference=002 at=2024-03-01 about=lac legal=C1\n"
	 "Z 3\n"},
	{"ssda903", "reviews.csv",
	 "CHILD,DOB,REVIEW,REVIEW_CODE\n"
	 "001,08/01/2010,28/03/2024,PN1\n"
	 "001,08/01/2010,31/02/2024,PN1\n",
	 "L 1 reviews|reviews\n"
	 "B 2 reviews\n"
	 "child: reference=001 born=2010-01-08\n"
	 "lac.reviewed: reference=001 at=2024-03-28 about=lac took_part=PN1 "
	 "earlier=first after 4 months\n"
	 "Y 3 row|REVIEW|31/02/2024|there is no such day\n"
	 "Z 2\n"},
	{"ssda903", "missing.csv",
	 "CHILD,DOB,MISSING,MIS_START,MIS_END\n"
	 "001,08/01/2010,M,01/03/2024,03/03/2024\n"
	 "001,08/01/2010,A,04/03/2024,\n"
	 "001,,M,05/03/2024,04/03/2024\n",
	 "L 1 missing|missing\n"
	 "B 2 missing\n"
	 "child: reference=001 born=2010-01-08\n"
	 "missing.started: reference=001 at=2024-03-01 "
	 "about=missing:2024-03-01 kind=M\n"
	 "missing.returned: reference=001 at=2024-03-03 "
	 "about=missing:2024-03-01 kind=M\n"
	 "B 3 missing\n"
	 "child: reference=001 born=2010-01-08\n"
	 "missing.started: reference=001 at=2024-03-04 "
	 "about=missing:2024-03-04 kind=A\n"
	 "Y 4 row|MIS_END|04/03/2024|it lies before the date at which this "
	 "began\n"
	 "Z 3\n"},
	{"ssda903", "oc2.csv",
	 "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,"
	 "IMMUNISATIONS,TEETH_CHECK,HEALTH_ASSESSMENT,SUBSTANCE_MISUSE,"
	 "INTERVENTION_RECEIVED,INTERVENTION_OFFERED\n"
	 "001,08/01/2010,12,,0,,1,1,0,0,,\n",
	 "L 1 oc2|oc2\n"
	 "W oc2: not taken in: SDQ_REASON, CONVICTED, IMMUNISATIONS, "
	 "INTERVENTION_RECEIVED, INTERVENTION_OFFERED\n"
	 "B 2 oc2\n"
	 "child: reference=001 born=2010-01-08 sdq=12 teeth=yes health=no\n"
	 "Z 1\n"},
	{"ssda903", "oc3.csv",
	 "CHILD,DOB,IN_TOUCH\n"
	 "1,01/01/2005,YES\n",
	 "W oc3: not taken in: they start none of the clocks\n"
	 "Z 0\n"},
	{"cin", "2026.xml",
	 "<Message><Header><Collection>CIN</Collection></Header><Children>"
	 "<Child>\n"
	 "<ChildIdentifiers><LAchildID>0X1</LAchildID>"
	 "PersonBirthDate<PersonBirthDate>2015-03-27</PersonBirthDate><Sex>"
	 "F</Sex></ChildIdentifiers>\n"
	 "<ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities>"
	 "<Disability>HAND</Disability><Disability>HEAR</Disability>"
	 "</Disabilities></ChildCharacteristics>\n"
	 "<CINdetails><CINreferralDate>2024-01-02</CINreferralDate>"
	 "<ReferralSource>6</ReferralSource><PrimaryNeedCode>"
	 "N1</PrimaryNeedCode><CINclosureDate>2024-12-01</CINclosureDate>"
	 "<ReasonForClosure>RC7</ReasonForClosure>\n"
	 "<Assessments><AssessmentActualStartDate>"
	 "2024-01-03</AssessmentActualStartDate>"
	 "<AssessmentAuthorisationDate>"
	 "2024-02-04</AssessmentAuthorisationDate>"
	 "<FactorsIdentifiedAtAssessment><AssessmentFactors>"
	 "1A</AssessmentFactors><AssessmentFactors>3B</AssessmentFactors>"
	 "</FactorsIdentifiedAtAssessment></Assessments>\n"
	 "<Assessments><AssessmentActualStartDate>"
	 "2024-06-03</AssessmentActualStartDate>"
	 "<AssessmentAuthorisationDate>"
	 "2024-05-04</AssessmentAuthorisationDate></Assessments>\n"
	 "<CINPlanDates><CINPlanStartDate>2024-02-05</CINPlanStartDate>"
	 "<CINPlanEndDate>2024-03-01</CINPlanEndDate></CINPlanDates>\n"
	 "<Section47><S47ActualStartDate>2024-02-20</S47ActualStartDate>"
	 "<DateOfInitialCPC>2024-03-01</DateOfInitialCPC><ICPCnotRequired>"
	 "false</ICPCnotRequired></Section47>\n"
	 "<Section47><S47ActualStartDate>2024-09-20</S47ActualStartDate>"
	 "<ICPCnotRequired>1</ICPCnotRequired></Section47><ReferralNFA>"
	 "0</ReferralNFA>\n"
	 "<ChildProtectionPlans><CPPstartDate>2024-03-01</CPPstartDate>"
	 "<CPPendDate>2024-11-30</CPPendDate><InitialCategoryOfAbuse>"
	 "NEG</InitialCategoryOfAbuse><LatestCategoryOfAbuse>"
	 "EMO</LatestCategoryOfAbuse><NumberOfPreviousCPP>"
	 "0</NumberOfPreviousCPP><Reviews><CPPreviewDate>"
	 "2024-05-30</CPPreviewDate><CPPreviewDate>"
	 "2024-11-15</CPPreviewDate></Reviews></ChildProtectionPlans>"
	 "</CINdetails></Child></Children></Message>\n",
	 "L 0 children|\n"
	 "B 1 children\n"
	 "child: reference=0X1 born=2015-03-27 gender=female ethnicity=WBRI "
	 "disability=HAND HEAR\n"
	 "L 0 referrals|\n"
	 "B 4 referrals\n"
	 "referral.noted: reference=0X1 at=2024-01-02 "
	 "about=referral:2024-01-02 source=police need=N1 nfa=no\n"
	 "referral.closed: reference=0X1 at=2024-12-01 "
	 "about=referral:2024-01-02 reason=RC7\n"
	 "L 0 assessments|\n"
	 "B 5 assessments\n"
	 "assessment.started: reference=0X1 at=2024-01-03 "
	 "about=assessment:2024-01-03 out of=referral:2024-01-02\n"
	 "assessment.authorised: reference=0X1 at=2024-02-04 "
	 "about=assessment:2024-01-03 factors=1A 3B\n"
	 "Y 6 row|AssessmentAuthorisationDate|2024-05-04|it lies before the "
	 "date at which this began\n"
	 "L 0 plans|\n"
	 "B 7 plans\n"
	 "cin.started: reference=0X1 at=2024-02-05 about=cin:2024-02-05 out "
	 "of=referral:2024-01-02\n"
	 "cin.ended: reference=0X1 at=2024-03-01 about=cin:2024-02-05\n"
	 "L 0 section47|\n"
	 "B 8 section47\n"
	 "s47.started: reference=0X1 at=2024-02-20 about=s47:2024-02-20 out "
	 "of=referral:2024-01-02\n"
	 "icpc.held: reference=0X1 at=2024-03-01 about=s47:2024-02-20\n"
	 "B 9 section47\n"
	 "s47.started: reference=0X1 at=2024-09-20 about=s47:2024-09-20 out "
	 "of=referral:2024-01-02\n"
	 "icpc.unneeded: reference=0X1 at=2024-09-20 about=s47:2024-09-20\n"
	 "L 0 protection|\n"
	 "B 10 protection\n"
	 "cp.started: reference=0X1 at=2024-03-01 about=cp:2024-03-01 out "
	 "of=referral:2024-01-02 category=neglect latest=emotional "
	 "previous=0\n"
	 "cp.ended: reference=0X1 at=2024-11-30 about=cp:2024-03-01\n"
	 "L 0 reviews|\n"
	 "B 10 reviews\n"
	 "cp.reviewed: reference=0X1 at=2024-05-30 about=cp:2024-03-01 "
	 "earlier=first after 9 months\n"
	 "B 10 reviews\n"
	 "cp.reviewed: reference=0X1 at=2024-11-15 about=cp:2024-03-01 "
	 "earlier=first after 9 months\n"
	 "Z 10\n"},
	{"cin", "2021.xml",
	 "<Message><Children><Child><ChildIdentifiers><LAchildID>"
	 "1</LAchildID><ExpectedPersonBirthDate>"
	 "2024-09-01</ExpectedPersonBirthDate><GenderCurrent>"
	 "9</GenderCurrent></ChildIdentifiers></Child></Children></Message>\n",
	 "L 0 children|\n"
	 "B 1 children\n"
	 "child: reference=1 born=2024-09-01 gender=other\n"
	 "Z 1\n"},
	{"contacts-example", "My contacts.csv",
	 "Mosaic ID,Full Name,DOB,Date/Time Received,Agency,RAG,RAG "
	 "Date/Time,Outcome Date/Time,Contact Outcome,Team\n"
	 "0042,Sam Sample,08/01/2010,01/03/2024 09:15,PPN,RAG - Red,"
	 "01/03/2024 09:40,01/03/2024 15:00,Progress to CFA,MASH\n"
	 "0043,Pat Sample,,01/03/2024 09:15,Fire brigade,,,,,\n",
	 "L 1 contacts|My contacts\n"
	 "W My contacts: not in it, taken as empty: Family ID, Worker\n"
	 "B 2 contacts\n"
	 "child: reference=0042 name=Sam Sample born=2010-01-08 team=MASH\n"
	 "contact.received: reference=0042 at=2024-03-01T09:15:00 "
	 "about=contact:2024-03-01T09:15:00 source=police rating=red\n"
	 "contact.rated: reference=0042 at=2024-03-01T09:40:00 "
	 "about=contact:2024-03-01T09:15:00 rating=red\n"
	 "contact.decided: reference=0042 at=2024-03-01T15:00:00 "
	 "about=contact:2024-03-01T09:15:00 outcome=referral\n"
	 "B 3 contacts\n"
	 "child: reference=0043 name=Pat Sample\n"
	 "contact.received: reference=0043 at=2024-03-01T09:15:00 "
	 "about=contact:2024-03-01T09:15:00 source=Fire brigade\n"
	 "Z 2\n"},
};

static char *shipped_map(const char *name)
{
	char path[128];

	snprintf(path, sizeof(path), "data/exchange/%s.map", name);
	return whole_source(path);
}

static void extract__is_read__by_its_shipped_map(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(extracts) / sizeof(extracts[0]); i++) {
		char *map = shipped_map(extracts[i].map);
		char *got = mapped_read(map, extracts[i].file, extracts[i].bytes, strlen(extracts[i].bytes));

		if (strcmp(got, extracts[i].expected) != 0)
			fail_msg("%s, %s:\n%sexpected:\n%s", extracts[i].map, extracts[i].file, got,
				 extracts[i].expected);
		free(got);
		free(map);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(extract__is_read__by_its_shipped_map),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
