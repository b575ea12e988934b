/* mapping.h - which columns of a table hold what: a small YAML file beside the data's tests.
 *
 *   kind: foreign-works-japan      id of law/kinds
 *   principal: 土浦市               name of the procuring entity
 *   scheme: JP-TSUCHIURA           register that the tenderers' codes come from
 *   lead_days: "1"                 days from publication to deadline
 *   columns: { auction: …, date: …, title: …, details: …, ceiling: …, floor: …, tenderer: …,
 *              name: …, price: …, rejected: …, winner: … }
 */
#ifndef HENG_REPLAY_MAPPING_H
#define HENG_REPLAY_MAPPING_H

#include "replay/market.h"

/* Reads table and mapping into a market, auctions sorted by day. LAW_FILE for the mapping,
 * BAD_REQUEST for the table, with file and line. */
enum err market_read(
    struct ctx *c, const char *table, const char *mapping, struct market *out) CHECKED;

#endif
