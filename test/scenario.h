/* scenario.h - requests in; answers, state and evidence out, as text files (the .t files in
 * test/scenario).
 *
 * A line is one step; `\` at its end continues it. $NAME stands for a saved value, @+20d or
 * @+1800000 for a moment that much later than the clock, as RFC 3339.
 *   include FILE                       runs another file first
 *   set NAME [TEXT]                    that text, to the end of the line, as $NAME
 *   clock +20d | +1800000 | TIME       moves the clock and runs what falls due
 *   register NAME ROLES CODE           a party with that 统一社会信用代码; NAME: its id, and an actor
 *   person NAME $ID                    an actor that is this person
 *   token NAME TEXT                    an actor that carries this as its token
 *   seal NAME $LOT $PARTY FORM         container in $NAME, its key in $NAME.key, its digest in
 *                                      $NAME.digest; FORM is JSON
 *   application NAME $TENDER $PARTY JSON  the same for a prequalification
 *   authorities                        five practice authorities, whose certificates are taken;
 *                                      $ORIGIN is where the centre is reached
 *   certificate NAME AUTHORITY CODE DAYS  one of them issues it, from now on
 *   sign NAME CERTIFICATE JSON         signs its canonical text: SignedData in $NAME, the text,
 *                                      escaped, in $NAME.statement
 *   upload NAME ACTOR TEXT             a document of that text; its digest in $NAME
 *   documents NAME $LOT ACTOR TEXT     a sealed documents part, uploaded: digest, key as above
 *   priced NAME $LOT ACTOR TEXT        the same, a bill of quantities
 *   as ACTOR METHOD URL [BODY] -> STATUS [ERROR] [save /path=NAME …] [check /path=text …]
 *                                      [check /path~part …]: holds that part
 *                                      [lacks TEXT …]: nowhere in the answer
 *   as ACTOR key KEY METHOD …          with that Idempotency-Key
 *   evidence $SCOPE = KIND …           all kinds of entries of that scope, in order
 *   publish                            tiles and checkpoint
 *   proves $LOT                        its export is written, and holds for a stranger
 *   damage NAME AT                     changes one byte of the base64 container in $NAME
 */
#ifndef HENG_TEST_SCENARIO_H
#define HENG_TEST_SCENARIO_H

#include <stdbool.h>

/* Runs one file against a new centre with that store (NULL: SQLite in the folder). Says what went
 * wrong on standard error. */
bool scenario_run(const char *file, const char *store_url);

#endif
