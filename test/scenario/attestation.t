# What the centre's staff saw of a trade: by them only, read by them and supervision, in the export, changing nothing.
include setup_bids.t
register 中心 centre A:9
register 局 supervisor A:6
as 业主 POST /api/lots/$L/attestations {"about":"arrival","content":"x"} -> 403 DENIED
as 甲 GET /api/lots/$L/attestations -> 403 DENIED
as nobody GET /api/lots/$L/attestations -> 401 UNAUTHENTICATED
as 中心 POST /api/lots/$L/attestations {"about":"gossip","content":"x"} -> 422 BAD_FIELD check /field=/about
as 中心 POST /api/lots/$L/attestations {"about":"arrival"} -> 422 MISSING_FIELD check /field=/content
as 中心 POST /api/lots/$L/attestations {"about":"arrival","content":"招标人代表到场"} -> 201
clock +21d
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$bid2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$bid3.key"} -> 200
upload PHOTO 中心 一张照片
as 中心 POST /api/lots/$L/attestations {"about":"incident","content":"开标室网络中断 2 分钟","document":"$PHOTO"} -> 201
clock +1000
as 中心 POST /api/lots/$L/attestations {"about":"measure","content":"切换备用线路"} -> 201
clock +1799000
as nobody GET /api/lots/$L -> 200 check /state=evaluating
as 中心 GET /api/lots/$L/attestations -> 200 check /attestations/0/about=arrival check /attestations/1/document=$PHOTO check /attestations/2/content=切换备用线路 save /attestations/1/id=A
as 局 GET /api/lots/$L/attestations?after=$A -> 200 check /attestations/0/about=measure
as 局 GET /api/lots/$L/attestations/$A/document -> 200
as 甲 GET /api/lots/$L/attestations/$A/document -> 403 DENIED
as 局 GET /api/lots/$L/attestations/$L/document -> 404 NOT_FOUND
as nobody GET /api/lots/$L/timeline -> 200 lacks 备用线路
as nobody GET /trades/$L -> 200 lacks 备用线路
as 业主 POST /api/lots/$L/cancellation {"reason":"x"} -> 200
proves $L
