# What failed is to be tendered again: the next tender names it. The one before is $T1 with its lot $L1.
include setup_once.t
as 业主 POST /api/intakes {"project":{"code":"2026-510700-99","name":"另一项目"},"tender":{"retenderOf":"$T",$TENDER},$REST,"announcement":{$ANNOUNCED,$ENVELOPES"evaluation":$RULE}} -> 422 BAD_FIELD check /field=/tender/retenderOf
set T1 $T
set L1 $L
set PROJECT
set AGAIN "project":"$P","retenderOf":"$T",
set ROUND （重新招标）
