# A municipal road whose winner gives up after the award: the second candidate has the contract.
include setup_parties.t
include setup_municipal.t
include setup_four.t
include setup_opened.t
include setup_municipal_judged.t
include setup_publicity.t
include setup_awarded.t
set GIVES_UP 甲
include setup_gives_up.t
as 业主 POST /api/lots/$L/contract {"price":{"amount":"$PRICE3","currency":"CNY"},"signedAt":"@+0"} -> 422 CONTRACT_DEVIATES
include setup_contract.t
