/* attestation.h - what the centre's staff saw of a trade (见证服务, 国办函〔2019〕41号). */
#ifndef HENG_TRADE_ATTESTATION_ATTESTATION_H
#define HENG_TRADE_ATTESTATION_ATTESTATION_H

#include "trade/project/project.h"

/* 到场, 宣读纪律, 见证事项, 异常情况, 处置 */
enum attested {
	ATTESTED_ARRIVAL,
	ATTESTED_DISCIPLINE,
	ATTESTED_OBSERVATION,
	ATTESTED_INCIDENT,
	ATTESTED_MEASURE
};

extern const struct route attestation_routes[];

#endif
