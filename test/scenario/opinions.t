# Supervision says what is to be mended, or hands on: in writing, on the record, holding nothing up.
include setup_bids.t
register 中心 centre A:9
register 局 supervisor A:6
register 纪委 inspector A:7
as 业主 POST /api/lots/$L/opinions {"type":"opinion","content":"x"} -> 403 DENIED
as 纪委 POST /api/lots/$L/opinions {"type":"opinion","content":"x"} -> 403 DENIED
as 局 POST /api/lots/$L/opinions {"type":"opinion","content":"x","recipient":"y"} -> 422 MISSING_FIELD check /field=/recipient
as 局 POST /api/lots/$L/opinions {"type":"transfer","content":"x"} -> 422 MISSING_FIELD check /field=/recipient
as 局 POST /api/lots/$L/opinions {"type":"opinion","content":"评标委员会组成说明不全，请补充"} -> 201
clock +1000
as 局 POST /api/lots/$L/opinions {"type":"transfer","content":"涉嫌围标线索","recipient":"公安机关"} -> 201
as 业主 GET /api/lots/$L/opinions -> 200 check /opinions/0/content~补充 check /opinions/0/by=局 lacks 公安
as 中心 GET /api/lots/$L/opinions -> 200 lacks 公安
as 纪委 GET /api/lots/$L/opinions -> 200 check /opinions/1/recipient=公安机关
as 甲 GET /api/lots/$L/opinions -> 403 DENIED
as nobody GET /api/lots/$L/timeline -> 200 lacks supervision
clock +21d
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$bid2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$bid3.key"} -> 200
clock +1800000
as 业主 POST /api/lots/$L/cancellation {"reason":"x"} -> 200
proves $L
